"""Where every cell of a file has gone: the checker behind «nothing is lost»."""

import re

from office_files.layouts import open_layouts
from registry_reader.tables.parts import find_parts
from registry_reader.values.texts import is_silent, plain

_SHEET = re.compile(r"^(?:(?P<sheet>.*)!)?(?P<left>[A-Z]{0,3})(?P<top>\d*)(?::(?P<right>[A-Z]{1,3})(?P<bottom>\d+))?$")
_WORDS = re.compile(
    r"^(?:table (?P<table>\d+))?\s*(?:row (?P<row>\d+))?\s*(?:column (?P<column>\d+))?\s*(?:cell (?P<cell>\d+))?$"
)
_FED = {
    "full_name": ("surname", "name"),
    "contacts": ("phone", "email", "guardian"),
    "phone": ("phone", "guardian"),
    "term": ("joined", "left"),
    "joined": ("joined", "left"),
    "birth_date": ("birth_date", "birth_year"),
    "birth_year": ("birth_date", "birth_year"),
    "study": ("class", "group", "course"),
    "group": ("group", "course"),
    "class": ("class", "group", "course"),
    "course": ("group", "course"),
    "experience": ("experience_years",),
    "age_and_capacity": ("desired_age", "capacity"),
    "order_number": ("order",),
    "order_date": ("order",),
    "form": ("form", "role_model"),
}
_TEXTS = {
    "post",
    "subject",
    "education",
    "workplace",
    "request",
    "competences",
    "achievements",
    "interests",
    "time",
    "result",
}
"""Fields that must keep the very text of the cell."""


def lost(content, name, answer):
    """The cells that no field, no extra, no heading and no skipped place accounts for, as (place, text)."""
    layouts = open_layouts(content, name)
    skipped = [_area(one["place"]) for one in answer["skipped"]]
    found = []
    for part in find_parts(layouts).parts:
        layout = part.layout
        key = layout.name if layout.sort == "sheet" else f"table {layout.number}" if layout.sort == "table" else ""
        people = _by_row(answer, key)
        for spot in (spot for line in part.rows for spot in line):
            bound = part.columns.bound.get(spot.column)
            if is_silent(spot.text) or (
                bound and bound.field == "number" and plain(spot.text).strip(" .)").isdecimal()
            ):
                continue
            if any(_covers(area, key, spot) for area in skipped):
                continue
            rows = [person for row in _rows(spot, people) for person in people[row]]
            if not _told(rows, bound, plain(spot.text)):
                found.append((key, spot.row + 1, spot.column + 1, spot.text))
    return found + _lost_above(layouts, answer, skipped)


def _lost_above(layouts, answer, skipped):
    """Cells of headings, and of tables that name nobody."""
    heads = [plain(column["printed"]).replace("-", "") for column in answer["columns"]]
    below = {(id(part.layout), line[0].row) for part in find_parts(layouts).parts for line in part.rows}
    found = []
    for layout in layouts.layouts:
        key = layout.name if layout.sort == "sheet" else f"table {layout.number}" if layout.sort == "table" else ""
        for spot in (spot for line in layout.rows if (id(layout), line[0].row) not in below for spot in line):
            told = any(plain(spot.text).replace("-", "") in head for head in heads)
            if not told and not is_silent(spot.text) and not any(_covers(area, key, spot) for area in skipped):
                found.append((key, spot.row + 1, spot.column + 1, spot.text))
    return found


def _by_row(answer, key):
    rows = {}
    for row in answer["rows"]:
        area = _area(row["place"])
        if area["key"] == key:
            rows.setdefault(area["top"], []).append(row)
    return rows


def _rows(spot, people):
    """The rows in which a cell may be told: its own, those that it is merged over, and the people above it."""
    above = max((row for row in people if row <= spot.row + 1), default=0)
    return {*range(spot.row + 1, spot.row + spot.rows + 1), above} & people.keys()


def _told(rows, bound, text):
    """Whether somebody keeps the text as printed, or has a field that its column feeds."""
    field = bound.field if bound is not None else ""
    for row in rows:
        if any(text in plain(str(value)) for value in (row.get("extra") or {}).values()):
            return True
        if field in _TEXTS:
            if text in plain(str(row.get(field))):
                return True
        elif any(row.get(key) not in (None, "") for key in _fed(field)):
            return True
    return False


def _fed(field):
    if not field:
        return ()
    return _FED.get(field, (field.partition(".")[0],))


def _area(place):
    words = _WORDS.match(place)
    if words and place:
        return {
            "key": f"table {words['table']}" if words["table"] else "",
            "top": int(words["row"] or 0),
            "bottom": int(words["row"] or 0),
            "left": int(words["cell"] or words["column"] or 0),
            "right": int(words["cell"] or words["column"] or 0),
        }
    found = _SHEET.match(place)
    if found is None or "!" not in place:
        return {"key": place, "top": 0, "bottom": 0, "left": 0, "right": 0}
    top, left = int(found["top"] or 0), _number(found["left"])
    return {
        "key": found["sheet"],
        "top": top,
        "bottom": int(found["bottom"] or top),
        "left": left,
        "right": _number(found["right"] or "") or left,
    }


def _number(letters):
    number = 0
    for char in letters:
        number = number * 26 + ord(char) - 64
    return number


def _covers(area, key, spot):
    if area["key"] != key:
        return False
    rows = not area["top"] or area["top"] <= spot.row + 1 <= area["bottom"]
    return rows and (not area["left"] or area["left"] <= spot.column + 1 <= area["right"])
