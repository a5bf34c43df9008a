"""The fonts that papers carry: nothing of the machine they are made on."""

from __future__ import annotations

from functools import cache

import fontpkg_pt_sans
import fontpkg_pt_serif
import typst


@cache
def fonts() -> typst.Fonts:
    """PT Serif for the text, PT Sans for what stands in drawings."""
    roots = (fontpkg_pt_serif.ROOT, fontpkg_pt_sans.ROOT)
    return typst.Fonts(include_system_fonts=False, font_paths=[str(root / "files") for root in roots])
