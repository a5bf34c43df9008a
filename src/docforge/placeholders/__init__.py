"""An organisation's own Word template: look into it before it is trusted, fill it with data afterwards."""

from docforge.placeholders.compiled import Compiled, fill
from docforge.placeholders.scanner import scan
from docforge.placeholders.shapes import Rows, Scan, Shape, TemplateFault, Text, Unknown

__all__ = ["Compiled", "Rows", "Scan", "Shape", "TemplateFault", "Text", "Unknown", "fill", "scan"]
