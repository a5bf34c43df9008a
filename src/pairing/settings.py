"""rules.toml: which rules hold, what the criteria weigh, who is pinned or barred. Refuses in one Russian sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm
from pathlib import Path
from typing import Any

from pairing.answer import Goal
from pairing.criteria import criteria
from pairing.criterion import Criterion
from pairing.rule import Rule
from pairing.rules import rules

HEAVIEST = 2**26
"""The sum of whole weights up to which every score is exact: packed sums below 2**63, quotients of less than 2**53."""
SECTIONS = ("goal", "weights", "rules", "criteria", "pins", "bans")
Named = tuple[tuple[str, str], ...]


class BadSettings(ValueError):
    """rules.toml cannot be used; the text names the line or the key, in Russian."""


@dataclass(frozen=True)
class Settings:
    """What a run is asked to do. `weights` are whole and have no common divisor: doubling them all changes nothing."""

    goal: Goal = Goal.EVERYONE
    rules: tuple[Rule, ...] = field(default_factory=lambda: tuple(kind() for kind in rules().values()))
    criteria: tuple[Criterion, ...] = field(default_factory=lambda: tuple(kind() for kind in criteria().values()))
    weights: tuple[int, ...] = field(default_factory=lambda: tuple(kind.weight for kind in criteria().values()))
    pins: Named = ()
    bans: Named = ()
    source: str = ""

    def without(self, code: str) -> Settings:
        """Return the settings without one rule."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule.code != code))

    def relax(self, code: str) -> Settings:
        """Return the settings when a curator follows the remedy of one rule."""
        rules = (rule.relaxation() if rule.code == code else rule for rule in self.rules)
        return replace(self, rules=tuple(rule for rule in rules if rule is not None))

    def rule(self, code: str) -> Rule | None:
        """Return the rule of this code if it holds."""
        return next((rule for rule in self.rules if rule.code == code), None)

    def plain(self) -> dict[str, Any]:
        """Return the settings as plain values for a protocol; `settings_of` reads them back."""
        codes = [criterion.code for criterion in self.criteria]
        return {
            "goal": str(self.goal),
            "weights": dict(zip(codes, self.weights, strict=True)),
            "rules": {rule.code: _options(rule) for rule in self.rules},
            "criteria": {criterion.code: _options(criterion) for criterion in self.criteria},
            "pins": [list(pair) for pair in self.pins],
            "bans": [list(pair) for pair in self.bans],
        }


def _options(kind: Any) -> dict[str, Any]:
    """Return the options of a rule or criterion as plain values."""
    return {one.name: _listed(getattr(kind, one.name)) for one in fields(kind)}


def _listed(value: Any) -> Any:
    """Return tuples as lists, all the way down."""
    if isinstance(value, Mapping):
        return {key: _listed(one) for key, one in sorted(value.items())}
    return [_listed(one) for one in value] if isinstance(value, tuple) else value


def _tupled(value: Any) -> Any:
    """Return lists as tuples, all the way down."""
    return tuple(_tupled(one) for one in value) if isinstance(value, list) else value


def settings_of(plain: Mapping[str, Any]) -> Settings:
    """Return the settings that `Settings.plain` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    known = criteria()
    return Settings(
        goal=Goal(plain["goal"]),
        rules=tuple(
            rules()[code](**{name: _tupled(value) for name, value in options.items()})
            for code, options in plain["rules"].items()
        ),
        criteria=tuple(
            known[code](**{name: _tupled(value) for name, value in options.items()})
            for code, options in plain["criteria"].items()
        ),
        weights=tuple(int(plain["weights"][code]) for code in plain["criteria"]),
        pins=tuple((one, other) for one, other in plain["pins"]),
        bans=tuple((one, other) for one, other in plain["bans"]),
    )


def load_settings(path: Path) -> Settings:
    """Read rules.toml in UTF-8. Raises BadSettings, which says in Russian which line or key is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadSettings(f"Файл правил «{path.name}» не открывается: проверьте имя и доступ.") from error
    except UnicodeDecodeError as error:
        raise BadSettings(f"Файл правил «{path.name}» сохранён не в UTF-8: пересохраните его в UTF-8.") from error
    return parse_settings(text)


def parse_settings(text: str) -> Settings:
    """Read the text of rules.toml. Raises BadSettings that names the line or the key."""
    try:
        plain = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        where = f"строка {found[1]}" if found else "конец файла"
        raise BadSettings(f"Файл правил, {where}: запись не по правилам TOML, проверьте кавычки и скобки.") from error
    return _Reader(text).settings(plain)


class _Reader:
    """Reads the sections and knows in which line of the text a key stands."""

    def __init__(self, text: str) -> None:
        self._text = text

    def settings(self, plain: dict[str, Any]) -> Settings:
        """Return the settings of a parsed rules.toml. Raises BadSettings for an unknown key or a wrong value."""
        self._known(plain, SECTIONS, "")
        weights = self._table(plain, "weights")
        ruled = self._table(plain, "rules")
        optioned = self._table(plain, "criteria")
        self._known(weights, criteria(), "weights")
        self._known(optioned, criteria(), "criteria")
        self._known(ruled, rules(), "rules")
        kept = [self._rule(code, kind, ruled.get(code, True)) for code, kind in rules().items()]
        return Settings(
            goal=self._goal(plain.get("goal", Goal.EVERYONE)),
            rules=tuple(rule for rule in kept if rule is not None),
            criteria=tuple(self._kind("criteria", kind, optioned.get(c, {})) for c, kind in criteria().items()),
            weights=self._weights(weights),
            pins=self._named(plain, "pins"),
            bans=self._named(plain, "bans"),
            source=self._text,
        )

    def fail(self, key: str, sentence: str) -> BadSettings:
        """Return the refusal with the line of the key."""
        last = re.escape(key.rsplit(".", 1)[-1])
        lines = self._text.splitlines()
        pattern = re.compile(rf"""^\s*(\[+.*\b{last}\b.*\]+|["']?{last}["']?\s*=)""")
        line = next((number for number, row in enumerate(lines, 1) if pattern.search(row)), 0)
        where = f"строка {line}, ключ «{key}»" if line else f"ключ «{key}»"
        return BadSettings(f"Файл правил, {where}: {sentence}")

    def _known(self, table: Mapping[str, object], names: Mapping[str, object] | tuple[str, ...], where: str) -> None:
        """Refuse a key that means nothing."""
        for key in table:
            if key not in names:
                full = f"{where}.{key}" if where else key
                raise self.fail(full, f"такого ключа нет. Возможны: {', '.join(names)}.")

    def _table(self, plain: dict[str, Any], name: str) -> dict[str, Any]:
        table = plain.get(name, {})
        if not isinstance(table, dict):
            raise self.fail(name, "здесь нужен раздел в квадратных скобках.")
        return table

    def _goal(self, said: object) -> Goal:
        if said not in tuple(Goal):
            raise self.fail("goal", "цель — одно из слов everyone, total, stable в кавычках.")
        return Goal(str(said))

    def _rule(self, code: str, kind: type[Rule], said: object) -> Rule | None:
        """Return the rule, None when it is switched off."""
        if isinstance(said, bool):
            return kind() if said else None
        rule: Rule = self._kind("rules", kind, said)
        return rule

    def _kind(self, section: str, kind: Any, said: object) -> Any:
        """Return a rule or a criterion with its options."""
        where = f"{section}.{kind.code}"
        if not isinstance(said, dict):
            wanted = "true, false или раздел с настройками" if section == "rules" else "раздел с настройками"
            raise self.fail(where, f"здесь нужно {wanted}.")
        options = {one.name: one for one in fields(kind)}
        self._known(said, options, where)
        return kind(**{name: self._option(f"{where}.{name}", options[name], value) for name, value in said.items()})

    def _option(self, where: str, option: Any, value: Any) -> Any:
        """Return the value of an option, checked against the kind of its default."""
        default = option.default_factory() if option.default is MISSING else option.default
        if isinstance(default, bool):
            if not isinstance(value, bool):
                raise self.fail(where, "здесь нужно true или false.")
            return value
        if default is None or isinstance(default, int):
            if not isinstance(value, int) or isinstance(value, bool) or value < 0 or (default and not value):
                raise self.fail(
                    where, "здесь нужно целое число больше нуля." if default else "здесь нужно целое число."
                )
            return value
        if isinstance(default, str):
            if not isinstance(value, str) or not value.strip():
                raise self.fail(where, "здесь нужно слово в кавычках.")
            return value
        return self._groups(where, value) if isinstance(default, tuple) else self._points(where, value)

    def _groups(self, where: str, value: object) -> tuple[tuple[str, ...], ...]:
        """Return groups of names: [["А", "Б"], …] or one group ["А", "Б"]."""
        rows: list[Any] = value if isinstance(value, list) else [None]
        rows = [rows] if rows and all(isinstance(name, str) for name in rows) else rows
        if not all(isinstance(row, list) and all(isinstance(name, str) for name in row) for row in rows):
            raise self.fail(where, 'здесь нужен список групп: [["Школа № 1", "Школа № 2"]] или ["*"] — все.')
        return tuple(tuple(row) for row in rows)

    def _points(self, where: str, value: object) -> dict[str, tuple[float, float]]:
        """Return coordinates by name of a settlement."""
        if not isinstance(value, dict):
            raise self.fail(where, 'здесь нужен раздел: "Берёзовка" = [56.1, 93.2].')
        for name, point in value.items():
            good = isinstance(point, list) and len(point) == 2 and all(_number(one) for one in point)
            if not good or abs(point[0]) > 90 or abs(point[1]) > 180:
                raise self.fail(f"{where}.{name}", "здесь нужны широта и долгота: [56.1, 93.2].")
        return {name: (float(point[0]), float(point[1])) for name, point in value.items()}

    def _weights(self, said: dict[str, Any]) -> tuple[int, ...]:
        """Return whole weights without a common divisor."""
        exact = []
        for code, kind in criteria().items():
            weight = said.get(code, kind.weight)
            if not _number(weight) or weight < 0:
                raise self.fail(f"weights.{code}", "вес — число от нуля; 0 значит «не учитывать».")
            exact.append(Fraction(weight))
        if not any(exact):
            raise self.fail("weights", "все веса равны нулю: сравнивать нечем.")
        whole = whole_weights(exact)
        if sum(whole) > HEAVIEST:
            raise self.fail(
                "weights", "веса слишком разные: возьмите числа, которые отличаются не больше чем в миллион раз."
            )
        return whole

    def _named(self, plain: dict[str, Any], name: str) -> Named:
        """Return pairs of people: [[pins]] with mentee and mentor."""
        rows = plain.get(name, [])
        good = isinstance(rows, list) and all(
            isinstance(row, dict) and set(row) == {"mentee", "mentor"} and all(isinstance(v, str) for v in row.values())
            for row in rows
        )
        if not good:
            raise self.fail(name, f'здесь нужны записи [[{name}]] с mentee = "…" и mentor = "…".')
        return tuple((row["mentee"], row["mentor"]) for row in rows)


def _number(value: object) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int) and not isinstance(value, bool)


def whole_weights(weights: list[Fraction]) -> tuple[int, ...]:
    """Return the smallest whole numbers in the same proportion."""
    scale = lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * scale) for weight in weights]
    common = gcd(*whole) or 1
    return tuple(number // common for number in whole)
