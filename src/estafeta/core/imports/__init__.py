"""Imports from a spreadsheet as declarations: an app says in its `imports.py` what may be brought in and how.

`columns` what a column means and how a cell is read · `kinds` a kind of import and the registry. The pages, the
recognising of columns, the draft, the confirming and the undo are the workbench's; an app writes none of them.
"""

from __future__ import annotations

from estafeta.core.imports.columns import Column
from estafeta.core.imports.kinds import ImportKind, Item, Known, address_of, begins_at, import_kind, kinds

__all__ = ["Column", "ImportKind", "Item", "Known", "address_of", "begins_at", "import_kind", "kinds"]
