"""Who is meant by a printed responsible: a colleague by surname and initials, or a role by its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from estafeta.accounts.models import User
from estafeta.organisations.roles import Role
from russian.folding import fold

ROLE_WORDS = (
    (r"зам\w*[.\s]", ""),
    (r"куратор", Role.CURATOR),
    (r"директор|заведующ|руководител[ья] (?:оо|организации|учреждения|школы|доу)", Role.DIRECTOR),
    (r"методист", Role.METHODIST),
    (r"делопроизводител|секретар", Role.CLERK),
)


def role_of(text: str) -> str:
    """Return the role that a printed post names, or nothing; a deputy is not the one she deputises for."""
    small = fold(text)
    return next((role for pattern, role in ROLE_WORDS if re.search(rf"\b{pattern}", small)), "")


class Matcher:
    """Knows the colleagues of an organisation by surname."""

    def __init__(self, colleagues: Sequence[User]) -> None:
        self.by_surname: dict[str, list[User]] = {}
        for user in colleagues:
            self.by_surname.setdefault(fold(user.last_name), []).append(user)

    def match(self, text: str, sort: str) -> dict[str, Any]:
        """Return a responsible of the draft: as printed, with the user or the role when only one fits."""
        user = self.person(text) if sort == "person" else None
        role = role_of(text) if sort == "role" else ""
        return {"text": text, "sort": sort, "user_id": user.pk if user else None, "role": role}

    def person(self, text: str) -> User | None:
        """Return the only colleague with this surname and these initials («Петрова А.С.», «А.С. Петрова»)."""
        small = fold(text)
        words = re.findall(r"[а-я]+(?:-[а-я]+)?", small)
        surname = next((word for word in words if word in self.by_surname), "")
        initials = [word[0] for word in words if word != surname]
        fitting = [user for user in self.by_surname.get(surname, []) if self.fits(user, initials)]
        return fitting[0] if len(fitting) == 1 else None

    @staticmethod
    def fits(user: User, initials: list[str]) -> bool:
        """True when the printed initials do not contradict the name."""
        known = [fold(part)[:1] for part in (user.first_name, user.patronymic)]
        return all(a == b for a, b in zip(initials, known, strict=False) if b)
