"""The few Russian words that a paper itself knows: months of a date and lines left to fill by hand."""

from __future__ import annotations

import datetime as dt

from docforge.paper import Approval
from russian.months import MONTHS_OF

SIGN_HERE = "_" * 14
DATE_HERE = "«___» ______________ 20___ г."


def long_date(day: dt.date) -> str:
    """Return «26» августа 2026 г., as it stands under a signature."""
    return f"«{day.day:02d}» {MONTHS_OF[day.month - 1]} {day.year} г."


def approval_lines(approval: Approval) -> tuple[str, ...]:
    """Return the lines of an approval block from top to bottom."""
    if approval.lines:
        return (approval.word, *approval.lines)
    signature = f"{SIGN_HERE} {approval.name}".rstrip()
    date = long_date(approval.date) if approval.date else DATE_HERE
    return tuple(line for line in (approval.word, approval.post, approval.organisation, signature, date) if line)
