"""What a heading means by its words: the field it feeds, and whose side it speaks of.

The dictionary is by stems, so that case, number and word order do not count; the first line that fits decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from registry_reader.values.texts import heading_line, plain

Side = Literal["mentor", "mentee"]

_NUMBERING = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*\s*[.)]|q\d+\.?)\s*(?=\S)", re.IGNORECASE)
_CHOICE = re.compile(r"^(?P<question>.+?)\s*\[(?P<choice>[^\[\]]+)\]\s*$", re.DOTALL)

_FORBIDDEN = (
    ("СНИЛС не хранится", r"снилс|страхов\w+ (?:номер|свидетельств)"),
    ("ИНН не хранится", r"\bинн\b"),
    ("паспортные данные не хранятся", r"паспорт|удостоверя\w+ личност|свидетельств\w+ о рождени|серия (?:и|,) номер"),
    (
        "сведения о здоровье не хранятся",
        r"диагноз|состояни\w+ здоровь|групп\w+ здоровь|^здоровье|инвалид|заболеван|аллерги|медицинск\w+ (?:группа|карт|показ|заключ)"
        r"|(?<!детьми с )(?<!опыт работы с )(?<!работа с )(?<!работы с )\bовз\b|\bпмпк\b|полис\w* омс|\bомс\b|группа крови",
    ),
    ("национальность не хранится", r"национальност|вероисповед|религи"),
)
_WORK_WITH = re.compile(r"опыт|готов|компетенц|работ\w+ с\b")

_NOBODY = r"наставничеств\w*|наставническ\w*"
_MENTEE = re.compile(r"наставляем|подопечн|\bменти\b|молод\w+ (?:специалист|педагог|учител|работник)|начинающ\w+ (?:педагог|учител)|стажер")
_MENTOR = re.compile(r"(?<!педагог-)наставник|(?<=педагог-)наставник|\bментор")

_NAME_WORDS = (
    r"\bфио\b|ф\.\s*и\.\s*о|фамили\w+,?\s+(?:и\s+)?(?:имя|инициал|и\.\s*о)|фамили\w+ и\.? ?о|\bи\.\s?о\.\s?фамили|имя,? фамили|имя и фамили"
    r"|как вас зовут|ваше имя полностью"
)
_OFFICIAL = re.compile(r"классн\w+ руковод|\bкл\.? ?рук|руководител\w+ (?:предприят|организац|учрежд|оо\b|мо\b|шмо)|\bдиректор|куратор|психолог")
_GUARDIAN = re.compile(r"родител|законн\w+ предст|представител|\bмат(?:ь|ери)\b|\bот(?:ец|ца)\b|\bмам[аы]\b|\bпап[аы]\b|опекун")
_PHONE = re.compile(r"телефон|\bтел\b|\bсот(?:овый)?\b|мобильн|\bномер для связи|контактн\w+ номер|\bмоб\b|whatsapp")
_MAIL = re.compile(r"почт|e-?\s?mail|электронн\w+ адрес|\bэл\.? ?адрес|\bмейл\b|\bимейл\b")

_DICTIONARY: tuple[tuple[str, str], ...] = (
    ("number", r"^(?:№|n|#|no|№ ?п ?[/\\.]? ?п\.?|п ?/ ?п|номер|номер п/п|порядковый номер|№ (?:пары|строки|группы|по порядку))$"),
    ("", r"отметка времени|время создания|время (?:отправки|заполнения|начала)|дата (?:отправки|заполнения|ответа|создания|последнего действия|запуска)"
         r"|^timestamp$|^id\b|идентификатор|последняя страница|начальный язык|язык опроса|код доступа|\bip\b|реферер|\bseed\b|сид ответа"),
    ("", r"табельн|дат\w+ (?:приема|увольнен|назначен|поступлен\w+ на работу)|вид занятости|подразделени|\bоцените\b|\bбалл|\bвозраст\b(?!.*наставляем)(?!.*(?:хот|желаем|предпочит|интерес))"
         r"|полных лет|^дата (?:присвоения|аттестации|установления)"),
    ("consent", r"соглас(?!ов)|351\.8"),
    ("order_number", r"(?:номер|№) (?:приказа|распоряжен)"),
    ("order_date", r"дата (?:приказа|распоряжен)"),
    ("order", r"приказ|распоряди|реквизит\w* (?:приказ|распоряд)"),
    ("link", r"ссылк|\burl\b|адрес страниц|страница на сайте"),
    ("completed", r"отметк\w+ (?:о|об) (?:прохожд|заверш|окончан)|пройдена|завершил\w* (?:ли )?программ|программа (?:завершена|пройдена)|о прохождении|статус (?:программы|прохожден|участ)|^завершен[оа]?$"),
    ("time", r"ресурс\w* времени|сколько времени|врем\w+ (?:для|на|встреч)|удобн\w+ (?:время|дни|для)|временн\w+ ресурс|график встреч|располагаете временем|свободн\w+ время|когда (?:вам )?удобн|^время$|режим встреч"),
    ("age_and_capacity", r"возраст\w*.*(?:количеств|кол-во|число|сколько)|(?:количеств\w+|кол-во|число).*возраст"),
    ("capacity", r"(?:количеств\w*|кол-во|числ\w|сколько|скольких|скольким|максимум|мест\b.*для|вместимост).{0,25}(?:наставляем|подопечн|человек|учеников|мест|ребят|детей|готов)"
                 r"|готов\w* (?:взять|вести)|максимальн\w+ (?:числ|колич)|свободн\w+ мест|нагрузка наставник"),
    ("desired_age", r"возраст\w*.*(?:наставляем|подопечн)|(?:желаем|предпочит|предпочт)\w* (?:возраст|класс)|класс\w*,? (?:с которым|наставляемых)|как\w+ возраст\w*|с (?:ребятами|детьми|учениками) как|с кем (?:хот|готов|предпоч|вам)"),
    ("role", r"кем (?:вы |ты )?(?:хо|буд|мож)|в (?:какой|качестве) (?:роли|кого)|ваша роль|выберите роль|^роль$"),
    ("role_model", r"ролев\w+ модел|\bмодель (?:взаимод|наставн)|вариац\w+ взаимод"),
    ("form", r"форм\w+ (?:наставн|взаимод|работы)|^форма\b|вид наставничества|модель наставн"),
    ("joined", r"дат\w* (?:вхожден|вступлен|начала|закреплен|прикреплен|включен|назначения наставник|старта|присоедин|заключен)|^начало|когда (?:начал|вош)|(?:^|\s)с какого|дата начала|вступил\w* в программ|вхождени\w+ в программ"),
    ("left", r"дат\w* (?:заверш|окончан|выхода|выбыт|прекращ|завершения)|^окончание|^завершение|выход из программ|заверш\w+ программ|окончани\w+ программ"),
    ("term", r"^срок|период|сроки (?:реализац|наставн|работы|участ|взаим)|продолжительност"),
    ("result", r"результат|^итог|\bитоги\b"),
    ("achievements", r"достижен|наград|побед\w+ в конк|чем гордит"),
    ("interests", r"интерес\w*(?! для нас)|увлечен|хобби|чем увлека"),
    ("request", r"запрос|потребност|трудност|затруднен|дефицит|чему (?:вы |ты )?(?:хо|науч)|(?:нужна|нуждае\w+ в|требуется|необходима) (?:помощ|поддержк)|с чем (?:вам |тебе )?(?:нужна|помочь)|в чем (?:вам |тебе )?(?:нужна|помочь)|помощ\w+ (?:вам |тебе )?нужн|проблем|ожидани"),
    ("competences", r"компетенц|чем (?:вы |ты )?(?:готов|мож)\w* помо|можете помочь|готов\w* помо|сильные стороны|умени[яей]|направлени\w+ (?:сотрудн|деят|помощ|наставн|взаимод)|профиль помощи|чему (?:вы )?(?:готов|мож)\w* научить"),
    ("category", r"категори"),
    ("experience", r"\bстаж"),
    ("education", r"образовани[ея]\b|что окончил|диплом|\bвуз\b|учебное заведение \(окончил|квалификация по диплому"),
    ("birth_date", r"дат\w* ?(?:/|и|или)? ?(?:год\w* )?рожд|\bд\.? ?р\.?$|когда (?:вы )?родил|день рожден|число, месяц"),
    ("birth_year", r"год\w* рожден|г\.\s?р\b|год рожд"),
    ("sex", r"^пол\b(?! ?-)|^м ?/ ?ж$|\bпол$"),
    ("study", r"класс\w*\s*(?:/|или|,|\()\s*(?:групп|курс)|групп\w*,?\s*(?:и|/|,|\()?\s*курс|курс\w*\s*(?:,|и|/)\s*групп"),
    ("class", r"^(?:ваш |твой |в каком )?(?:вы )?\bкласс(?:а|е|ы)?\b|\bклассе? (?:обуч|уч)|^кл\.?$|параллель|в каком (?:вы |ты )?классе|класс (?:обучающ|ученик|наставляем|наставник)|\bкласс$"),
    ("group", r"^(?:учебная |ваша |№ |номер )?групп|\bгруппа$|^гр\.?$"),
    ("course", r"^(?:ваш )?курс\b"),
    ("post", r"должност|кем (?:вы )?работа|^профессия$"),
    ("subject", r"предмет|дисциплин"),
    ("workplace", r"мест\w+ (?:основной )?(?:работ|учеб|обуч)|место (?:работы|учебы)|организаци|^школа\b|(?:ваша |ваше )?(?:школ|учрежден|предприят)|^оо\b|^оу\b|\bоу$|\bоо$|наименование (?:оо|оу|партн)|\bпартнер$|колледж|где (?:вы )?(?:работа|учит)"),
)  # fmt: skip
_COMPILED = tuple((field, re.compile(pattern)) for field, pattern in _DICTIONARY)
_NAMED = re.compile(_NAME_WORDS)
_PARTS = (
    ("surname", re.compile(r"^(?:ваша )?фамилия\b")),
    ("name", re.compile(r"^(?:ваше )?имя\b(?!.*фамили)")),
    ("patronymic", re.compile(r"^(?:ваше )?отчество\b")),
)
_PERSON = re.compile(
    r"^(?:сотрудник|работник|педагог|учитель|преподавател\w+|обучающ\w+ся|ученик\w*|учащ\w+ся|студент\w*|воспитанник\w*|участник\w*|ребен\w+"
    r"|наставник\w*|наставляем\w+|подопечн\w+|молод\w+ (?:специалист|педагог|учител)\w*|контактн\w+ (?:лицо|лица)|ответственн\w+(?: лицо)?|представитель(?: организации| предприятия| партнера)?"
    r"|педагог-наставник|учитель-наставник|педагогическ\w+ работник\w*|сотрудники|респондент|тьютор|стажер|куратор от\b.*|кандидат\w*)(?:\s*\(.*\))?(?:,.*)?$"
)
_KINDS_OF_CONSENT = (
    ("mentor_work_351_8", r"351\.8|согласие работник|дополнительн\w+ (?:работ|обязанн)|выполнени\w+ работы"),
    ("psych_diagnostics", r"психолог|диагностик"),
    ("pd_dissemination", r"публикаци|размещени|фото|распростран|видео|съемк"),
    ("pd_transfer", r"передач"),
    ("pd_processing", r"обработк|персональн|\bпдн?\b|\bопд\b"),
    ("participation", r"участи|вступлен|програм"),
)


_OF_THE_MENTOR = frozenset({"capacity", "desired_age", "age_and_capacity", "time"})
"""What a mentor says of mentees: the side named in the heading is not the side that speaks."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A heading understood. `field` is empty for what goes to extra; `side` is None where it names no side.

    `forbidden` is the reason why such a column must not be kept; `choice` the label of a column of one choice;
    `sure` is False where a consent has no kind in its heading; `official` marks names of officials.
    """

    printed: str
    field: str = ""
    side: Side | None = None
    forbidden: str = ""
    choice: str = ""
    sure: bool = True
    official: bool = False
    known: bool = True


@lru_cache(maxsize=20_000)
def meaning_of(heading: str) -> Meaning:
    """What a heading, line breaks included, says of its column."""
    printed = heading_line(heading)
    bare = _NUMBERING.sub("", printed)
    found = _CHOICE.match(bare)
    question, choice = (found["question"], found["choice"]) if found else (bare, "")
    text = plain(question).strip(" *:;.?")
    reason = _reason(text)
    if reason:
        return Meaning(printed, forbidden=reason)
    side = _side(text)
    field, sure, official = _field(text, side)
    if field in _OF_THE_MENTOR or (field == "request" and side == "mentor"):
        side = None
    known = bool(field) or _COMPILED[1][1].search(text) is not None or _COMPILED[2][1].search(text) is not None
    return Meaning(printed, field, side, choice=choice.strip(), sure=sure, official=official, known=known)


def _reason(text: str) -> str:
    for reason, pattern in _FORBIDDEN:
        found = re.search(pattern, text)
        if found is not None and not (found[0] == "овз" and _WORK_WITH.search(text)):
            return reason
    return ""


def _side(text: str) -> Side | None:
    """The side that is named first; «наставничество» names none."""
    bare = re.sub(_NOBODY, "", text)
    mentee, mentor = _MENTEE.search(bare), _MENTOR.search(bare)
    if mentee and mentor:
        return "mentee" if mentee.start() < mentor.start() else "mentor"
    return "mentee" if mentee else "mentor" if mentor else None


def _field(text: str, side: Side | None) -> tuple[str, bool, bool]:
    """The field, whether it is sure, and whether an official is named."""
    if "соглас" in text or "351.8" in text:
        return _consent(text)
    if _GUARDIAN.search(text) and not text.startswith(("контактные данные для", "ссылк")) and "партнер" not in text and "предприят" not in text:
        found = _guardian(text)
        if found:
            return found, True, False
    for part, pattern in _PARTS:
        if pattern.search(text) and not _NAMED.search(text):
            return part, True, False
    first = _first(text)
    if first is not None and first in {"number", "", "order", "order_number", "order_date", "link", "completed", "capacity", "desired_age", "age_and_capacity"}:
        return first, True, False
    if _NAMED.search(text):
        return "full_name", True, _OFFICIAL.search(text) is not None
    contact = _contact(text)
    if contact:
        return contact, True, False
    if _PERSON.match(text):
        return "full_name", True, False
    if _OFFICIAL.match(text) or (_OFFICIAL.search(text) and first in {None, ""}):
        return "full_name", True, True
    if first in {"post", "workplace"}:
        return _post_or_workplace(text), True, False
    return first or "", True, False


def _post_or_workplace(text: str) -> str:
    """Whichever is named first: «место работы, должность»."""
    starts = {field: found.start() for field, pattern in _COMPILED if field in {"post", "workplace"} and (found := pattern.search(text))}
    return min(starts, key=lambda field: starts[field])


def _first(text: str) -> str | None:
    return next((field for field, pattern in _COMPILED if pattern.search(text)), None)


def _contact(text: str) -> str:
    phone, mail = _PHONE.search(text), _MAIL.search(text)
    if phone and mail:
        return "contacts"
    if phone:
        return "phone"
    if mail:
        return "email"
    return "contacts" if re.search(r"контакт(?!н\w+ (?:лицо|лица))|^связь|для связи", text) else ""


def _guardian(text: str) -> str:
    """A heading about parents: their name, phone, or both in one."""
    phone = _PHONE.search(text) is not None
    if _MAIL.search(text) and not phone:
        return "guardian.email"
    named = _NAMED.search(text) is not None
    if phone:
        return "guardian.contacts" if named or re.match(r"^(?:родител|представител|законн)\w*.*,", text) else "guardian.phone"
    if "контакт" in text or "связ" in text:
        return "guardian.contacts"
    if re.search(r"работ|должност|образован|адрес|рожд|участи|собран", text):
        return ""
    return "guardian.name"


def _consent(text: str) -> tuple[str, bool, bool]:
    kind = next((name for name, pattern in _KINDS_OF_CONSENT if re.search(pattern, text)), None)
    return f"consents.{kind or 'pd_processing'}", kind is not None, False
