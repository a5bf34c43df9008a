"""How each field takes its cell. True: the fields say all that the cell says; else it stands in extra as well."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from office_files.layouts import Spot
from registry_reader.tables.columns import Bound
from registry_reader.tables.drafts import Draft, Notes
from registry_reader.values.classes import Study, read_study
from registry_reader.values.consents import read_consent, read_mark
from registry_reader.values.contacts import Contacts, read_contacts, read_emails
from registry_reader.values.dates import Moment, of_serial, read_moment
from registry_reader.values.forms import read_form
from registry_reader.values.names import cased, looks_like_name
from registry_reader.values.letters import mend
from registry_reader.values.people import read_people
from registry_reader.values.phones import read_number
from registry_reader.values.texts import is_silent, one_line, plain
from registry_reader.values.work import (
    read_capacity,
    read_category,
    read_experience,
    read_order,
    says_two,
    split_age_and_capacity,
)

_SEX = {"м": "м", "муж": "м", "мужской": "м", "male": "м", "мальчик": "м", "юноша": "м", "m": "м",
        "ж": "ж", "жен": "ж", "женский": "ж", "female": "ж", "девочка": "ж", "девушка": "ж", "f": "ж"}  # fmt: skip
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w-]+(?:\.[\w-]+)+/\S*|[\w-]+\.(?:ru|рф|com|org|net|su)\b", re.IGNORECASE)
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Context:
    """What a cell is read with. `year` is the first of the school year of the table, None where it is not told."""

    notes: Notes
    year: int | None = None
    answers: bool = False
    plus_columns: frozenset[int] = frozenset()


Filler = Callable[[Draft, Spot, Bound, Context], bool]


def fill(draft: Draft, spot: Spot, bound: Bound, context: Context) -> None:
    """Deal one cell out to a person: into a field, into extra, or both."""
    if bound.field == "number":
        return
    filler = FILLERS.get("consents" if bound.field.startswith("consents.") else bound.field)
    if filler is None:
        if not is_silent(spot.text):
            draft.keep(bound.printed, spot, context.notes)
        return
    if is_silent(spot.text) and filler is not _consent and filler not in _HEAR_NO:
        return
    if not filler(draft, spot, bound, context):
        draft.keep(bound.printed, spot, context.notes)


def _text(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """A field that is printed as it stands; a second column of the same sort goes to extra."""
    return draft.put(bound.field, one_line(spot.text))


def _list(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    draft.join(bound.field, one_line(spot.text))
    return True


def _birth(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    moment = _moment(spot, context)
    if moment is None or not moment.said or moment.sort == "school":
        return _not_a_date(spot, context, moment)
    if moment.sort == "year":
        return draft.put("birth_year", int(moment.text))
    return draft.put("birth_date", moment.text)


def _moment(spot: Spot, context: Context) -> Moment | None:
    """The time that a cell says: a true date (or only its month, where it shows no more), a serial number, a text."""
    value = spot.value
    if isinstance(value, dt.date):
        shown = read_moment(spot.text, context.year)
        return shown if shown is not None and shown.sort in {"month", "year"} else Moment("day", f"{value:%Y-%m-%d}")
    if isinstance(value, str):
        digits = value.strip()
        if not digits.isdecimal() or len(digits) != 5:
            return read_moment(value, context.year)
        value = int(digits)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if value in _YEARS:
            return Moment("year", str(int(value)))
        serial = of_serial(value)
        return Moment("day", serial) if serial else read_moment(spot.text, context.year)
    return None


def _not_a_date(spot: Spot, context: Context, moment: Moment | None) -> bool:
    what = {None: "дата не понята", "impossible": "такой даты нет", "yearless": "у даты нет года"}
    context.notes.doubt(spot, what.get(moment.sort if moment else None, "дата не понята"), serious=True)
    return False


def _joined(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """When somebody came, left, or both."""
    moment = _moment(spot, context)
    if moment is not None and moment.sort == "stretch":
        return draft.put("joined", moment.text) and draft.put("left", moment.last)
    if moment is None and bound.field == "term":
        return False
    if moment is None or not moment.said or moment.sort == "year":
        return _not_a_date(spot, context, moment)
    return draft.put("left" if bound.field == "left" else "joined", moment.text)


def _sex(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    sex = _SEX.get(plain(spot.text).strip(" ."))
    if sex is None:
        context.notes.doubt(spot, "пол не понят", serious=True)
        return False
    return draft.put("sex", sex)


def _email(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
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


def _contacts_of(spot: Spot) -> Contacts:
    if isinstance(spot.value, (int, float)) and not isinstance(spot.value, bool):
        number = read_number(str(int(spot.value)))
        return Contacts((number.number,) if number.number else (), whole=not number.bad, short=number.short, bad=number.bad)
    return read_contacts(spot.text)


def _contacts(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """Phones, mail, and whose they are: with a name or «мама» beside them they are the representative's."""
    found = _contacts_of(spot)
    if found.bad:
        context.notes.doubt(spot, "в номере телефона не те цифры", serious=True)
    elif found.short:
        context.notes.doubt(spot, "короткий номер телефона")
    guardian = bound.field.startswith("guardian") or found.name is not None or found.relation is not None
    if guardian:
        taken = _mixed(draft, spot, found) if bound.field == "phone" else _guardian(draft, found)
    else:
        for phone in found.phones:
            draft.join("phone", phone)
        taken = True
    for email in found.emails if not bound.field.startswith("guardian") else ():
        draft.join("email", email)
    if not (found.phones or found.emails or found.name or found.bad):
        context.notes.doubt(spot, "телефон не понят", serious=True)
        return False
    return found.whole and taken and not (found.emails and bound.field.startswith("guardian"))


def _mixed(draft: Draft, spot: Spot, found: Contacts) -> bool:
    """«8955…, 8343… (мама)»: each number with what stands beside it."""
    parts = [read_contacts(part) for part in re.split(r"[;,\n]", spot.text) if re.search(r"\d", part)]
    own = [phone for part in parts if not (part.name or part.relation) for phone in part.phones]
    if len(parts) < 2 or not own or len(own) == len(found.phones):
        return _guardian(draft, found)
    for phone in own:
        draft.join("phone", phone)
    rest = tuple(phone for phone in found.phones if phone not in own)
    return _guardian(draft, Contacts(rest, (), found.name, found.relation))


def _guardian(draft: Draft, found: Contacts) -> bool:
    known = draft.facts.setdefault("guardian", {})
    if found.name and known.get("name", found.name) != found.name:
        return False
    if found.name:
        known["name"] = found.name
    if found.phones:
        known["phone"] = "; ".join(dict.fromkeys([*filter(None, [known.get("phone")]), *found.phones]))
    if found.relation and "relation" not in known:
        known["relation"] = found.relation
    return True


def _guardian_name(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """The first of the parents that a cell names; phones in it are theirs."""
    if re.search(r"\d{5}", spot.text):
        return _contacts(draft, spot, bound, context)
    names = read_people(spot.text)
    whose = re.search(r"мать|мама|отец|папа|опекун|бабушка|дедушка", plain(f"{spot.text} {bound.printed}"))
    if not names:
        found = read_contacts(spot.text)
        return found.relation is not None and _guardian(draft, Contacts(relation=found.relation)) and False
    first = names[0]
    name = " ".join(filter(None, (first.surname, first.name, first.patronymic)))
    taken = _guardian(draft, Contacts(name=name, relation=whose[0] if whose else None))
    return taken and len(names) == 1 and all(whose is not None and plain(one) == whose[0] for one in first.beside)


def _study(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    text = spot.text if isinstance(spot.value, str) else spot.text.removesuffix(".0")
    found = read_study(text)
    if bound.field == "group":
        return _group(draft, text, found)
    if bound.field == "course":
        return _course(draft, text, found)
    if found is None:
        if bound.field == "study":
            return draft.put("group", one_line(text))
        context.notes.doubt(spot, "класс не понят", serious=True)
        return False
    return put_study(draft, found)


def put_study(draft: Draft, found: Study) -> bool:
    """Give the class, the group and the course that were read."""
    values = {"class": found.klass, "group": found.group, "course": found.course}
    return all([draft.put(name, value) for name, value in values.items() if value is not None]) and found.whole


def _group(draft: Draft, text: str, found: Study | None) -> bool:
    if found is None or found.group is None:
        return draft.put("group", one_line(text))
    return put_study(draft, found)


def _course(draft: Draft, text: str, found: Study | None) -> bool:
    number = re.match(r"\s*([1-6])\b", text)
    if found is not None and found.course is not None:
        return put_study(draft, found)
    return number is not None and draft.put("course", int(number[1]))


def _experience(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    value = spot.value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        years: float | None = round(value, 1) if 0 <= value <= 75 else None
    else:
        years = read_experience(spot.text, context.year)
    if years is None:
        context.notes.doubt(spot, "стаж не понят", serious=True)
        return False
    return draft.put("experience_years", int(years) if years == int(years) else years) and not says_two(spot.text)


def _category(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    if spot.text.strip() in {"-", "–", "—"}:
        return True
    category, whole = read_category(spot.text)
    if category is None:
        context.notes.doubt(spot, "категория не понята", serious=True)
        return False
    return draft.put("category", category) and whole


def _capacity(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    capacity = read_capacity(spot.text)
    if capacity is None:
        context.notes.doubt(spot, "число наставляемых не понято", serious=True)
        return False
    return draft.put("capacity", capacity)


def _age_and_capacity(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    age, capacity = split_age_and_capacity(spot.text)
    if capacity is not None:
        draft.put("capacity", capacity)
    return age is None or draft.put("desired_age", one_line(age))


def _order(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    if bound.field == "order_number":
        return _order_part(draft, "number", one_line(spot.text).lstrip("№ "))
    if bound.field == "order_date":
        moment = _moment(spot, context)
        if moment is None or moment.sort != "day":
            return _not_a_date(spot, context, moment)
        return _order_part(draft, "date", moment.text)
    order = read_order(spot.text)
    if order is None:
        context.notes.doubt(spot, "приказ не понят", serious=True)
        return False
    parts = [_order_part(draft, name, value) for name, value in (("number", order.number), ("date", order.date)) if value]
    return order.whole and all(parts)


def _order_part(draft: Draft, name: str, value: str) -> bool:
    order = draft.facts.setdefault("order", {})
    return bool(order.setdefault(name, value) == value)


def _form(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    form, model = read_form(spot.text)
    if form is None:
        return draft.put("form", one_line(spot.text))
    return draft.put("form", form) and (model is None or draft.put("role_model", model))


def _role_model(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    return draft.put("role_model", one_line(spot.text).strip("«»\"“”„'()"))


def _link(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    found = _ADDRESS.search(spot.text)
    return found is not None and draft.put("link", found[0].rstrip(".,;)")) and found[0] == spot.text.strip()


def _completed(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    mark = read_mark(spot.text)
    if mark is None:
        context.notes.doubt(spot, "отметка о завершении не понята", serious=True)
        return False
    return draft.put("completed", mark)


def _consent(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """A dash is a «no» only in a column where a plus is a «yes»."""
    text = plain(spot.text)
    if is_silent(spot.text) and text not in {"нет", "нет."} and not (text == "-" and spot.column in context.plus_columns):
        return True
    if not bound.sure:
        context.notes.doubt(spot, "в заголовке не сказано, на что согласие")
    found = read_consent(spot.text, answers=context.answers, year=context.year)
    if found is None and isinstance(spot.value, dt.date):
        found = read_consent(f"{spot.value:%d.%m.%Y}")
    if found is None:
        context.notes.doubt(spot, "согласие не понято", serious=True)
        return False
    if found.unclear:
        context.notes.doubt(spot, "согласие сказано и «да», и «нет»", serious=True)
    said = {"state": found.state, "date": found.date, "paper": found.paper}
    consents = draft.facts.setdefault("consents", {})
    kind = bound.field.removeprefix("consents.")
    value = {name: part for name, part in said.items() if part}
    return bool(consents.setdefault(kind, value) == value) and found.whole


def _partners(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    names = read_people(spot.text)
    if not names:
        context.notes.doubt(spot, "имя не понято", serious=True)
        return False
    for one in names:
        draft.add_partner(one.printed)
        if one.latin:
            context.notes.doubt(spot, "латинские буквы в имени")
    return all(one.complete and not one.beside for one in names)


def _role(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """An answer to «кем вы хотите быть»: it is kept as printed too."""
    text = plain(spot.text)
    if "наставляем" in text:
        draft.role = "mentee"
    elif "наставник" in text:
        draft.role = "mentor"
    return False


def _part_of_name(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """A column of surnames, names or patronymics is taken as it stands."""
    text, latin = mend(one_line(spot.text).strip(" ,;"))
    if latin:
        context.notes.doubt(spot, _LATIN_IN.get(bound.field, "латинские буквы в имени"))
    bare = re.sub(r"\s*\([^()]*\)", "", text).strip()
    value = cased(bare)
    if bound.field == "surname" and re.fullmatch(r"[А-ЯЁ]\.?", value) is None and looks_like_name(bare) and " " in bare:
        context.notes.doubt(spot, "в столбце фамилий не только фамилия")
    draft.printed = one_line(f"{draft.printed} {bare}")
    return draft.put(bound.field, _dotted(value)) and bare == text


_LATIN_IN = {"surname": "латинские буквы в фамилии"}


def _dotted(value: str) -> str:
    return f"{value}." if len(value) == 1 else value


_HEAR_NO = frozenset({_category, _experience, _completed})
"""Fields in which «нет» is an answer."""

FILLERS: Mapping[str, Filler] = {
    **dict.fromkeys(("post", "subject", "education", "workplace"), _text),
    **dict.fromkeys(("request", "competences", "achievements", "interests", "desired_age", "time", "result"), _list),
    **dict.fromkeys(("birth_date", "birth_year"), _birth),
    **dict.fromkeys(("joined", "left", "term"), _joined),
    **dict.fromkeys(("phone", "contacts", "guardian.phone", "guardian.contacts"), _contacts),
    **dict.fromkeys(("class", "group", "course", "study"), _study),
    **dict.fromkeys(("order", "order_number", "order_date"), _order),
    **dict.fromkeys(("surname", "name", "patronymic"), _part_of_name),
    "guardian.name": _guardian_name,
    "sex": _sex,
    "email": _email,
    "experience": _experience,
    "category": _category,
    "capacity": _capacity,
    "age_and_capacity": _age_and_capacity,
    "form": _form,
    "role_model": _role_model,
    "link": _link,
    "completed": _completed,
    "consents": _consent,
    "partners": _partners,
    "role": _role,
}
