"""`./estafeta pair …`: tables of mentees and mentors → pairs with reasons and a protocol, without a database."""

from __future__ import annotations

import argparse
import gc
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from pairing.answer import Goal, Refused
from pairing.explanations import (
    explain_match,
    explain_pair,
    helps,
    idle_mentors,
    mends,
    others,
    readiness,
    unmatched_mentees,
)
from pairing.explanations.pairs import Share, score_words
from pairing.explanations.ungrouped import ungrouped
from pairing.generator import CAPACITY, Shape, generate
from pairing.grouping import SMALLEST, describe, group
from pairing.people import Mentee, Mentor, Person
from pairing.phrases import spaced
from pairing.reading import BadTable, Reading, read_ballots, read_mentees, read_mentors, read_present
from pairing.runs import Case, Run, case_of, compare_goals, count_kept, find, run_again
from pairing.runs import run as solve
from pairing.settings import BadSettings, Settings, load_settings
from pairing.writing import BadProtocol, check_protocol, load_protocol, write_book, write_groups, write_protocol
from pairing.writing.book import Contents, outcome
from pairing.writing.groups import gap_words
from pairing.writing.report import goal_lines, help_lines, ready_lines, ungrouped_lines
from pairing.writing.tables import write_people

USAGE = """Вызов:
  pair НАСТАВЛЯЕМЫЕ НАСТАВНИКИ [--rules rules.toml] [--goal everyone|total|stable]
       [--out pairs.xlsx] [--protocol run.json]             подобрать пары
       [--present прежние.xlsx] [--ballots бюллетени.xlsx]  сохранить прежние пары; учесть пожелания
  pair ready НАСТАВЛЯЕМЫЕ НАСТАВНИКИ [--rules rules.toml]   что знать до подбора
  pair groups НАСТАВЛЯЕМЫЕ НАСТАВНИКИ [--rules rules.toml] [--span 3] [--out groups.xlsx]
                                                            собрать группы у тех, кто их ведёт
  pair explain ЧЕЛОВЕК [run.json]                           почему такая пара или почему без пары
  pair check run.json                                       доказать ответ заново
  pair sample ЧИСЛО ПАПКА [--seed N]                        выдуманные люди для пробы"""
COMPARED = 2_000_000
"""Up to so many possible pairs the three goals are compared and the readiness is told without being asked."""
PRICED = 4_000_000
"""Up to so many possible pairs the book prices next-best mentors of all mentees."""
FIRST = 150
"""Of so many mentees it does beyond; for one person `explain` always does."""


MISTAKES = (
    (r"unrecognized arguments: (.+)", "Лишнее в команде: {0}."),
    (r"argument (--\w+): expected", "После ключа {0} нужно значение."),
    (r"argument (--\w+): invalid \w+(?: value)?: '(.*?)'", "Ключ {0}: значение «{1}» не подходит."),
    (r"argument \w+: invalid int value: '(.*)'", "Нужно целое число, а стоит «{0}»."),
)
"""What argparse says, and what we say instead."""


class Refusal(ValueError):
    """What to say to the person at the terminal."""


class Parser(argparse.ArgumentParser):
    """A parser that answers in Russian."""

    def error(self, message: str) -> NoReturn:
        """Refuse with a sentence and the usage."""
        for pattern, sentence in MISTAKES:
            if found := re.search(pattern, message):
                raise Refusal(f"{sentence.format(*found.groups())}\n{USAGE}")
        raise Refusal(USAGE)


class Progress:
    """A bar on stderr: how many steps are done, what is being done, how long it took."""

    def __init__(self, steps: int) -> None:
        self._steps, self._done, self._start = steps, 0, time.monotonic()

    def step(self, sentence: str) -> None:
        """Say what begins now."""
        bar = "█" * self._done + "░" * (self._steps - self._done)
        self._done += 1
        print(f"{bar} {time.monotonic() - self._start:5.1f} с  {sentence}", file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    """Run one of the commands; 0 when done, 2 with a sentence when it cannot be done or a proof fails."""
    commands: dict[str, Callable[[list[str]], int]] = {
        "ready": ready,
        "explain": explain,
        "check": check,
        "groups": groups,
        "sample": sample,
    }
    command = commands.get(arguments[0] if arguments else "", pair)
    collecting = gc.isenabled()
    gc.disable()  # nothing here makes cycles, and looking for them among a million tuples takes a third of the time
    try:
        return command(arguments[1:] if command is not pair else arguments)
    except (Refusal, BadTable, BadSettings, BadProtocol, Refused) as refusal:
        print(refusal, file=sys.stderr)
    except OSError as error:
        print(f"Файл «{error.filename}» не записывается: проверьте папку и доступ.", file=sys.stderr)
    finally:
        if collecting:
            gc.enable()
    return 2


def pair(arguments: list[str]) -> int:
    """Read, solve, explain, write."""
    parser = _tables()
    parser.add_argument("--goal", choices=[str(goal) for goal in Goal])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--protocol", type=Path)
    parser.add_argument("--present", type=Path)
    parser.add_argument("--ballots", type=Path)
    options = parser.parse_args(arguments)
    _writable(options.out, (".xlsx",))
    _writable(options.protocol)
    progress = Progress(6)
    case, remarks = _case(options, progress)
    if options.ballots:
        case = _balloted(case, options.ballots)
    run = _solved(case, options, progress)
    small = case.scorer.size <= COMPARED
    progress.step("сравниваю цели и ищу, что поможет" if small else "ищу, что поможет")
    goals = compare_goals(run, processes=options.processes) if small else ()
    useful = helps(run)
    notes = [] if small else [_uncompared(case)]
    if options.out:
        progress.step("пишу таблицу")
        asked = sorted(run.by_mentee) if case.scorer.size <= PRICED else sorted(run.by_mentee)[:FIRST]
        report = readiness(case, processes=options.processes, best=run, useful=useful) if small else None
        said = [*notes, *_unpriced(len(asked), len(run.by_mentee))]
        write_book(run, Contents(goals, useful, others(run, asked), report, remarks, tuple(said)), options.out)
    if options.protocol:
        progress.step("пишу протокол")
        write_protocol(run, options.protocol)
    progress.step("готово")
    lines = [*outcome(run), f"Отпечаток данных: {case.digest[:16]}", *help_lines(useful), *goal_lines(goals), *notes]
    print("\n".join(lines))
    return 0


def _uncompared(case: Case) -> str:
    """Say that the goals are not compared and how to have it."""
    return (
        f"Три цели не сравнивали и спрос с предложением не считали: возможных пар {spaced(case.scorer.size)}, "
        f"сами считаем до {spaced(COMPARED)}. Другую цель задаёт ключ --goal, спрос и предложение — команда pair ready."
    )


def _unpriced(asked: int, paired: int) -> list[str]:
    """Say whose next-best mentors are not priced and how to have it."""
    if asked == paired:
        return []
    rest = "об остальных спросите: pair explain КОД run.json"
    return [f"Другие варианты посчитаны для {spaced(asked)} наставляемых из {spaced(paired)}; {rest}."]


def _writable(path: Path | None, suffixes: Sequence[str] = ()) -> None:
    """Refuse a file that could not be written, before anything is computed."""
    if path is None:
        return
    if suffixes and path.suffix.lower() not in suffixes:
        raise Refusal(f"Таблица пишется в файл {suffixes[0]}, а назван «{path.name}».")
    if path.is_dir() or not path.parent.is_dir():
        raise Refusal(f"Файл «{path}» не записывается: проверьте папку и доступ.")


def _balloted(case: Case, path: Path) -> Case:
    """Return the case with the wishes of a table."""
    wishes = read_ballots(path, case.mentees, case.mentors)
    for remark in wishes.remarks:
        print(f"   {path.name}: {remark.text}", file=sys.stderr)
    return replace(case, ballots=wishes.ballots)


def _solved(case: Case, options: argparse.Namespace, progress: Progress) -> Run:
    """Solve anew, or keep the present pairs as far as can be."""
    if options.present is None:
        progress.step("подбираю пары")
        return solve(case, Goal(options.goal) if options.goal else None, processes=options.processes)
    progress.step("перестраиваю прежние пары")
    present = read_present(options.present, case.mentees, case.mentors)
    for remark in present.remarks:
        print(f"   {options.present.name}: {remark.text}", file=sys.stderr)
    run = run_again(case, present.pairs)
    print(f"Прежних пар: {len(present.pairs)}, сохранено: {count_kept(run)}.")
    return run


def ready(arguments: list[str]) -> int:
    """Print the readiness report."""
    parser = _tables()
    options = parser.parse_args(arguments)
    progress = Progress(3)
    case, _ = _case(options, progress)
    progress.step("считаю спрос и предложение")
    for line in ready_lines(case, readiness(case, processes=options.processes)):
        print(line)
    return 0


def groups(arguments: list[str]) -> int:
    """Make groups with the mentors who lead any."""
    parser = _tables()
    parser.add_argument("--span", type=int, default=3)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    if options.span < 0:
        raise Refusal("Разница лет в группе (--span) — целое число от нуля.")
    _writable(options.out, (".xlsx",))
    progress = Progress(3)
    case, _ = _case(options, progress)
    progress.step("собираю группы")
    made = group(case, span=options.span)
    if options.out:
        write_groups(made, options.out)
    for one in describe(made):
        print(f"{case.mentors[one.mentor].name}: {one.sentence}")
    if not any(mentor.most >= SMALLEST for mentor in case.mentors):
        print("Групп нет: никто из наставников не указал, сколько человек берёт в группу («Максимум в группе»).")
        return 0
    print(gap_words(made))
    print("\n".join(ungrouped_lines(case, ungrouped(made))))
    return 0


def explain(arguments: list[str]) -> int:
    """Print why a person has this pair, or none."""
    parser = Parser(add_help=False)
    parser.add_argument("person")
    parser.add_argument("protocol", type=Path, nargs="?", default=Path("run.json"))
    options = parser.parse_args(arguments)
    run, _ = load_protocol(options.protocol)
    mentees, mentors = find(options.person, run.case.mentees), find(options.person, run.case.mentors)
    if not mentees and not mentors:
        raise Refusal(f"В протоколе нет человека «{options.person}».")
    _not_too_many([run.case.mentees[i] for i in mentees], options.person)
    _not_too_many([run.case.mentors[j] for j in mentors], options.person)
    for i in mentees:
        print("\n".join(_mentee_lines(run, i)))
    for j in mentors:
        print("\n".join(_mentor_lines(run, j)))
    return 0


def _not_too_many(people: Sequence[Person], said: str) -> None:
    """Refuse when a name means several people."""
    if len(people) > 1:
        keys = "; ".join(person.key for person in people[:5])
        raise Refusal(f"«{said}» — так зовут нескольких ({len(people)}). Назовите код: {keys}.")


def _mentee_lines(run: Run, number: int) -> list[str]:
    """Return all there is to say of a mentee."""
    case, mentee = run.case, run.case.mentees[number]
    lines = [f"Наставляемый: {mentee.name}"]
    beside = others(run, [number])[number] if number in run.by_mentee else []
    for j, score in run.by_mentee.get(number, ()):
        reason = explain_match(run, number, j)
        lines.append(f"Наставник: {case.mentors[j].name}, оценка {score_words(score)} из 100. {reason.whole}")
        lines += [_share_line(share) for share in reason.shares if share.weight]
    for other in beside:
        mentor = case.mentors[other.mentor]
        why = explain_pair(case.settings, mentee, mentor).sentence
        lines.append(f"Другой вариант: {mentor.name}, оценка {score_words(other.score)}. {why}")
        lines.append(f"    Чего это стоит всем: {other.cost}.")
    if number in run.by_mentee and not beside:
        lines.append("Других вариантов нет: остальные не подходят по правилам или пара была бы слабее самой слабой.")
    if not mentee.wanted and not lines[1:]:
        lines.append("В этот раз наставника не просит.")
    left = unmatched_mentees(run, [number])
    for one, mend in zip(left, mends(run, left), strict=True):
        lines += [one.sentence, *([f"Что поможет: {mend}"] if mend else [])]
    return lines


def _share_line(share: Share) -> str:
    """Return the points of a criterion."""
    if share.points is None or share.most is None:
        return f"    {share.title}: нет данных"
    sentence = f" — {share.sentence}" if share.sentence else ""
    return f"    {share.title}: {score_words(share.points)} из {score_words(share.most)}{sentence}"


def _mentor_lines(run: Run, number: int) -> list[str]:
    """Return all there is to say of a mentor."""
    case, mentor = run.case, run.case.mentors[number]
    lines = [f"Наставник: {mentor.name}, занято мест: {run.taken[number]} из {mentor.places}"]
    for i, rows in sorted(run.by_mentee.items()):
        for _, score in (row for row in rows if row[0] == number):
            reason = explain_match(run, i, number)
            lines.append(f"{case.mentees[i].name}, оценка {score_words(score)} из 100. {reason.whole}")
    if not mentor.places:
        lines.append("Мест для наставляемых не указано.")
    lines += [left.sentence for left in idle_mentors(run) if left.person == number]
    return lines


def check(arguments: list[str]) -> int:
    """Prove a protocol again."""
    parser = Parser(add_help=False)
    parser.add_argument("protocol", type=Path)
    options = parser.parse_args(arguments)
    good, sentences = check_protocol(options.protocol)
    print("\n".join(sentences), file=sys.stdout if good else sys.stderr)
    return 0 if good else 2


def sample(arguments: list[str]) -> int:
    """Write invented people."""
    parser = Parser(add_help=False)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--capacity", choices=sorted(CAPACITY), default="balanced")
    options = parser.parse_args(arguments)
    if not 1 <= options.count <= 300_000:
        raise Refusal("Число наставляемых — от 1 до 300 000.")
    people = generate(Shape(options.count, seed=options.seed, capacity=options.capacity))
    options.folder.mkdir(parents=True, exist_ok=True)
    write_people(people.mentees, options.folder / "mentees.xlsx")
    write_people(people.mentors, options.folder / "mentors.xlsx")
    print(f"Записаны mentees.xlsx и mentors.xlsx в «{options.folder}»: все имена выдуманы.")
    return 0


def _tables() -> Parser:
    """Return a parser of the two tables and the rules."""
    parser = Parser(add_help=False)
    parser.add_argument("mentees", type=Path)
    parser.add_argument("mentors", type=Path)
    parser.add_argument("--rules", type=Path)
    parser.add_argument("--processes", type=int, default=0)
    return parser


def _case(options: argparse.Namespace, progress: Progress) -> tuple[Case, tuple[str, ...]]:
    """Read the tables and the rules; print the remarks."""
    if options.processes < 0:
        raise Refusal("Число процессов (--processes) — от нуля; 0 — сколько есть ядер.")
    progress.step("читаю таблицы")
    settings = load_settings(options.rules) if options.rules else Settings()
    mentees, mentors = read_mentees(options.mentees), read_mentors(options.mentors)
    remarks = (*_remarks(options.mentees, mentees), *_remarks(options.mentors, mentors))
    for remark in remarks:
        print(f"   {remark}", file=sys.stderr)
    progress.step("сравниваю людей")
    return case_of(mentees.people, mentors.people, settings), remarks


def _remarks(path: Path, reading: Reading[Mentee] | Reading[Mentor]) -> tuple[str, ...]:
    """Return the remarks on a file with its name."""
    return tuple(f"{path.name}: {remark.text}" for remark in reading.remarks)
