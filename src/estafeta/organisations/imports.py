"""What may be brought in from a spreadsheet here: invitations of colleagues, organisations below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from estafeta.core.clock import local_today
from estafeta.core.imports import Column, ImportKind, Item, Known, import_kind
from estafeta.core.imports.columns import at_most, email, named, one_of, site
from estafeta.core.writing import Changes
from estafeta.organisations import actions
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Invitation, Membership, Organisation
from estafeta.organisations.queries import actor_for, below, grantable, in_force, still_open
from estafeta.organisations.removal import withdraw_organisation
from estafeta.organisations.roles import Role
from russian.folding import search_key

ROLE_NAMES = {
    "зам директора": Role.CURATOR,
    "заместитель директора": Role.CURATOR,
    "руководитель": Role.DIRECTOR,
    "заведующий": Role.DIRECTOR,
    "учитель": Role.EMPLOYEE,
    "педагог": Role.EMPLOYEE,
    "воспитатель": Role.EMPLOYEE,
    "секретарь": Role.CLERK,
}
KIND_NAMES = {
    "сош": "school",
    "доу": "kindergarten",
    "сад": "kindergarten",
    "спо": "college",
    "колледж": "college",
    "техникум": "college",
    "допобразование": "additional_education",
    "удо": "additional_education",
}
KIND_WORDS = (
    ("дошкольн", "kindergarten"),
    ("детский сад", "kindergarten"),
    ("мбдоу", "kindergarten"),
    ("мдоу", "kindergarten"),
    ("мкдоу", "kindergarten"),
    ("техникум", "college"),
    ("колледж", "college"),
    ("дополнительн", "additional_education"),
    ("дом творчества", "additional_education"),
    ("дворец", "additional_education"),
    ("станция юных", "additional_education"),
    ("спортивная школа", "additional_education"),
    ("школа искусств", "additional_education"),
    ("сош", "school"),
    ("школа", "school"),
    ("гимнази", "school"),
    ("лицей", "school"),
    ("оош", "school"),
)


def _has_address(text: str) -> bool:
    return "@" in text


@import_kind
class Invitations(ImportKind):
    """Invitations of colleagues: one line, one letter. Somebody who has the role gets another post, no letter."""

    code = "organisations.invitations"
    title = "Приглашения сотрудников"
    right = "organisations.manage_members"
    forms = ("человек", "человека", "человек")
    new, whom = ("новый", "новых", "новых"), ("нового", "новых", "новых")
    hint = "Каждый получит письмо со ссылкой для входа. Тем, кто уже есть, поправим должность."
    most = 2_000

    def columns(self, actor: Actor, variant: str) -> Sequence[Column]:
        """Address, role, post."""
        today = local_today(actor.organisation.time_zone)
        roles = [(role.value, role.label) for role in grantable(actor, today=today)]
        others = {name: role.value for name, role in ROLE_NAMES.items() if role in dict(roles)}
        return (
            Column(
                "email",
                "Электронная почта",
                email,
                ("e-mail", "email", "почта", "эл. почта", "адрес электронной почты"),
                required=True,
                example="ivanova@sosh2.example",
                note="Сюда придёт приглашение",
                looks=_has_address,
            ),
            Column(
                "role",
                "Роль",
                one_of(roles, others),
                ("роль в системе", "кем будет"),
                example="Сотрудник",
                note=f"Одна из: {', '.join(label.lower() for _, label in roles)}. Пусто — сотрудник",
                show=named(roles),
            ),
            Column("post", "Должность", at_most(150), ("должность в организации",), example="учитель химии"),
        )

    def label(self, item: Item) -> str:
        """The address."""
        return str(item.values.get("email", f"строка {item.number}"))

    def key(self, item: Item) -> Hashable | None:
        """The same person in the same role."""
        return (item.values.get("email"), item.values.get("role", Role.EMPLOYEE.value))

    def find(self, actor: Actor, variant: str, items: Sequence[Item]) -> Sequence[Sequence[Known]]:
        """Members and open invitations with the same address and role; an invitation is never different."""
        addresses = {item.values["email"] for item in items}
        found: dict[Hashable, Known] = {}
        today = local_today(actor.organisation.time_zone)
        members = Membership.objects.filter(in_force(today), organisation=actor.organisation).select_related("user")
        for row in members:
            if row.user.email.lower() in addresses:
                known = Known(row.pk, f"{row.user.full_name}, {row.get_role_display().lower()}", {"post": row.post})
                found[row.user.email.lower(), row.role] = known
        invited = Invitation.objects.filter(still_open(timezone.now()), organisation=actor.organisation)
        for letter in invited:
            found.setdefault((letter.email, letter.role), Known(letter.pk, f"{letter.email}, уже приглашён"))
        matches = [found.get(self.key(item)) for item in items]
        return [(known,) if known else () for known in matches]

    def add(self, actor: Actor, variant: str, item: Item, changes: Changes) -> None:
        """Send the letter."""
        values = item.values
        invitation = actions.invite_colleague(
            actor=actor,
            email=values["email"],
            role=values.get("role", Role.EMPLOYEE.value),
            post=values.get("post", ""),
            now=timezone.now(),
            today=local_today(actor.organisation.time_zone),
        )
        changes.made(invitation, "email", "role")

    def change(self, actor: Actor, known: Known, values: dict[str, Any], changes: Changes) -> None:
        """Give another post."""
        row = Membership.objects.get(pk=known.pk, organisation=actor.organisation)
        today = local_today(actor.organisation.time_zone)
        changed = actions.change_post(actor=actor, membership=row, post=values["post"], today=today)
        changes.changed(changed, {"post": row.post})

    def take_back(self, actor: Actor, steps: Sequence[Mapping[str, Any]]) -> bool:
        """An invitation is revoked, not erased; one that was accepted stays."""
        made = [step["pk"] for step in steps if step["model"] == "organisations.invitation"]
        today = local_today(actor.organisation.time_zone)
        for invitation in Invitation.objects.filter(pk__in=made, organisation=actor.organisation):
            actions.revoke_invitation(actor=actor, invitation=invitation, now=timezone.now(), today=today)
        return bool(made)


KINDS = tuple((kind.value, kind.label) for kind in Organisation.Kind)
OF_BELOW = (
    Column(
        "short_name",
        "Краткое наименование",
        at_most(200),
        ("организация", "школа", "название", "наименование", "оо", "краткое наименование по уставу"),
        required=True,
        example="МБОУ «СОШ № 7»",
        note="По уставу",
    ),
    Column(
        "full_name",
        "Полное наименование",
        at_most(500),
        ("полное наименование по уставу", "полное название"),
        example="Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 7»",
    ),
    Column(
        "kind",
        "Тип",
        one_of(KINDS, KIND_NAMES),
        ("вид", "тип организации", "вид организации"),
        example="Школа",
        note="Пусто — поймём по наименованию",
        show=named(KINDS),
    ),
    Column(
        "place",
        "Населённый пункт",
        at_most(150),
        ("населенный пункт", "место", "город", "село"),
        example="г. Заречный",
    ),
    Column(
        "head_name",
        "Руководитель",
        at_most(150),
        ("фио руководителя", "директор", "фио директора"),
        example="Иванова Мария Петровна",
    ),
    Column(
        "email",
        "Почта организации",
        email,
        ("электронная почта", "e-mail", "email", "почта"),
        example="sosh7@zarechny.example",
    ),
    Column("site", "Сайт", site, ("официальный сайт", "адрес сайта"), example="sosh7.example"),
    Column(
        "curator",
        "Почта куратора",
        email,
        ("e-mail куратора", "куратор", "почта ответственного", "email куратора"),
        example="zam@sosh7.example",
        note="Получит приглашение. Пусто — пригласите позже",
    ),
)


@import_kind
class Below(ImportKind):
    """Organisations below: their cards, and perhaps an invitation of each curator."""

    code = "organisations.below"
    title = "Организации"
    right = "organisations.add_below"
    forms = ("организация", "организации", "организаций")
    hint = "Школы, сады, колледжи района одним списком. Куратору каждой можно сразу отправить приглашение."
    most = 2_000

    def columns(self, actor: Actor, variant: str) -> Sequence[Column]:
        """The card, and the address of the curator."""
        return OF_BELOW

    def label(self, item: Item) -> str:
        """The name."""
        return str(item.values.get("short_name", f"строка {item.number}"))

    def key(self, item: Item) -> Hashable | None:
        """The name, marks and case apart."""
        return search_key(item.values["short_name"])

    def faults(self, actor: Actor, variant: str, item: Item) -> Mapping[str, str]:
        """The kind must be given or understood."""
        return {} if kind_of(item) else {"kind": "не понять по наименованию, впишите тип"}

    def find(self, actor: Actor, variant: str, items: Sequence[Item]) -> Sequence[Sequence[Known]]:
        """Those below with the same short or full name."""
        named_so: dict[str, list[Known]] = defaultdict(list)
        for row in below(actor.organisation):
            values = {name: getattr(row, name) for name in CARD}
            for key in {search_key(row.short_name), search_key(row.full_name)}:
                named_so[key].append(Known(row.pk, row.short_name, values))
        return [tuple(named_so.get(search_key(item.values["short_name"]), ())) for item in items]

    def add(self, actor: Actor, variant: str, item: Item, changes: Changes) -> None:
        """Make the organisation, and invite its curator where her address is given."""
        card = {name: item.values[name] for name in CARD if name in item.values}
        card |= {"kind": kind_of(item), "short_name": item.values["short_name"]}
        card.setdefault("time_zone", actor.organisation.time_zone)
        made = actions.create_organisation(actor=actor, parent=actor.organisation, **card)
        changes.made(made, "short_name")
        if "curator" in item.values:
            email, role, today = item.values["curator"], Role.CURATOR.value, local_today(made.time_zone)
            there = _acting_in(actor, made)
            actions.invite_colleague(actor=there, email=email, role=role, now=timezone.now(), today=today)

    def change(self, actor: Actor, known: Known, values: dict[str, Any], changes: Changes) -> None:
        """Change the card."""
        row = below(actor.organisation).get(pk=known.pk)
        before = {name: getattr(row, name) for name in values}
        changes.changed(actions.change_card(actor=_acting_in(actor, row), **values), before)

    def take_back(self, actor: Actor, steps: Sequence[Mapping[str, Any]]) -> bool:
        """An organisation that was made goes while nobody has entered it."""
        made = [step["pk"] for step in steps if step["before"] is None]
        for organisation in below(actor.organisation).filter(pk__in=made):
            withdraw_organisation(actor=actor, organisation=organisation)
        return bool(made)


def _acting_in(actor: Actor, organisation: Organisation) -> Actor:
    """The same person in an organisation below."""
    return actor_for(actor.user, organisation, today=local_today(organisation.time_zone))


CARD = ("full_name", "kind", "place", "head_name", "email", "site")


def kind_of(item: Item) -> str:
    """The kind as it is given, else as the name says; empty where neither tells."""
    given = item.values.get("kind")
    name = f"{item.values.get('short_name', '')} {item.values.get('full_name', '')}".lower().replace("ё", "е")
    return str(given or next((kind for word, kind in KIND_WORDS if word in name), ""))
