"""A look into a template before it is kept: which names it uses, which it has wrong, what stands in the way."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping

from docforge.placeholders.compiled import Compiled
from docforge.placeholders.language import Reader
from docforge.placeholders.parts import Draft, prepare
from docforge.placeholders.sandbox import Sandbox
from docforge.placeholders.shapes import Rows, Scan, Shape, TemplateFault, Unknown

_MOST = 20
_SOUNDS = (
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f "
    "х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya"
)
_BY_SOUND = str.maketrans({pair[0]: pair[2:] for pair in _SOUNDS.split()})
_BY_LOOK = str.maketrans("аеорсухкмтвніАВЕКМНОРСТУХІ", "aeopcyxkmtbhiABEKMHOPCTYXI")


def scan(content: bytes, allowed: Mapping[str, Shape], required: Collection[str] = ()) -> Scan:
    """Look into a template; one that fits is filled without a fault wherever every allowed value is given."""
    try:
        draft = prepare(content)
    except TemplateFault as fault:
        return Scan(problems=fault.problems)
    reader = Reader(Sandbox(), allowed)
    for part in draft.parts:
        if part.problems or reader.read(part.source, part.tags) is None:
            reader.glance(part.tags)
    problems = _problems(draft, reader)
    unknown = tuple(_unknown(name, where, allowed, reader) for name, where in reader.unknown.items())
    if not problems and not unknown:
        problems = tuple(_trial(draft, allowed))
    lacking = () if problems else tuple(name for name in required if name not in reader.used)
    return Scan(known=tuple(reader.used), unknown=unknown, lacking=lacking, problems=problems)


def _problems(draft: Draft, reader: Reader) -> tuple[str, ...]:
    every = tuple(dict.fromkeys((*draft.problems, *reader.problems)))
    if len(every) <= _MOST:
        return every
    return (*every[:_MOST], f"И ещё замечаний: {len(every) - _MOST}. Исправьте эти и загрузите файл снова.")


def _trial(draft: Draft, allowed: Mapping[str, Shape]) -> Iterator[str]:
    """Fill the template for trial: what reading it did not foresee comes to light here."""
    try:
        compiled = Compiled(draft)
        for word, height in (("проба", 2), ("", 0)):
            compiled.fill(
                {
                    name: [dict.fromkeys(shape.columns, word)] * height if isinstance(shape, Rows) else word
                    for name, shape in allowed.items()
                }
            )
    except TemplateFault as fault:
        yield from fault.problems


def _unknown(name: str, where: str, allowed: Mapping[str, Shape], reader: Reader) -> Unknown:
    candidates = list(allowed)
    base, dot, _ = name.partition(".")
    if dot and base in reader.columns:
        candidates = [f"{base}.{column}" for column in reader.columns[base]]
    for candidate in candidates:
        if name.translate(_BY_LOOK) == candidate.translate(_BY_LOOK):
            return Unknown(name, where, candidate, alike=True)
    keys = {_key(candidate): candidate for candidate in reversed(candidates)}
    close = difflib.get_close_matches(_key(name), keys, n=1, cutoff=0.7)
    return Unknown(name, where, keys[close[0]] if close else "")


def _key(name: str) -> str:
    return name.casefold().translate(_BY_SOUND)
