"""The protocol of a run as JSON: the whole input, the answer, its certificate, the reasons. No clock, no chance."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from pairing.answer import Answer, Certificate, Goal, Pairs, Stage
from pairing.checker import check
from pairing.explanations.leftovers import idle_mentors, unmatched_mentees
from pairing.explanations.pairs import explain_all
from pairing.people import mentee_of, mentor_of
from pairing.runs import FORMAT, Run, ballots_of, case_of, digest_of, versions
from pairing.settings import settings_of


class BadProtocol(ValueError):
    """A file that is no protocol of a run; the text is a Russian sentence."""


def write_protocol(run: Run, path: Path) -> None:
    """Write the protocol; the same run gives the same bytes."""
    plain = {
        "format": FORMAT,
        "versions": versions(),
        "digest": run.case.digest,
        "input": run.case.plain,
        "answer": answer_plain(run.answer),
        "pairs": _reasons(run),
        "left": _left(run),
    }
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _reasons(run: Run) -> list[dict[str, Any]]:
    """Return each pair with its frozen reason."""
    rows = []
    columns = (column.tolist() for column in run.answer.pairs)
    for i, j, score, reason in zip(*columns, explain_all(run), strict=True):
        points = {share.code: share.points for share in reason.shares if share.weight}
        rows.append(
            {
                "mentee": run.case.mentees[i].key,
                "mentor": run.case.mentors[j].key,
                "score": score,
                "why": reason.whole,
                "points": points,
            }
        )
    return rows


def _left(run: Run) -> dict[str, list[dict[str, Any]]]:
    """Return everybody left over with the reason."""
    return {
        "mentees": [{"who": run.case.mentees[one.person].key, "why": one.sentence} for one in unmatched_mentees(run)],
        "mentors": [{"who": run.case.mentors[one.person].key, "why": one.sentence} for one in idle_mentors(run)],
    }


def answer_plain(answer: Answer) -> dict[str, Any]:
    """Return an answer as plain values, without the seconds it took."""
    certificate = answer.certificate
    return {
        "goal": str(answer.goal),
        "pairs": [list(row) for row in zip(*(column.tolist() for column in answer.pairs), strict=True)],
        "total": answer.total,
        "matched": answer.matched,
        "wanted": answer.wanted,
        "weakest": answer.weakest,
        "parts": answer.parts,
        "seed": answer.seed,
        "pins": [list(pair) for pair in answer.pins],
        "old": [list(pair) for pair in answer.old],
        "certificate": {
            "kind": certificate.kind,
            "upper_bound": certificate.upper_bound,
            "gap": certificate.gap,
            "blocking": [list(pair) for pair in certificate.blocking],
            "stages": [_stage_plain(stage) for stage in certificate.stages],
        },
    }


def _stage_plain(stage: Stage) -> dict[str, Any]:
    """Return a stage as plain values."""
    values = {field.name: getattr(stage, field.name) for field in fields(stage)}
    return {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in values.items()}


def _stage_of(plain: dict[str, Any]) -> Stage:
    """Return the stage that `_stage_plain` wrote."""
    values: dict[str, Any] = {n: np.array(v, np.int64) if isinstance(v, list) else v for n, v in plain.items()}
    return Stage(**values)


def answer_of(plain: dict[str, Any]) -> Answer:
    """Return the answer that `answer_plain` wrote."""
    pairs = np.array(plain["pairs"], np.int32).reshape(-1, 3)
    stored = plain["certificate"]
    stages = tuple(_stage_of(stage) for stage in stored["stages"])
    certificate = Certificate(
        stored["kind"], stored["upper_bound"], stored["gap"], stages, tuple((i, j) for i, j in stored["blocking"])
    )
    return Answer(
        goal=Goal(plain["goal"]),
        pairs=Pairs(pairs[:, 0].copy(), pairs[:, 1].copy(), pairs[:, 2].copy()),
        total=plain["total"],
        matched=plain["matched"],
        wanted=plain["wanted"],
        weakest=plain["weakest"],
        certificate=certificate,
        parts=plain["parts"],
        seed=plain["seed"],
        pins=tuple((i, j) for i, j in plain["pins"]),
        old=tuple((i, j) for i, j in plain["old"]),
    )


def load_protocol(path: Path) -> tuple[Run, dict[str, Any]]:
    """Return the run that a protocol records, and the protocol itself. Raises BadProtocol."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadProtocol(f"Протокол «{path.name}» не открывается: проверьте имя и папку.") from error
    except ValueError as error:
        raise BadProtocol(f"«{path.name}» — не протокол подбора или файл повреждён.") from error
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise BadProtocol(f"«{path.name}» — не протокол подбора этой версии ({FORMAT}).")
    try:
        stored = plain["input"]
        case = case_of(
            tuple(mentee_of(one) for one in stored["mentees"]),
            tuple(mentor_of(one) for one in stored["mentors"]),
            settings_of(stored["settings"]),
            ballots_of(stored.get("ballots")),
        )
        return Run(case, answer_of(plain["answer"])), plain
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise BadProtocol(f"Протокол «{path.name}» повреждён: в нём не хватает данных или они испорчены.") from error


def check_protocol(path: Path) -> tuple[bool, tuple[str, ...]]:
    """Prove a protocol again from the stored input: (True, what was proved) or (False, what is wrong)."""
    run, plain = load_protocol(path)
    stored = plain["input"]
    people = (*stored["mentees"], *stored["mentors"])
    if digest_of(stored["settings"], people, stored.get("ballots")) != plain.get("digest"):
        return False, ("Отпечаток не совпадает: данные в протоколе изменены после подбора.",)
    verdict = check(run.case.problem, run.answer, run.case.ballots)
    wrong = [] if _reasons(run) == plain.get("pairs") else ["Объяснения пар не совпадают с данными протокола."]
    return verdict.ok and not wrong, (*verdict.sentences, *wrong)
