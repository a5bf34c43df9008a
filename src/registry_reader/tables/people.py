"""The rows of a table become people: merged cells, sub-headings, lines that go on a person, both sides of pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from office_files.layouts import Spot
from registry_reader.headings.titles import Scope, read_scope
from registry_reader.tables.columns import Bound, Columns
from registry_reader.tables.dealing import deal
from registry_reader.tables.drafts import Draft
from registry_reader.tables.fields import Context, fill
from registry_reader.tables.headers import Line
from registry_reader.tables.kinds import NAMES
from registry_reader.tables.lines import Lines, is_vacancy
from registry_reader.tables.sides import Side, sides_of
from registry_reader.values.texts import is_silent, one_line

_PLUS = frozenset({"+", "✓", "V", "v"})


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
        self._sides = sides_of(columns)
        self._pair = {one.column: one for one in columns.bound.values() if one.owner == "pair" and not one.forbidden}
        self._stray: dict[int, Bound] = {}
        self.people: list[Draft] = []

    def take(self, own: Line) -> None:
        """Read the next row."""
        row = own[0].row
        hanging: Mapping[int, Spot] = {}
        if self._hanging:
            hanging = {column: spot for column, (spot, last) in self._hanging.items() if last >= row}
        cells = {**hanging, **{spot.column: spot for spot in own}}
        self._hang(own, row)
        sort, why = self._lines.sort(own, cells)
        if sort == "people":
            self._people(row, cells, hanging)
        elif sort == "loose":
            self._loose(own, hanging)
        else:
            if sort == "section":
                self._open_section(own[0])
            self._skip(own, why)

    def _skip(self, own: Line, why: str) -> None:
        if len(own) == 1:
            self._notes.skip_cell(own[0], why)
        else:
            self._notes.skip_row(own[0].row, why)

    def _hang(self, own: Line, row: int) -> None:
        """Remember the cells of a row that are merged downwards, forget those that have ended."""
        if self._hanging:
            self._hanging = {column: pair for column, pair in self._hanging.items() if pair[1] >= row}
        self._hanging.update({spot.column: (spot, row + spot.rows - 1) for spot in own if spot.rows > 1})

    def _open_section(self, spot: Spot) -> None:
        """A class or a form of a sub-heading is for the rows below, any other text goes to their extra."""
        scope = read_scope(spot.text)
        if scope:
            klass = scope.klass or (None if scope.group else self._title.klass)
            self._scope = Scope(klass, scope.form or self._scope.form, scope.group, scope.course)
        else:
            self._section = spot
        for side in self._sides:
            side.current = []

    def _loose(self, own: Line, hanging: Mapping[int, Spot]) -> None:
        """A row without a name: it goes on the person above, or says nothing of anybody."""
        row = own[0].row
        if all(spot.column == self._columns.number or is_silent(spot.text) for spot in own):
            self._notes.skip_row(row, "строка без имени")
        elif self.people and self._goes_on(own, hanging):
            self._continue(own, self._sides[0].current or self.people[-1:])
        else:
            self._nobody(row)

    def _nobody(self, row: int) -> None:
        self._notes.skip_row(row, "в строке никто не назван")
        self._notes.doubt_row(row, "в строке никто не назван", serious=True)

    def _goes_on(self, own: Line, hanging: Mapping[int, Spot]) -> bool:
        """Whether the name above is merged down to this row, or the row only adds names of the other side."""
        merged = any(one.column in hanging for side in self._sides for one in side.names)
        return merged or (len(own) < 3 and any(self._bound(spot).field == "partners" for spot in own))

    def _continue(self, own: Line, drafts: Sequence[Draft]) -> None:
        """Further lines of the people above: names of the other side are added, the rest is kept."""
        for spot in own:
            bound = self._bound(spot)
            if bound.forbidden:
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
            side.name(row, cells, hanging, self._context)
        fresh = [draft for side in self._sides if side.fresh for draft in side.current]
        if not any(side.current for side in self._sides):
            self._nobody(row)
            return
        for side in self._sides:
            self._deal_side(side, cells, hanging, fresh)
        self._deal_pair(cells, fresh)
        if len(self._sides) == 2:
            _link(*self._sides)
        for draft in fresh:
            self._finish(draft)
        self.people += fresh

    def _deal_side(
        self, side: Side, cells: Mapping[int, Spot], hanging: Mapping[int, Spot], fresh: Sequence[Draft]
    ) -> None:
        """The cells of a side: of people named here, named above, or, where nobody is, kept with the other side."""
        if not side.current:
            named = fresh or [draft for other in self._sides for draft in other.current]
            self._leave_over((*side.names, *side.bound), cells, named)
            return
        told = [one for one in side.bound if one.column in cells and (side.fresh or one.column not in hanging)]
        deal(side.current, [(cells[one.column], one) for one in told], self._context)

    def _leave_over(self, columns: Iterable[Bound], cells: Mapping[int, Spot], fresh: Sequence[Draft]) -> None:
        for one in columns:
            spot = cells.get(one.column)
            if spot is not None and not is_silent(spot.text) and not is_vacancy(spot.text):
                for draft in fresh:
                    draft.keep(one.printed, spot, self._notes)

    def _deal_pair(self, cells: Mapping[int, Spot], fresh: Sequence[Draft]) -> None:
        """What belongs to the pair stands with its mentees, without any with the mentor; so do cells beside."""
        known = self._columns.bound
        dealt = [
            (spot, self._pair.get(column) or self._bound(spot))
            for column, spot in cells.items()
            if column in self._pair or column not in known
        ]
        mentees = [draft for draft in fresh if draft.role == "mentee"]
        taking = mentees or list(fresh) or self._sides[-1].current or self._sides[0].current
        deal(taking, dealt, self._context)

    def _finish(self, draft: Draft) -> None:
        """What the headings above say of everybody below who has nothing of his own."""
        if self._section is not None:
            draft.keep_text("раздел", one_line(self._section.text), self._section, self._notes)
        if not self._scope or not (draft.role == "mentee" or len(self._sides) == 1):
            return
        scope, facts = self._scope, draft.facts
        works = draft.role == "mentor" and "post" in facts
        if not works and not facts.keys() & {"class", "group"}:
            said = {"class": scope.klass, "group": scope.group, "course": facts.get("course", scope.course)}
            facts.update({name: value for name, value in said.items() if value})
        if scope.form and draft.role is not None:
            facts.setdefault("form", scope.form)


def _link(first: Side, second: Side) -> None:
    """Name the people of a row to each other."""
    if first.fresh or second.fresh:
        for one, other in ((first, second), (second, first)):
            for draft in one.current:
                for partner in other.current:
                    draft.add_partner(partner.printed)


def plus_columns(columns: Columns, rows: Sequence[Line]) -> frozenset[int]:
    """The columns of consents in which somebody has a plus."""
    consents = {one.column for one in columns.bound.values() if one.field.startswith("consents.")}
    if not consents:
        return frozenset()
    return frozenset(
        spot.column for line in rows for spot in line if spot.column in consents and spot.text.strip() in _PLUS
    )
