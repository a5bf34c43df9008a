"""Phones, mail, and the people who stand for a child."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from office_files.layouts import Spot
from registry_reader.tables.columns import Bound
from registry_reader.tables.drafts import Draft
from registry_reader.tables.fields.context import Context
from registry_reader.values.contacts import Contacts, read_contacts, read_emails
from registry_reader.values.people import read_people
from registry_reader.values.phones import read_number
from registry_reader.values.texts import plain


def take_email(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """All addresses of a cell."""
    emails = read_emails(spot.text)
    if not emails:
        context.notes.doubt(spot, "адрес почты не понят", serious=True)
        return False
    for email in emails:
        draft.join("email", email)
    rest = spot.text.lower()
    for email in emails:
        rest = rest.replace(email, "")
    return not re.search(r"\w", rest)


_NEXT_PERSON = re.compile(
    r"[;\n]|,(?=\s*(?:мама|мать|папа|отец|бабушка|дедушка|[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]))", re.IGNORECASE
)


def _contacts_of(spot: Spot) -> Contacts:
    if isinstance(spot.value, (int, float)) and not isinstance(spot.value, bool):
        number = read_number(str(int(spot.value)))
        return Contacts(
            (number.number,) if number.number else (), whole=not number.bad, short=number.short, bad=number.bad
        )
    several = [part for part in map(read_contacts, _NEXT_PERSON.split(spot.text)) if part.name and part.phones]
    return replace(several[0], whole=False) if len(several) > 1 else read_contacts(spot.text)


def take_contacts(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """Phones, mail, and whose they are: with a name or «мама» beside them they are the representative's."""
    found = _contacts_of(spot)
    _doubt(spot, found, context)
    of_guardian = bound.field.startswith("guardian")
    if of_guardian or found.name or found.relation:
        taken = _mixed(draft, spot, found) if bound.field == "phone" else _guardian(draft, found)
    else:
        taken = _own_phones(draft, found.phones)
    if not of_guardian:
        for email in found.emails:
            draft.join("email", email)
    said = found.phones or found.emails or found.name
    return bool(said) and found.whole and taken and not (found.emails and of_guardian)


def _own_phones(draft: Draft, phones: Iterable[str]) -> bool:
    for phone in phones:
        draft.join("phone", phone)
    return True


def _doubt(spot: Spot, found: Contacts, context: Context) -> None:
    if found.bad:
        context.notes.doubt(spot, "в номере телефона не те цифры", serious=True)
    elif found.short:
        context.notes.doubt(spot, "короткий номер телефона")
    elif not (found.phones or found.emails or found.name):
        context.notes.doubt(spot, "телефон не понят", serious=True)


def _mixed(draft: Draft, spot: Spot, found: Contacts) -> bool:
    """«8955…, 8343… (мама)»: each number with what stands beside it."""
    parts = [read_contacts(part) for part in re.split(r"[;,\n]", spot.text) if re.search(r"\d", part)]
    own = [phone for part in parts if not (part.name or part.relation) for phone in part.phones]
    if len(parts) < 2 or not own or len(own) == len(found.phones):
        return _guardian(draft, found)
    _own_phones(draft, own)
    rest = tuple(phone for phone in found.phones if phone not in own)
    return _guardian(draft, Contacts(rest, (), found.name, found.relation))


def _guardian(draft: Draft, found: Contacts) -> bool:
    known = draft.facts.setdefault("guardian", {})
    for name, value in (("name", found.name), ("relation", found.relation)):
        if value and known.get(name, value) != value:
            return False
    if found.name:
        known["name"] = found.name
    if found.phones:
        known["phone"] = "; ".join(dict.fromkeys([*filter(None, [known.get("phone")]), *found.phones]))
    if found.relation and "relation" not in known:
        known["relation"] = found.relation
    return True


def take_guardian_name(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """The first of the parents that a cell names; phones in it are theirs."""
    if re.search(r"\d{5}", spot.text):
        return take_contacts(draft, spot, bound, context)
    names = read_people(spot.text)
    whose = re.search(r"мать|мама|отец|папа|опекун|бабушка|дедушка", plain(f"{spot.text} {bound.printed}"))
    if not names:
        found = read_contacts(spot.text)
        return found.relation is not None and _guardian(draft, Contacts(relation=found.relation)) and False
    first = names[0]
    name = " ".join(filter(None, (first.surname, first.name, first.patronymic)))
    taken = _guardian(draft, Contacts(name=name, relation=whose[0] if whose else None))
    return taken and len(names) == 1 and all(whose is not None and plain(one) == whose[0] for one in first.beside)
