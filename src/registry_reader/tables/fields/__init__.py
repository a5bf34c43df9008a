"""How each field takes its cell."""

from __future__ import annotations

from collections.abc import Mapping

from office_files.layouts import Spot
from registry_reader.headings.meanings import CONSENTS
from registry_reader.tables.columns import Bound
from registry_reader.tables.drafts import Draft
from registry_reader.tables.fields.contacts import take_contacts, take_email, take_guardian_name
from registry_reader.tables.fields.context import Context, Filler
from registry_reader.tables.fields.dates import take_birth, take_order, take_term
from registry_reader.tables.fields.marks import take_completed, take_consent, take_form, take_link, take_role_model
from registry_reader.tables.fields.persons import take_part_of_name, take_partners, take_role, take_sex, take_study
from registry_reader.tables.fields.work import take_age_and_capacity, take_capacity, take_category, take_experience
from registry_reader.values.texts import is_silent, one_line

__all__ = ["Context", "fill"]


def fill(draft: Draft, spot: Spot, bound: Bound, context: Context, printed: Spot | None = None) -> None:
    """Deal one cell out to a person: into a field, into extra, or both. `printed` is the cell that it is a part of."""
    filler = _FILLERS.get(bound.field, _keep)
    if is_silent(spot.text) and filler not in _HEAR_NO:
        return
    if len(spot.text) > _LONGEST and filler not in _FREE:
        context.notes.doubt(spot, "слишком длинный текст", serious=True)
        filler = _keep
    if not filler(draft, spot, bound, context):
        draft.keep(bound.printed, printed or spot, context.notes)


def _keep(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """A column that is no field."""
    return False


def _number(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """The number of a row says nothing of the person; anything else in its column is kept."""
    return spot.text.strip(" .)№").isdecimal() and len(spot.text) < _LONG_NUMBER


def _text(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """A field that is printed as it stands; a second column of the same sort goes to extra."""
    return draft.put(bound.field, one_line(spot.text))


def _list(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """A field that several columns may feed."""
    draft.join(bound.field, one_line(spot.text))
    return True


_LONG_NUMBER = 8
_LONGEST = 700
"""Letters of a cell that is still understood; a longer one is kept as printed."""
_FREE = frozenset({_keep, _text, _list})
_HEAR_NO = frozenset({take_category, take_experience, take_completed, take_consent})
"""Fields in which «нет» or a dash may be an answer."""

_FILLERS: Mapping[str, Filler] = {
    **dict.fromkeys(("post", "subject", "education", "workplace"), _text),
    **dict.fromkeys(("request", "competences", "achievements", "interests", "desired_age", "time", "result"), _list),
    **dict.fromkeys(("birth_date", "birth_year"), take_birth),
    **dict.fromkeys(("joined", "left", "term"), take_term),
    **dict.fromkeys(("phone", "contacts", "guardian.phone", "guardian.contacts"), take_contacts),
    **dict.fromkeys(("class", "group", "course", "study"), take_study),
    **dict.fromkeys(("order", "order_number", "order_date"), take_order),
    **dict.fromkeys(("surname", "name", "patronymic"), take_part_of_name),
    "number": _number,
    "guardian.name": take_guardian_name,
    "sex": take_sex,
    "email": take_email,
    "experience": take_experience,
    "category": take_category,
    "capacity": take_capacity,
    "age_and_capacity": take_age_and_capacity,
    "form": take_form,
    "role_model": take_role_model,
    "link": take_link,
    "completed": take_completed,
    **{f"consents.{kind}": take_consent for kind in CONSENTS},
    "partners": take_partners,
    "role": take_role,
}
