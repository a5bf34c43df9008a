"""What the linter looks at and what it answers: frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from norms import Catalogue, load

SEVERITIES = ("error", "warning", "hint")


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of the plan. `key` names it for whoever asked; `dues` are (start, end), either may be None."""

    key: str
    number: str
    title: str
    items: tuple[str, ...] = ()
    deadline_text: str = ""
    deadline_kind: str = ""
    conditional: bool = False
    dues: tuple[tuple[dt.date | None, dt.date | None], ...] = ()
    responsible: str = ""
    result: str = ""
    document: str = ""
    reporting: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    is_heading: bool = False

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The wordings of the row by the name of their field."""
        return (
            ("title", "\n".join((self.title, *self.items))),
            ("deadline_text", self.deadline_text),
            ("responsible_text", self.responsible),
            ("result", self.result),
            ("document", self.document),
            ("reporting", "\n".join(self.reporting)),
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the plan with its rows, as printed."""

    key: str
    number: str
    title: str
    measures: tuple[Measure, ...] = ()
    deadline_text: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of the paper outside the table: preface, approval, order, regulation. `name` is said to people."""

    key: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A roadmap, or an order (then without sections). `starts` and `ends` are the first and the last day."""

    title: str
    starts: dt.date | None = None
    ends: dt.date | None = None
    sections: tuple[Section, ...] = ()
    texts: tuple[Text, ...] = ()

    def measures(self) -> Iterable[Measure]:
        """The rows of all sections, in the order of the plan."""
        for section in self.sections:
            yield from section.measures

    def wordings(self) -> Iterable[tuple[Place, str]]:
        """Everything that is written, with its place."""
        yield Place("plan", "", "", "title"), self.title
        for text in self.texts:
            yield Place("text", text.key, text.name, "text"), text.text
        for section in self.sections:
            yield Place("section", section.key, section.number, "title"), section.title
            for measure in section.measures:
                for name, words in measure.texts:
                    yield Place("measure", measure.key, measure.number, name), words


@dataclass(frozen=True, slots=True)
class Own:
    """The organisation of the plan. `region` as people say it («Приозёрный край»); empty where it is not known."""

    full_name: str = ""
    short_name: str = ""
    kind: str = ""
    place: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What the plan is held against. Whatever is empty is not asked about.

    `people` are full names («Петрова Анна Сергеевна») of the organisation; `others` are names of other organisations
    and places; `required` are kinds of measures that a plan of this kind of organisation cannot miss, with their names.
    """

    today: dt.date
    own: Own = Own()
    people: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    required: Mapping[str, str] = field(default_factory=dict)
    norms: Catalogue = field(default_factory=load)


@dataclass(frozen=True, slots=True)
class Place:
    """Where: sort «plan», «section», «measure» or «text», its key, what people call it, the field."""

    sort: str
    key: str
    number: str
    field: str

    @property
    def words(self) -> str:
        """The place in Russian: «карта в целом», «раздел 2», «пункт 1.3», «пункт без номера»."""
        if self.sort == "plan":
            return "карта в целом"
        if self.sort == "text":
            return self.number
        name = "раздел" if self.sort == "section" else "пункт"
        return f"{name} {self.number}" if self.number else f"{name} без номера"


@dataclass(frozen=True, slots=True)
class Change:
    """What a mend writes: a field of a place and its new value."""

    place: Place
    value: str


@dataclass(frozen=True, slots=True)
class Mend:
    """A mend in one click: the words on the button and what it writes."""

    label: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark: what is wrong, where, why it matters, perhaps how to mend it."""

    rule: str
    severity: str
    place: Place
    sentence: str
    reason: str
    mend: Mend | None = None

    @property
    def key(self) -> str:
        """Names the remark as long as the place and what is said of it stay the same."""
        return f"{self.place.sort}:{self.place.key}:{self.place.field}"


@dataclass(frozen=True, slots=True)
class Example:
    """A plan that a rule finds something in (`finds` counts it) or finds clean (0)."""

    plan: Plan
    finds: int
    context: Context | None = None


Check = Callable[[Plan, Context], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, what it looks for in a few words, how serious it is, how it looks, examples."""

    code: str
    title: str
    severity: str
    reason: str
    check: Callable[[Plan, Context], Iterable[tuple[Place, str, Mend | None]]]
    examples: tuple[Example, ...]

    def ask(self, plan: Plan, context: Context) -> Iterable[Finding]:
        """Yield a finding for each break of the rule; none where the plan keeps it."""
        for place, sentence, mend in self.check(plan, context):
            yield Finding(self.code, self.severity, place, sentence, self.reason, mend)


Hit = tuple[Place, str, Mend | None]


def of_measure(measure: Measure, name: str) -> Place:
    """The place of a field of a measure."""
    return Place("measure", measure.key, measure.number, name)


def rows(*measures: Measure, **more: object) -> Plan:
    """A small plan for the examples of a rule: one section with these rows, a school year."""
    values: dict[str, object] = {"starts": dt.date(2026, 9, 1), "ends": dt.date(2027, 5, 31), **more}
    title = str(values.pop("title", "Дорожная карта"))
    return Plan(title, sections=(Section("s", "1", "Раздел", measures),), **values)  # type: ignore[arg-type]


def row(number: str, title: str = "Провести собрание", **more: object) -> Measure:
    """A small row for the examples of a rule; its key is its number."""
    return Measure(number, number, title, **more)  # type: ignore[arg-type]


CONTEXT = Context(dt.date(2026, 11, 21))
"""The context of examples that need none of their own."""
