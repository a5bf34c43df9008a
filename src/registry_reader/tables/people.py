"""The rows of a table become people: whose each cell is, merged cells, several people in a cell, sides of pairs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from office_files.layouts import Spot
from registry_reader.headings.titles import Scope, read_scope
from registry_reader.model import Role
from registry_reader.tables.columns import Bound, Columns, Owner
from registry_reader.tables.drafts import Draft
from registry_reader.tables.fields import Context, fill
from registry_reader.tables.fields.persons import put_study
from registry_reader.tables.headers import Line
from registry_reader.tables.kinds import NAMES, role_of
from registry_reader.tables.lines import Lines, is_vacancy
from registry_reader.values.classes import read_study
from registry_reader.values.dates import read_moment
from registry_reader.values.names import Name
from registry_reader.values.people import read_people
from registry_reader.values.texts import is_silent, one_line

_PARTS = (re.compile(r"\s*\n\s*"), re.compile(r"\s*;\s*"), re.compile(r"\s*,\s*"))
_YES = frozenset({"да", "y", "yes", "1", "true", "+", "x", "х", "✓", "выбрано"})
_NO = frozenset({"", "n", "no", "0", "false", "не выбрано", "-", "—"})


@dataclass(slots=True)
class Side:
    """The people of one side of a table. `current` are those last named, `fresh` says that this row names them."""

    owner: Owner
    role: Role | None
    names: tuple[Bound, ...]
    bound: tuple[Bound, ...]
    current: list[Draft] = field(default_factory=list)
    fresh: bool = False


class Table:
    """Reads the rows of one table one after another; `people` grows meanwhile."""

    def __init__(self, columns: Columns, lines: Lines, context: Context, scope: Scope) -> None:
        self._columns = columns
        self._lines = lines
        self._context = context
        self._notes = context.notes
        self._title = self._scope = scope
        self._section: Spot | None = None
        self._hanging: dict[int, tuple[Spot, int]] = {}
        self._sides = _sides(columns)
        self._pair = {one.column: one for one in columns.bound.values() if one.owner == "pair" and not one.forbidden}
        self._beyond = frozenset(columns.bound)
        self._stray: dict[int, Bound] = {}
        self.people: list[Draft] = []

    def take(self, own: Line) -> None:
        """Read the next row."""
        row = own[0].row
        hanging = {column: spot for column, (spot, last) in self._hanging.items() if last >= row}
        cells = {**hanging, **{spot.column: spot for spot in own}}
        self._hang(own, row)
        sort, why = self._lines.sort(own, cells)
        if sort == "section":
            self._open_section(own[0])
        if sort in {"section", "skip"}:
            self._skip(own, why)
        elif sort == "people" or not self._goes_on(own, hanging):
            self._people(row, cells, hanging)

    def _skip(self, own: Line, why: str) -> None:
        if len(own) == 1:
            self._notes.skip_cell(own[0], why)
        else:
            self._notes.skip_row(own[0].row, why)

    def _hang(self, own: Line, row: int) -> None:
        """Remember the cells of a row that are merged downwards, forget those that have ended."""
        if self._hanging:
            self._hanging = {column: pair for column, pair in self._hanging.items() if pair[1] >= row}
        for spot in own:
            if spot.rows > 1:
                self._hanging[spot.column] = (spot, row + spot.rows - 1)

    def _open_section(self, spot: Spot) -> None:
        scope = read_scope(spot.text)
        if scope:
            self._scope = Scope(
                scope.klass or (None if scope.group else self._title.klass),
                scope.form or self._scope.form,
                scope.group,
                scope.course,
            )
        else:
            self._section = spot
        for side in self._sides:
            side.current = []

    def _goes_on(self, own: Line, hanging: Mapping[int, Spot]) -> bool:
        """A row without a name: it continues the person above, or says nothing of anybody."""
        last = self.people[-1] if self.people else None
        if all(spot.column == self._columns.number or is_silent(spot.text) for spot in own):
            self._notes.skip_row(own[0].row, "строка без имени")
            return True
        merged = any(one.column in hanging for side in self._sides for one in side.names)
        partners = any(self._field(spot) == "partners" for spot in own)
        if last is not None and (merged or (partners and len(own) < 3)):
            self._continue(own, self._sides[0].current or [last])
            return True
        self._notes.skip_row(own[0].row, "в строке никто не назван")
        self._notes.doubt_row(own[0].row, "в строке никто не назван", serious=True)
        return True

    def _field(self, spot: Spot) -> str:
        bound = self._columns.bound.get(spot.column)
        return bound.field if bound is not None else ""

    def _continue(self, own: Line, drafts: Sequence[Draft]) -> None:
        """Further lines of the people above: names of the other side are added, the rest is kept as printed."""
        for spot in own:
            bound = self._bound(spot)
            if bound.field == "number" or bound.forbidden:
                continue
            for draft in drafts:
                if bound.field in NAMES:
                    draft.keep(bound.printed, spot, self._notes)
                else:
                    fill(draft, spot, bound, self._context)

    def _bound(self, spot: Spot) -> Bound:
        """The column of a cell; a cell without a heading gets a name for extra."""
        bound = self._columns.bound.get(spot.column) or self._stray.get(spot.column)
        if bound is None:
            owner = "own" if len(self._sides) == 1 else "pair"
            bound = self._stray[spot.column] = Bound(spot.column, f"столбец {spot.column + 1}", "", owner)
        return bound

    def _people(self, row: int, cells: Mapping[int, Spot], hanging: Mapping[int, Spot]) -> None:
        """The people of one row, and the cells of each."""
        for side in self._sides:
            self._name_side(side, row, cells, hanging)
        fresh = [draft for side in self._sides if side.fresh for draft in side.current]
        for side in self._sides:
            if side.fresh:
                self._deal(side.current, [(cells[one.column], one) for one in side.bound if one.column in cells])
            elif side.current:
                self._keep_below(side, cells, hanging)
            else:
                self._leave_over(side, cells, fresh)
        self._deal_pair(row, cells, fresh)
        if len(self._sides) == 2:
            self._link(*self._sides)
        for draft in fresh:
            self._finish(draft)
        self.people += fresh

    def _name_side(self, side: Side, row: int, cells: Mapping[int, Spot], hanging: Mapping[int, Spot]) -> None:
        """Who is named on a side: new people, those of a cell merged from above, or, in pairs, those above."""
        side.fresh = False
        spots = [(cells[one.column], one) for one in side.names if one.column in cells]
        said = [(spot, one) for spot, one in spots if not is_silent(spot.text) or one.field != "full_name"]
        if spots and all(spot.column in hanging for spot, _ in spots):
            if side.current:
                return
        elif not spots:
            side.current = side.current if len(self._sides) == 2 and self._may_carry(side, cells) else []
            if side.current or self._columns.kind != "partners":
                return
        named = self._drafts(side, row, said)
        if not named and self._columns.kind == "partners":
            named = [Draft(row, side.role)]
        side.current, side.fresh = named, bool(named)

    def _may_carry(self, side: Side, cells: Mapping[int, Spot]) -> bool:
        """A mentor printed once with blanks below: none of her cells is filled anew."""
        return side.owner == "mentor" and not any(one.column in cells for one in side.bound)

    def _drafts(self, side: Side, row: int, said: Sequence[tuple[Spot, Bound]]) -> list[Draft]:
        whole = [(spot, one) for spot, one in said if one.field == "full_name"]
        if not whole:
            return self._of_parts(side, row, said)
        spot, bound = whole[0]
        if is_vacancy(spot.text):
            self._notes.skip_cell(spot, "вакансия")
            return []
        names = read_people(spot.text)
        drafts = [self._of_name(side, row, spot, bound, name) for name in names]
        for other, column in (*whole[1:], *((one, column) for one, column in said if column.field != "full_name")):
            for draft in drafts:
                draft.keep(column.printed, other, self._notes)
        return drafts

    def _of_parts(self, side: Side, row: int, said: Sequence[tuple[Spot, Bound]]) -> list[Draft]:
        """One person of a surname, a name and a patronymic in columns of their own."""
        if not any(one.field in {"surname", "name"} and not is_silent(spot.text) for spot, one in said):
            return []
        draft = Draft(row, side.role)
        for spot, bound in said:
            if not is_silent(spot.text):
                fill(draft, spot, bound, self._context)
        return [draft]

    def _of_name(self, side: Side, row: int, spot: Spot, bound: Bound, name: Name) -> Draft:
        draft = Draft(row, side.role, name.printed)
        for key, value in (("surname", name.surname), ("name", name.name), ("patronymic", name.patronymic)):
            if value is not None:
                draft.facts[key] = value
        if name.latin:
            self._notes.doubt(spot, "латинские буквы в фамилии")
        if not name.complete:
            self._notes.doubt(spot, "назван одним словом")
        told = [self._beside(draft, text) for text in name.beside]
        if not all(told):
            draft.keep(bound.printed, spot, self._notes)
        return draft

    def _beside(self, draft: Draft, text: str) -> bool:
        """What stands beside a name: a class, a group, a day of birth, a post."""
        study = read_study(text)
        if study is not None:
            return put_study(draft, study)
        moment = read_moment(text, None)
        if moment is not None and moment.sort == "day":
            return draft.put("birth_date", moment.text)
        if moment is not None and moment.sort == "year":
            return draft.put("birth_year", int(moment.text))
        if text[:1].islower() and draft.role != "mentee" and not any(char.isdigit() for char in text):
            draft.put("post", one_line(text))
        return False

    def _deal(self, drafts: Sequence[Draft], cells: Sequence[tuple[Spot, Bound]]) -> None:
        """Deal the cells of a row out: as many parts as people go in order, a single part is for all."""
        choices: dict[str, list[tuple[Spot, Bound]]] = {}
        for spot, bound in cells:
            if bound.choice and bound.field:
                choices.setdefault(bound.printed.rpartition("[")[0].strip(), []).append((spot, bound))
                continue
            if len(drafts) == 1:
                fill(drafts[0], spot, bound, self._context)
                continue
            for draft, part in zip(drafts, _shares(spot, len(drafts)), strict=True):
                fill(draft, part, bound, self._context)
        for question, chosen in choices.items():
            for draft in drafts:
                self._choose(draft, question, chosen)

    def _choose(self, draft: Draft, question: str, cells: Sequence[tuple[Spot, Bound]]) -> None:
        """A column for each choice: the labels that were chosen, or what was typed beside «другое»."""
        labels = []
        for spot, bound in cells:
            said = one_line(spot.text).lower()
            if is_silent(said):
                continue
            if said in _NO:
                draft.keep(bound.printed, spot, self._notes)
                continue
            labels.append(bound.choice if said in _YES else one_line(spot.text))
        if labels:
            spot, bound = cells[0]
            joined = "; ".join(labels)
            whole = Bound(bound.column, question, bound.field, bound.owner, sure=bound.sure)
            fill(draft, spot._replace(value=joined, text=joined), whole, self._context)

    def _keep_below(self, side: Side, cells: Mapping[int, Spot], hanging: Mapping[int, Spot]) -> None:
        """Cells of people named in a row above, where they are not merged themselves."""
        below = [(cells[one.column], one) for one in side.bound if one.column in cells and one.column not in hanging]
        for spot, bound in below:
            for draft in side.current:
                fill(draft, spot, bound, self._context)

    def _leave_over(self, side: Side, cells: Mapping[int, Spot], fresh: Sequence[Draft]) -> None:
        """Cells of a side on which nobody is named: kept with the other side."""
        for one in (*side.names, *side.bound):
            spot = cells.get(one.column)
            if spot is None or one.forbidden or one.field == "number" or is_silent(spot.text) or is_vacancy(spot.text):
                continue
            for draft in fresh:
                draft.keep(one.printed, spot, self._notes)

    def _deal_pair(self, row: int, cells: Mapping[int, Spot], fresh: Sequence[Draft]) -> None:
        """What belongs to the pair stands with its mentees, without any with the mentor."""
        mentees = [draft for draft in fresh if draft.role == "mentee"]
        taking = mentees or list(fresh) or [draft for side in self._sides[-1:] for draft in side.current]
        if len(self._sides) == 1:
            taking = list(fresh)
        dealt = [
            (spot, self._pair.get(column) or self._bound(spot))
            for column, spot in cells.items()
            if column in self._pair or column not in self._beyond
        ]
        if taking:
            self._deal(taking, dealt)
        elif dealt:
            self._notes.skip_row(row, "в строке никто не назван")

    def _link(self, first: Side, second: Side) -> None:
        """Name the people of a row to each other."""
        for one, other in ((first, second), (second, first)):
            for draft in one.current:
                for partner in other.current:
                    if one.fresh or other.fresh:
                        draft.add_partner(partner.printed)

    def _finish(self, draft: Draft) -> None:
        """What the headings above say of everybody below who has nothing of his own; the hidden row."""
        learns = draft.role == "mentee" or len(self._sides) == 1
        scope = self._scope
        if (
            learns
            and not draft.facts.keys() & {"class", "group"}
            and not (draft.role == "mentor" and "post" in draft.facts)
        ):
            draft.facts.update(
                {name: value for name, value in (("class", scope.klass), ("group", scope.group)) if value}
            )
            if scope.course and "course" not in draft.facts:
                draft.facts["course"] = scope.course
        if learns and scope.form and draft.role is not None and "form" not in draft.facts:
            draft.facts["form"] = scope.form
        if self._section is not None:
            draft.keep_text("раздел", one_line(self._section.text), self._section, self._notes)


def _sides(columns: Columns) -> list[Side]:
    owners: list[Owner] = [owner for owner in ("mentor", "mentee") if owner in columns.names]
    if not owners:
        owners = ["own"]
    sides = []
    for owner in owners:
        names = columns.names.get(owner, ())
        bound = tuple(one for one in columns.bound.values() if one.owner == owner and not one.forbidden)
        bound = tuple(one for one in bound if one.field not in NAMES and one.field != "number")
        role = role_of(columns.kind) if owner == "own" else "mentor" if owner == "mentor" else "mentee"
        sides.append(Side(owner, role, names, bound))
    return sides


def _shares(spot: Spot, people: int) -> list[Spot]:
    """The parts of a cell for so many people: in order where there are as many, else the whole for each."""
    if people > 1 and isinstance(spot.value, str):
        for separator in _PARTS:
            parts = [part for part in separator.split(spot.text.strip(" ;,\n")) if part]
            if len(parts) == people:
                return [spot._replace(value=part, text=part) for part in parts]
    return [spot] * people


def plus_columns(columns: Columns, rows: Sequence[Line]) -> frozenset[int]:
    """The columns of consents in which somebody has a plus."""
    consents = {one.column for one in columns.bound.values() if one.field.startswith("consents.")}
    if not consents:
        return frozenset()
    found = {
        spot.column
        for line in rows
        for spot in line
        if spot.column in consents and spot.text.strip() in {"+", "✓", "V", "v"}
    }
    return frozenset(found)
