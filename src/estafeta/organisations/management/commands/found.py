"""`./estafeta found`: the first organisation of an empty installation and the person who manages it."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from estafeta.accounts.actions import create_user
from estafeta.core.clock import local_today
from estafeta.core.refusals import Refusal
from estafeta.organisations.actions import add_member, create_organisation
from estafeta.organisations.models import Organisation
from estafeta.organisations.roles import Role
from estafeta.organisations.scope import tenant_scope

QUESTIONS = {
    "short_name": "Краткое наименование организации",
    "email": "Электронная почта руководителя программы",
    "last_name": "Фамилия",
    "first_name": "Имя",
    "username": "Имя для входа",
}
FIRST = {
    Organisation.Kind.MINISTRY: Role.REGIONAL_OPERATOR,
    Organisation.Kind.EDUCATION_DEPARTMENT: Role.MUNICIPAL_COORDINATOR,
}


class Command(BaseCommand):
    """Asks for whatever was not given; the password comes from the keyboard or from ESTAFETA_PASSWORD."""

    help = "Создать первую организацию и человека, который ею управляет."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the kind and the answers."""
        kinds = [kind for kind in Organisation.Kind.values if kind != Organisation.Kind.PARTNER]
        parser.add_argument("--kind", choices=kinds, default=Organisation.Kind.SCHOOL, help="вид организации")
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name.replace('_', '-')}", dest=name, help=question.lower())

    def handle(self, *args: Any, **options: Any) -> None:
        """Create both in one transaction; every refusal is one sentence."""
        answers = {name: (options[name] or input(f"{text}: ")).strip() for name, text in QUESTIONS.items()}
        password = os.environ.get("ESTAFETA_PASSWORD") or getpass("Пароль, не короче десяти знаков: ")
        try:
            validate_password(password)
            organisation = self.found(options["kind"], answers, password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"Готово: {organisation.short_name}. Войдите под именем {answers['username']}.")

    @staticmethod
    @transaction.atomic
    def found(kind: str, answers: dict[str, str], password: str) -> Organisation:
        """Make the organisation, the user and her role."""
        organisation = create_organisation(actor=None, parent=None, kind=kind, short_name=answers["short_name"])
        user = create_user(
            by=None,
            email=answers["email"],
            last_name=answers["last_name"],
            first_name=answers["first_name"],
            username=answers["username"],
            password=password,
        )
        role = FIRST.get(Organisation.Kind(kind), Role.CURATOR)
        with tenant_scope(organisation):
            starts = local_today(organisation.time_zone)
            add_member(actor=None, user=user, organisation=organisation, role=role, starts=starts)
        return organisation
