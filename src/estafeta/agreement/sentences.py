"""Where a plan stands on its way, in one sentence."""

from __future__ import annotations

import datetime as dt

from estafeta.agreement.models import Agreement
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.sentences import long_day
from russian.plurals import counted

DAYS = ("день", "дня", "дней")
REMARKS = ("замечание ждёт", "замечания ждут", "замечаний ждут")


def standing(roadmap: Roadmap, last: Agreement | None, today: dt.date, remarks: int) -> str:
    """Say where the plan stands; `last` is its latest round, `remarks` how many of them wait for an answer."""
    known = {
        "draft": "Карту можно менять. Утверждённой она станет после согласования и приказа.",
        "agreed": "Осталось издать приказ и внести его номер и дату.",
        "closed": "Карту можно смотреть, напоминаний по ней нет.",
    }
    if roadmap.state == "sent" and last is not None:
        waits = (today - last.sent_at.date()).days
        since = f" {counted(waits, *DAYS)}" if waits > 0 else " с сегодняшнего дня"
        return f"Ответит {last.to.short_name}. Ждёт{since}."
    if roadmap.state == "returned":
        return f"{counted(remarks, *REMARKS)} ответа." if remarks else "Все ответы даны, можно отправить снова."
    if roadmap.state in {"approved", "in_force", "amended"}:
        return _approved(roadmap)
    return known.get(roadmap.state, "")


def _approved(roadmap: Roadmap) -> str:
    act = f" приказом от {long_day(roadmap.order_date)} № {roadmap.order_number}" if roadmap.order_number else ""
    tail = {
        "approved": f" Вступит в силу {long_day(roadmap.starts)}.",
        "in_force": " Меняется только отдельным изменением.",
        "amended": " Меняется только отдельным изменением.",
    }
    return f"Утверждена{act}.{tail[roadmap.state]}"
