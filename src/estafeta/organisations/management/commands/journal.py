"""`./estafeta journal …`: prove the chain, write its heads down, empty what is past its term."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from estafeta.core.journal.retention import Terms, due_lines, retire
from estafeta.core.journal.verifying import Head, Verdict, verify
from estafeta.organisations.models import Organisation
from estafeta.organisations.packs import RETENTION
from estafeta.organisations.scope import tenant_scope

NOBODY = "общий журнал входов и учётных записей"


class Command(BaseCommand):
    """Three jobs: `verify`, `heads`, `retire`."""

    help = "Журнал: проверить цепочку, записать её концы, удалить содержание с истёкшим сроком."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read what to do and where."""
        jobs = parser.add_subparsers(dest="job", required=True)
        check = jobs.add_parser("verify", help="проверить, что записи никто не менял")
        check.add_argument("--organisation", help="адрес организации; без него — весь журнал")
        check.add_argument("--against", type=Path, help="файл, который раньше записала команда heads")
        heads = jobs.add_parser("heads", help="записать концы цепочек, чтобы потом сверить с ними")
        heads.add_argument("file", type=Path)
        old = jobs.add_parser("retire", help="удалить содержание записей, срок хранения которых истёк")
        old.add_argument("--organisation", help="адрес организации; без него — все")
        old.add_argument("--apply", action="store_true", help="удалить; без этого только посчитать")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the job; a broken chain ends with an error."""
        getattr(self, options["job"])(options)

    def verify(self, options: dict[str, Any]) -> None:
        """Say what holds; name the first broken line of each chain."""
        tenant = self._organisation(options["organisation"]).path if options["organisation"] else None
        verdict = verify(tenant, self._heads(options["against"]) if options["against"] else None)
        for found in verdict.breaks:
            when = f", {timezone.localtime(found.at):%d.%m.%Y %H:%M}" if found.at else ""
            row = f" (строка таблицы {found.line_id})" if found.line_id else ""
            self.stderr.write(
                f"Цепочка порвана: {self._name(found.tenant)}, запись № {found.number}{when}{row}: {found.why}."
            )
        for name in verdict.missing_guards:
            self.stderr.write(f"Защита базы снята: нет триггера {name}. Верните её командой ./estafeta manage migrate.")
        if not verdict.holds:
            raise CommandError("Журнал изменён в обход программы или не защищён. Сравните его с резервной копией.")
        self.stdout.write(f"Журнал цел: проверено записей {verdict.lines}, цепочек {len(verdict.heads)}.")
        if tenant is not None and tenant in verdict.heads:
            number, link = verdict.heads[tenant]
            self.stdout.write(f"Последняя запись № {number}, звено {link}.")

    def heads(self, options: dict[str, Any]) -> None:
        """Write number and hash of the last line of every chain into a file; keep it apart from the server."""
        verdict: Verdict = verify()
        if not verdict.holds:
            raise CommandError("Журнал повреждён, записывать нечего. Сначала выполните ./estafeta journal verify.")
        text = json.dumps({"made_at": timezone.now().isoformat(), "heads": verdict.heads}, ensure_ascii=False, indent=1)
        options["file"].write_text(text + "\n", "utf-8")
        self.stdout.write(f"Концы цепочек записаны: {options['file']}, {len(verdict.heads)}.")

    def retire(self, options: dict[str, Any]) -> None:
        """Empty old lines of one organisation or of all, or only count them."""
        now = timezone.now()

        def old(path: str, terms: Terms) -> int:
            return retire(path, terms, now) if options["apply"] else sum(1 for _ in due_lines(path, terms, now))

        one = options["organisation"]
        total = 0 if one else old("", RETENTION.value())
        for place in [self._organisation(one)] if one else Organisation.objects.all():
            with tenant_scope(place):
                total += old(place.path, RETENTION.value())
        words = "Удалено содержание записей" if options["apply"] else "Записей с истёкшим сроком (удалит --apply)"
        self.stdout.write(f"{words}: {total}.")

    def _organisation(self, slug: str) -> Organisation:
        found = Organisation.objects.filter(slug=slug).first()
        if found is None:
            raise CommandError(f"Нет организации с адресом «{slug}».")
        return found

    def _name(self, tenant: str) -> str:
        found = Organisation.objects.filter(path=tenant).first() if tenant else None
        return str(found or tenant or NOBODY)

    def _heads(self, path: Path) -> dict[str, Head]:
        try:
            said = json.loads(path.read_text("utf-8"))["heads"]
            return {str(tenant): (int(number), str(link)) for tenant, (number, link) in said.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise CommandError(f"Файл «{path}» не прочитан: это не список концов цепочек.") from None
