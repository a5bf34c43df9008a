"""Organisations as proofs know them, and how many of them are said in words."""

from __future__ import annotations

from collections.abc import Iterable

from estafeta.evidence.questions import Place
from estafeta.organisations.models import Organisation
from russian.plurals import plural

Kind = Organisation.Kind
ONE: dict[str, str] = {Kind.SCHOOL: "школы", Kind.KINDERGARTEN: "детского сада", Kind.COLLEGE: "колледжа"}
MANY: dict[str, str] = {Kind.SCHOOL: "школ", Kind.KINDERGARTEN: "детских садов", Kind.COLLEGE: "колледжей"}


def place_of(organisation: Organisation) -> Place:
    """Return the organisation as a plain value."""
    above = organisation.path.rstrip("/").rpartition("/")[0]
    return Place(
        pk=organisation.pk,
        path=organisation.path,
        slug=organisation.slug,
        kind=organisation.kind,
        name=organisation.short_name,
        site=organisation.site,
        parent_path=f"{above}/" if above else "",
        zone=organisation.time_zone,
    )


def share_of(places: Iterable[Place], part: int) -> str:
    """«7 из 9 школ», «1 из 1 организации»."""
    return f"{part} из {genitive_count(places)}"


def genitive_count(places: Iterable[Place]) -> str:
    """«9 школ», «21 школы», «5 организаций»: how many, after «из», «у», «для»."""
    known = list(places)
    kinds = {place.kind for place in known}
    kind = kinds.pop() if len(kinds) == 1 else ""
    one, many = ONE.get(kind, "организации"), MANY.get(kind, "организаций")
    return f"{len(known)} {plural(len(known), one, many, many)}"
