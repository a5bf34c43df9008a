"""The book for the curator: pairs with reasons, who is left, what would help, the goals compared, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pairing.answer import Goal
from pairing.explanations.helps import Help
from pairing.explanations.leftovers import Leftover, idle_mentors, unmatched_mentees
from pairing.explanations.mends import mends
from pairing.explanations.pairs import Other, PairReason, explain_all
from pairing.explanations.readiness import Readiness
from pairing.phrases import spaced
from pairing.problem import SCALE
from pairing.runs import GoalRow, Run, versions
from pairing.writing.pages import Cell, Pages, new_book
from pairing.writing.pictures import balance_picture, spread_picture
from russian.phrases import capital

GOALS = {
    Goal.EVERYONE: "как можно больше людей в парах",
    Goal.TOTAL: "наибольшая общая оценка",
    Goal.STABLE: "устойчивые пары",
}
MANY = 20_000
"""From so many pairs on the book is written row by row, in constant memory."""
BANDS = 10
BOTH = ("Наставляемый", "Наставник")
READ = 110
"""The width of a column of sentences alone."""


@dataclass(frozen=True)
class Contents:
    """What goes into a book beside the run; `remarks` are on the files read, `notes` say what was not computed."""

    goals: tuple[GoalRow, ...] = ()
    helps: tuple[Help, ...] = ()
    others: dict[int, list[Other]] | None = None
    readiness: Readiness | None = None
    remarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def write_book(run: Run, contents: Contents, path: Path) -> None:
    """Write the .xlsx; the same run gives the same cells."""
    with new_book(path, many=len(run.answer.pairs.mentees) > MANY) as book:
        pages = Pages(book)
        reasons = list(explain_all(run))
        pages.table("Пары", *_pairs(run, reasons), bars=_score_column(run))
        pages.table("Без пары", *_left(run, unmatched_mentees(run), idle_mentors(run)))
        pages.table("Что поможет", ("Изменение", "Сколько пар добавит"), _helps(contents.helps), widest=READ)
        pages.table("Итоги", ("Итоги",), _summary(run, contents), widest=READ)
        pages.table("Другие варианты", *_others(run, contents.others or {}))
        pages.table("Сравнение целей", *_goals(run, contents.goals))
        pages.table("По критериям", *_criteria(run, reasons))
        _pictures(pages, run, contents.readiness)
        pages.table("Как считали", ("Что", "Значение"), _facts(run), widest=READ)
        pages.table("Замечания к таблицам", ("Замечание",), [(one,) for one in contents.remarks], widest=READ)


def _numbers(run: Run) -> tuple[list[int], list[int]]:
    """Return the mentee and the mentor of each pair."""
    return run.answer.pairs.mentees.tolist(), run.answer.pairs.mentors.tolist()


def _several(run: Run) -> bool:
    """True when the people come from more than one organisation."""
    return len({person.organisation for person in (*run.case.mentees, *run.case.mentors)}) > 1


def _score_column(run: Run) -> int:
    """Return where the score stands in the table of pairs."""
    return 4 if _several(run) else 2


def _pairs(run: Run, reasons: Sequence[PairReason]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Return the table of pairs; where all are of one organisation it is not repeated."""
    several = _several(run)
    heads = ("Наставляемый", "Организация", "Наставник", "Организация наставника") if several else BOTH
    rows: list[tuple[Cell, ...]] = []
    for i, j, reason in zip(*_numbers(run), reasons, strict=True):
        mentee, mentor = run.case.mentees[i], run.case.mentors[j]
        who = (mentee.name, mentee.organisation, mentor.name, mentor.organisation)
        beware = "; ".join(reason.beware)
        why = (round(reason.score * 100 / SCALE), reason.sentence, capital(beware), capital(reason.unknown))
        rows.append((*(who if several else who[::2]), *why))
    return (*heads, "Оценка из 100", "Почему", "Учтите", "Нет данных"), rows


def _others(run: Run, others: dict[int, list[Other]]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Return the next-best mentors with what each would cost the whole."""
    heads = ("Наставляемый", "Сейчас", "Другой наставник", "Организация", "Оценка из 100", "Чего это стоит всем")
    rows: list[tuple[Cell, ...]] = []
    for i, found in sorted(others.items()):
        now = "; ".join(run.case.mentors[j].name for j, _ in run.by_mentee.get(i, ()))
        for other in found:
            mentor = run.case.mentors[other.mentor]
            score = round(other.score * 100 / SCALE)
            who = (run.case.mentees[i].name, now, mentor.name, mentor.organisation)
            rows.append((*who, score, capital(other.cost)))
    return heads, rows


def _helps(found: Sequence[Help]) -> list[tuple[Cell, ...]]:
    """Return the changes with their gains; several changes together may give less than the sum."""
    rows: list[tuple[Cell, ...]] = [(one.sentence, one.gain if one.kind != "skipped" else None) for one in found]
    if sum(one.kind != "skipped" for one in found) > 1:
        rows.append(("Каждое изменение посчитано отдельно: вместе они могут дать меньше, чем в сумме.", None))
    return rows


def outcome(run: Run) -> list[str]:
    """Return the result in a few sentences."""
    answer = run.answer
    waiting = sum(mentee.wanted > 0 for mentee in run.case.mentees) - len(run.by_mentee)
    return [
        f"Пар: {spaced(answer.matched)} из {spaced(answer.wanted)}; без наставника: {spaced(waiting)}; {proof(run)}."
    ]


def proof(run: Run) -> str:
    """Return what is proved of an answer."""
    certificate = run.answer.certificate
    if certificate.kind == "stable":
        return "проверено: никакие двое не захотят уйти друг к другу"
    if certificate.gap == 0:
        return "доказано, что лучше нельзя"
    return f"до лучшего возможного ответа не больше {certificate.gap * 100 / SCALE:.2f} балла".replace(".", ",")


def _summary(run: Run, contents: Contents) -> list[tuple[Cell, ...]]:
    """Return what a curator should know first, and what was not computed."""
    scores = run.answer.pairs.scores
    said = [f"Цель: {GOALS[run.answer.goal]}.", *outcome(run)]
    if len(scores):
        mean, least = round(float(scores.mean()) * 100 / SCALE), round(int(scores.min()) * 100 / SCALE)
        said.append(f"Средняя оценка пары {mean} из 100, самой слабой — {least}.")
    said.append("Оценка 100 — совпало всё, о чём спрашивали; вопросы без ответа не снижают её и не повышают.")
    gains = [one for one in contents.helps if one.gain]
    if gains:
        said.append(f"Больше всего поможет: {gains[0].sentence[:1].lower()}{gains[0].sentence[1:]}")
    return [(one,) for one in (*said, *contents.notes)]


def _criteria(run: Run, reasons: Sequence[PairReason]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Return the points of each criterion of each pair; they add up to the score."""
    used = [c for c, weight in zip(run.case.settings.criteria, run.case.settings.weights, strict=True) if weight]
    rows = []
    for i, j, reason in zip(*_numbers(run), reasons, strict=True):
        points: list[Cell] = [
            "нет данных" if share.points is None else share.points * 100 / SCALE
            for share in reason.shares
            if share.weight
        ]
        rows.append((run.case.mentees[i].name, run.case.mentors[j].name, reason.score * 100 / SCALE, *points))
    return ("Наставляемый", "Наставник", "Оценка", *(capital(criterion.title) for criterion in used)), rows


def _left(
    run: Run, mentees: tuple[Leftover, ...], mentors: Sequence[Leftover]
) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    heads = ("Кто", "ФИО", "Организация", "Нашлось", "Нужно (мест)", "Почему", "Что поможет")
    rows: list[tuple[Cell, ...]] = []
    for one, mend in zip(mentees, mends(run, mentees), strict=True):
        mentee = run.case.mentees[one.person]
        rows.append(("наставляемый", mentee.name, mentee.organisation, one.got, one.wanted, one.sentence, mend))
    for one in mentors:
        mentor = run.case.mentors[one.person]
        rows.append(("наставник", mentor.name, mentor.organisation, one.got, one.wanted, one.sentence, ""))
    return heads, rows


def _goals(run: Run, goals: Sequence[GoalRow]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    heads = (
        "Цель",
        "Наставляемых с наставником",
        "Пар",
        "Нужно пар",
        "Самая слабая пара, из 100",
        "Средняя оценка, из 100",
    )
    rows: list[tuple[Cell, ...]] = [
        (
            capital(GOALS[row.goal]) + (" — выбрано" if row.goal is run.answer.goal else ""),
            row.people,
            row.matched,
            row.wanted,
            None if row.weakest is None else round(row.weakest * 100 / SCALE, 1),
            round(row.total * 100 / SCALE / row.matched, 1) if row.matched else None,
        )
        for row in goals
    ]
    return heads, rows


def _pictures(pages: Pages, run: Run, report: Readiness | None) -> None:
    """Write the sheets with charts: how scores spread, demand against offer."""
    bands = [0] * BANDS
    for score in run.answer.pairs.scores.tolist():
        bands[min(BANDS - 1, score * BANDS // SCALE)] += 1
    rows: list[tuple[Cell, ...]] = [
        (f"{n * 100 // BANDS}–{(n + 1) * 100 // BANDS}", count) for n, count in enumerate(bands)
    ]
    sheet = pages.table("Разброс оценок", ("Оценка", "Пар"), rows)
    spread_picture(pages.book, sheet, "Разброс оценок", len(rows))
    if report is None:
        return
    more = sorted(report.more, key=lambda one: (-one.filled, -one.total, one.mentor))
    pages.table(
        "Ещё одно место",
        ("Если ещё одно место даст", "Организация", "Пар добавится", "Сумма оценок изменится на"),
        [
            (run.case.mentors[m.mentor].name, run.case.mentors[m.mentor].organisation, m.filled, m.total * 100 / SCALE)
            for m in more
            if m.filled or m.total > 0
        ],
    )
    for name, head, balances in (
        ("Спрос по запросам", "Запрос", report.needs),
        ("Спрос по предметам", "Предмет или профессия", report.subjects),
        ("Спрос по формам", "Форма наставничества", report.forms),
        ("Спрос по организациям", "Организация", report.organisations),
    ):
        rows = [
            (capital(one.name or "не указано"), one.wanted, one.places, max(0, one.wanted - one.places))
            for one in balances
        ]
        sheet = pages.table(name, (head, "Нужно наставников", "Мест у наставников", "Не хватает"), rows)
        if sheet is not None:
            balance_picture(pages.book, sheet, name, len(rows))


def _points(total: int) -> str:
    """Return a sum of scores on the scale of 100."""
    whole, rest = divmod(total, SCALE // 100)
    return f"{spaced(whole)},{rest:02d}"


def _facts(run: Run) -> list[tuple[Cell, ...]]:
    """Return every rule in force, the weights, the proof and the versions."""
    settings, answer = run.case.settings, run.answer
    facts: list[tuple[Cell, ...]] = [
        ("Цель", GOALS[answer.goal]),
        ("Пар сделано", spaced(answer.matched)),
        ("Пар просили", spaced(answer.wanted)),
        ("Сумма оценок всех пар", _points(answer.total)),
        ("Больше этой суммы при такой цели не бывает", _points(answer.certificate.upper_bound)),
        ("Доказательство", proof(run)),
        (
            "При равных возможностях",
            "решает жребий, при тех же таблицах один и тот же; место в списке не важно",
        ),
    ]
    if answer.goal is Goal.STABLE:
        del facts[4]
    facts += [("Правило действует", rule.title) for rule in settings.rules]
    facts += [(f"Вес: {c.title}", str(w)) for c, w in zip(settings.criteria, settings.weights, strict=True)]
    facts += [("Отпечаток данных", run.case.digest)]
    return [*facts, *((f"Версия: {name}", value) for name, value in versions().items())]
