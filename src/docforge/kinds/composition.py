"""A paper from a kind and values: the layout is that of its sort, the words are those of its pack."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from docforge import office
from docforge.kinds.model import PaperKind, Person, Sort
from docforge.kinds.reading import people_in, problems, read_values
from docforge.markup import bare, blocks_of, items_in
from docforge.office import Annex, Letterhead, Requisites
from docforge.paper import Align, Approval, Block, Heading, Listing, Paper, Paragraph, Signatures, Spacer, plain, runs
from russian.cases import Case
from russian.typesetting import typeset

LEARNERS = MappingProxyType(
    {
        "kindergarten": ("воспитанники", "воспитанников"),
        "college": ("студенты", "студентов"),
        "additional_education": ("обучающиеся", "обучающихся"),
    }
)


@dataclass(frozen=True)
class Given:
    """Everything a paper is made of besides its kind.

    `grounds` are citations in the instrumental, in order; `executor` is a name and a telephone; `corrections` are what
    people have corrected in the declension of names and posts (`russian.cases`).
    """

    organisation: Letterhead
    values: Mapping[str, object]
    grounds: tuple[str, ...] = ()
    requisites: Requisites = field(default_factory=Requisites)
    executor: tuple[str, str] = ("", "")
    corrections: Mapping[str, str] = field(default_factory=dict)
    annexes: tuple[Annex, ...] = ()


def compose(kind: PaperKind, given: Given) -> Paper:
    """Return the paper. Raises ValueError where `problems` would name something."""
    if wrong := problems(kind, given.values):
        raise ValueError(" ".join(wrong))
    text = _Wording(kind, given)
    made = _LAYOUTS[kind.sort](kind, given, text)
    made += office.executor(*given.executor) if kind.sort is not Sort.REGULATION else []
    own = [
        Annex(text.line(f"annex{place}.title"), tuple(blocks_of(text.of(f"annex{place}"))), annex.page)
        for place, annex in enumerate(kind.annexes)
        if not annex.needs or text.values[annex.needs]
    ]
    owner = office.organisation_in(given.organisation.short_name, Case.GENT, given.corrections)
    made += office.annexes((*own, *given.annexes), f"{kind.sort.word} {owner}", given.requisites)
    return Paper(
        f"{kind.title}. {given.organisation.short_name}",
        tuple(made),
        author=given.organisation.short_name,
        made_on=given.requisites.date,
    )


class _Wording:
    """The texts of a kind with the values of one paper put in."""

    def __init__(self, kind: PaperKind, given: Given) -> None:
        self.kind = kind
        self.values = read_values(kind, given.values)
        grounds = _listed(given.grounds)
        owner = given.organisation
        plural, genitive = LEARNERS.get(owner.kind, ("обучающиеся", "обучающихся"))
        self.context = {
            **self.values,
            "organisation": owner,
            "head": Person(owner.head_name, owner.head_post),
            "grounds": grounds,
            "basis": f"В соответствии с {grounds}, в" if grounds else "В",
            "number": given.requisites.number,
            "date": given.requisites.date,
            "corrections": given.corrections,
            "learners": plural,
            "learners_gent": genitive,
        }

    def of(self, name: str) -> str:
        """A text, still shielded, ready for `blocks_of`."""
        return self.kind.templates[name].render(self.context)

    def line(self, name: str) -> str:
        """A text that is one line or a few, as it will be printed."""
        return "\n".join(bare(line).strip() for line in self.of(name).strip().splitlines())


def _listed(grounds: tuple[str, ...]) -> str:
    return f"{', '.join(grounds[:-1])} и {grounds[-1]}" if len(grounds) > 1 else "".join(grounds)


def _order(kind: PaperKind, given: Given, text: _Wording) -> list[Block]:
    owner, own = given.organisation, given.requisites
    body = text.of("text")
    made: list[Block] = [*office.letterhead(owner), Heading("ПРИКАЗ"), office.requisites(owner, own)]
    made.append(office.text_heading(text.line("heading")))
    made += blocks_of(text.of("preamble"))
    made.append(Paragraph(runs("ПРИКАЗЫВАЮ:"), align=Align.LEFT, before_pt=6, after_pt=6, keep_with_next=True))
    made += blocks_of(body)
    if kind.control:
        made += blocks_of(f"+ {_control(text)}", items_in(body) + 1)
    made.append(_signatures(kind, given, text))
    if kind.acquaintance:
        people = [person.name for person in people_in(kind, given.values) if person.name != owner.head_name]
        made += office.acquaintance(people, kind.sort.word_ablt)
    return made


def _control(text: _Wording) -> str:
    chosen = text.values.get("control")
    if not isinstance(chosen, Person):
        return "Контроль за исполнением приказа оставляю за собой."
    language = text.kind.templates["text"].environment
    words = language.from_string('{{ person|named("accs") }}').render(
        person=chosen, corrections=text.context["corrections"]
    )
    return f"Контроль за исполнением приказа возложить на {words}."


def _regulation(kind: PaperKind, given: Given, text: _Wording) -> list[Block]:
    made: list[Block] = [Approval("УТВЕРЖДЕНО", lines=tuple(text.line("approval").splitlines()))]
    made.append(Heading(typeset(f"ПОЛОЖЕНИЕ\n{text.line('heading')}")))
    return made + blocks_of(text.of("text"))


def _letter(kind: PaperKind, given: Given, text: _Wording) -> list[Block]:
    own = given.requisites
    made: list[Block] = [*office.letterhead(given.organisation)]
    made.append(Paragraph(runs(f"{own.dated} {own.numbered}"), align=Align.LEFT))
    made.append(office.aside(text.line("addressee")))
    made.append(office.text_heading(text.line("heading")))
    return [*made, *blocks_of(text.of("text")), _signatures(kind, given, text)]


def _act(kind: PaperKind, given: Given, text: _Wording) -> list[Block]:
    return _between(kind, given, text, "АКТ", office.letterhead(given.organisation))


def _agreement(kind: PaperKind, given: Given, text: _Wording) -> list[Block]:
    """Two parties stand in it, so no letterhead of one."""
    return _between(kind, given, text, "ДОГОВОР", [])


def _between(kind: PaperKind, given: Given, text: _Wording, word: str, head: list[Block]) -> list[Block]:
    made: list[Block] = [*head, Heading(f"{word}\n{text.line('heading')}")]
    made.append(office.requisites(given.organisation, given.requisites))
    made += [Spacer(4), *blocks_of(text.of("preamble"))]
    return [*made, *blocks_of(text.of("text")), _signatures(kind, given, text)]


def _programme(kind: PaperKind, given: Given, text: _Wording) -> list[Block]:
    owner = given.organisation
    made: list[Block] = [
        Approval(post=owner.head_post, organisation=owner.short_name, name=owner.head_name, date=given.requisites.date),
        Heading(typeset(f"ПЕРСОНАЛИЗИРОВАННАЯ ПРОГРАММА\n{text.line('heading')}")),
    ]
    return [*made, *blocks_of(text.of("text")), _signatures(kind, given, text)]


def _signatures(kind: PaperKind, given: Given, text: _Wording) -> Signatures:
    people = [text.values[name] for name in kind.signers]
    flat = [one for value in people for one in (value if isinstance(value, tuple) else (value,))]
    named = [person for person in flat if isinstance(person, Person)]
    if not named:
        return office.head_signs(given.organisation)
    return Signatures(tuple(office.signature(_capital(person.post), person.name) for person in named))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_LAYOUTS: Mapping[Sort, Callable[[PaperKind, Given, _Wording], list[Block]]] = {
    Sort.ORDER: _order,
    Sort.REGULATION: _regulation,
    Sort.LETTER: _letter,
    Sort.ACT: _act,
    Sort.PROGRAMME: _programme,
    Sort.AGREEMENT: _agreement,
}


def wording_of(kind: PaperKind, given: Given) -> dict[str, str]:
    """Return heading, preamble and text as plain lines, for templates that lay them out themselves."""
    text = _Wording(kind, given)
    lines = {name: blocks_of(text.of(name)) for name in ("preamble", "text")}
    return {"heading": text.line("heading"), **{name: "\n".join(_plain(made)) for name, made in lines.items()}}


def _plain(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield plain(block.runs)
            case Heading():
                yield block.text
            case Listing():
                yield from (f"– {plain(item)}" for item in block.items)
            case _:
                continue


def heading_of(kind: PaperKind, owner: Letterhead, values: Mapping[str, object], corrections: Mapping[str, str]) -> str:
    """Return the heading to the text alone, as a register lists it."""
    return _Wording(kind, Given(owner, values, corrections=corrections)).line("heading")
