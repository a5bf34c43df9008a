"""`./estafeta organisation export SLUG FILE` and `… import FILE [--under SLUG]`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils import timezone

from estafeta.core.refusals import Refusal
from estafeta.organisations.models import Organisation
from estafeta.upkeep.commands import UpkeepCommand
from estafeta.upkeep.installation import here
from estafeta.upkeep.moving.exporting import export
from estafeta.upkeep.moving.importing import import_organisation
from russian.figures import figure


class Command(UpkeepCommand):
    """Carries an organisation with all below it from one installation into another."""

    help = "Выгрузить организацию целиком в архив или принять её из архива."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read what to do."""
        acts = parser.add_subparsers(dest="act_name", required=True, metavar="export|import")
        out = acts.add_parser("export", help="выгрузить")
        out.add_argument("slug", help="адрес организации, как в строке браузера после /o/")
        out.add_argument("file", type=Path, help="куда")
        into = acts.add_parser("import", help="принять")
        into.add_argument("file", type=Path, help="архив")
        into.add_argument("--under", help="адрес вышестоящей организации; иначе на самом верху")

    def act(self, **options: Any) -> None:
        """Carry out or in and say how many rows of each kind went."""
        if options["act_name"] == "export":
            manifest = export(here(), found(options["slug"]), options["file"], now=timezone.now())
            self.tell(manifest["counts"])
            self.stdout.write(f"Выгружено и прочитано обратно: {options['file']}. Паролей и сессий в архиве нет.")
            return
        under = found(options["under"]) if options["under"] else None
        arrival = import_organisation(here(), options["file"], under=under, now=timezone.now())
        self.tell(arrival.counts)
        behind = {label: count for label, count in arrival.behind.items() if count}
        if behind:
            self.stdout.write("Осталось на прежнем месте, потому что связано с организациями, которых здесь нет:")
            self.tell(behind)
        self.stdout.write(f"Принята организация: {arrival.organisation.full_name}.")
        self.stdout.write(
            f"Людей узнали по электронной почте: {figure(arrival.known)}, новых: {figure(arrival.new)}. "
            "Новые входят по «Забыли пароль?» на странице входа; прежние ссылки приглашений не действуют."
        )

    def tell(self, counts: dict[str, int]) -> None:
        """Name the rows by their kinds."""
        for label, count in counts.items():
            if count:
                self.stdout.write(f"  {apps.get_model(label)._meta.verbose_name_plural}: {figure(count)}")


def found(slug: str) -> Organisation:
    """Return the organisation. Refuses an address that nobody has."""
    row = Organisation.objects.filter(slug=slug).first()
    if row is None:
        raise Refusal(f"Организации с адресом «{slug}» нет. Адрес виден в строке браузера после /o/.")
    return row
