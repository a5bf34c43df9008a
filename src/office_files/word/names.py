"""Qualified names of WordprocessingML that the reader looks at."""

from __future__ import annotations

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{NAMESPACE}}}{name}"


BODY, P, TBL, TR, TC, R = w("body"), w("p"), w("tbl"), w("tr"), w("tc"), w("r")
PPR, RPR, TRPR, TCPR = w("pPr"), w("rPr"), w("trPr"), w("tcPr")
T, TAB, BR, CR, SYM = w("t"), w("tab"), w("br"), w("cr"), w("sym")
NO_BREAK_HYPHEN = w("noBreakHyphen")
TABS, NUMPR, NUMID, ILVL = w("tabs"), w("numPr"), w("numId"), w("ilvl")
PSTYLE, RSTYLE, OUTLINE, JC, B = w("pStyle"), w("rStyle"), w("outlineLvl"), w("jc"), w("b")
GRIDSPAN, VMERGE, HMERGE = w("gridSpan"), w("vMerge"), w("hMerge")
GRID_BEFORE, CELL_DELETED = w("gridBefore"), w("cellDel")
SDT, SDT_PR, SDT_CONTENT, PLACEHOLDER = w("sdt"), w("sdtPr"), w("sdtContent"), w("showingPlcHdr")
INS, DEL, MOVE_FROM, MOVE_TO = w("ins"), w("del"), w("moveFrom"), w("moveTo")
CUSTOM_XML, SMART_TAG = w("customXml"), w("smartTag")
VANISH, TEXT_BOX = w("vanish"), w("txbxContent")
ALTERNATE, CHOICE, FALLBACK = _MARKUP + "AlternateContent", _MARKUP + "Choice", _MARKUP + "Fallback"
VAL, STYLE_ID = w("val"), w("styleId")

OFF = frozenset({"0", "false", "off", "none"})
TAGS = (
    *(TBL, TR, TC, P, T, TAB, BR, CR, SYM, NO_BREAK_HYPHEN),
    *(GRIDSPAN, VMERGE, HMERGE, GRID_BEFORE, PSTYLE, NUMPR, OUTLINE, JC, B, RSTYLE),
)
START, NUM_FMT, LVL_TEXT = w("start"), w("numFmt"), w("lvlText")
IS_LGL, LVL_RESTART = w("isLgl"), w("lvlRestart")
OLD_PROPERTIES = tuple(w(f"{name}PrChange") for name in ("p", "r", "tbl", "tr", "tc", "sect", "tblEx", "numbering"))
