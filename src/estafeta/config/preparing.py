"""What `up` does before anybody is let in: this version's tables, the clock, the demo on the first start."""

from __future__ import annotations

import datetime as dt
import os
import sys

PATIENCE = dt.timedelta(days=1)


def main(arguments: list[str]) -> int:
    """Prepare; 1 with a sentence when the installation cannot be opened."""
    from estafeta.config.troubles import sentence_of

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "estafeta.config.settings")
    try:
        prepare(trust_clock="--trust-clock" in arguments)
    except Exception as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr, flush=True)
        return 1
    return 0


def prepare(*, trust_clock: bool) -> None:
    """Upgrade, look at the clock, play the demo once. Raises Refusal and what the machine raises."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    django.setup()
    from estafeta.upkeep.installation import here
    from estafeta.upkeep.permissions import close_folder
    from estafeta.upkeep.upgrading import upgrade

    close_folder(here())
    upgrade(here(), now=timezone.now(), say=lambda sentence: print(sentence, flush=True))
    if not trust_clock:
        demand_clock(timezone.now())
    if settings.DEMO:
        call_command("demo", "--once")


def demand_clock(now: dt.datetime) -> None:
    """Refuse a clock that stands far before the last work of this installation: every date would be wrong."""
    from django.db.models import Max

    from estafeta.core.models import Worker
    from estafeta.core.refusals import Refusal

    last = Worker.objects.aggregate(last=Max("seen_at"))["last"]
    if last is not None and now < last - PATIENCE:
        raise Refusal(
            f"Часы этого компьютера показывают {now:%d.%m.%Y}, а Эстафета работала здесь ещё {last:%d.%m.%Y}. "
            "Поставьте верное время и запустите снова; если оно верно: ./estafeta up --trust-clock"
        )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
