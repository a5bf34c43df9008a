"""What is asked about organisations and their members."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from estafeta.core.days import DayField
from estafeta.organisations.entrusting import ACTS, Order
from estafeta.organisations.models import Organisation
from estafeta.organisations.roles import Role

RUSSIAN_ZONES = (
    ("Europe/Kaliningrad", "Калининград"),
    ("Europe/Moscow", "Москва"),
    ("Europe/Samara", "Самара"),
    ("Asia/Yekaterinburg", "Екатеринбург"),
    ("Asia/Omsk", "Омск"),
    ("Asia/Novosibirsk", "Новосибирск"),
    ("Asia/Krasnoyarsk", "Красноярск"),
    ("Asia/Irkutsk", "Иркутск"),
    ("Asia/Yakutsk", "Якутск"),
    ("Asia/Vladivostok", "Владивосток"),
    ("Asia/Magadan", "Магадан"),
    ("Asia/Kamchatka", "Камчатка"),
)
WINTER = dt.datetime(2026, 1, 15, tzinfo=dt.UTC)


def zones(current: str = "") -> list[tuple[str, str]]:
    """The time zones of Russia as «Екатеринбург (UTC+5)», and the current one when it is another."""
    rows = [(name, f"{city} (UTC+{hours(name)})") for name, city in RUSSIAN_ZONES]
    return rows if not current or current in dict(RUSSIAN_ZONES) else [*rows, (current, current)]


def hours(name: str) -> int:
    """How many hours the zone is ahead of Greenwich."""
    offset = ZoneInfo(name).utcoffset(WINTER) or dt.timedelta()
    return offset // dt.timedelta(hours=1)


class CardForm(forms.ModelForm):  # type: ignore[type-arg] # Django itself has no brackets at run time
    """The card of an organisation; its fields feed the documents."""

    time_zone = forms.ChoiceField(label="Часовой пояс")
    site = forms.URLField(label="Сайт", required=False, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = (
            "full_name",
            "short_name",
            "kind",
            "founder",
            "head_post",
            "head_name",
            "place",
            "time_zone",
            "email",
            "site",
            "demands_second_factor",
        )
        labels = {
            "full_name": "Полное наименование по уставу",
            "short_name": "Краткое наименование по уставу",
            "head_name": "Фамилия, имя, отчество руководителя",
            "demands_second_factor": "Требовать второй фактор от сотрудников",
        }
        help_texts = {
            "place": "Как в документах: «г. Заречный», «с. Лесное»",
            "demands_second_factor": "Кроме пароля при входе понадобится код из приложения на телефоне.",
        }
        widgets = {"full_name": forms.Textarea({"rows": 2}), "founder": forms.Textarea({"rows": 2})}

    def __init__(self, *args: Any, may_change_kind: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_change_kind:
            del self.fields["kind"]
        self.fields["time_zone"].choices = zones(self.instance.time_zone)  # type: ignore[attr-defined]


class NewOrganisationForm(forms.Form):
    """An organisation below; the rest of its card is filled in by its own people."""

    kind = forms.ChoiceField(label="Вид", choices=[("", "Выберите вид"), *Organisation.Kind.choices])
    short_name = forms.CharField(label="Краткое наименование по уставу", max_length=200)
    full_name = forms.CharField(
        label="Полное наименование по уставу", max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )
    place = forms.CharField(label="Населённый пункт", max_length=150, required=False)


class RoleForm(forms.Form):
    """What a person is and her post."""

    post = forms.CharField(label="Должность", max_length=150, required=False)

    def __init__(self, *args: Any, roles: Collection[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Выберите роль"), *((role.value, role.label) for role in Role if role in roles)]
        self.fields = {"role": forms.ChoiceField(label="Роль", choices=choices), **self.fields}


class InviteForm(RoleForm):
    """Whom to invite as what."""

    email = forms.EmailField(label="Электронная почта", widget=forms.EmailInput({"autocomplete": "off"}))

    field_order = ("email", "role", "post")

    def __init__(self, *args: Any, roles: Collection[Role], **kwargs: Any) -> None:
        super().__init__(*args, roles=roles, **kwargs)
        self.order_fields(self.field_order)
        self.fields["role"].initial = Role.EMPLOYEE.value


class EndForm(forms.Form):
    """When a role ends."""

    last_day = DayField(
        label="Последний день",
        required=False,
        help_text="Оставьте пустым, чтобы закрыть доступ сразу.",
    )


class SwitchForm(forms.Form):
    """Looking for an organisation among one's own."""

    q = forms.CharField(label="Название", required=False, max_length=200)


class EntrustingForm(forms.Form):
    """What is entrusted to whom, by which order, for how long."""

    holder = forms.ChoiceField(label="Кому")
    acts = forms.MultipleChoiceField(
        label="Что поручается",
        choices=[(act, words.capitalize()) for act, words in ACTS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте, что поручается."},
    )
    order_key = forms.ChoiceField(label="Приказ из реестра", required=False)
    order_number = forms.CharField(label="Номер приказа", max_length=50, required=False)
    order_date = DayField(label="Дата приказа", required=False)
    starts = DayField(label="С")
    ends = DayField(label="По", required=False, help_text="Оставьте пустым, если срок в приказе не назван.")

    def __init__(self, *args: Any, holders: Iterable[Organisation], orders: Mapping[str, Order], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holders, self.orders = {str(row.pk): row for row in holders}, orders
        named = [(key, row.short_name) for key, row in self.holders.items()]
        self.fields["holder"].choices = [("", "Выберите организацию"), *named]  # type: ignore[attr-defined]
        rows = [(key, f"от {order.date:%d.%m.%Y} № {order.number}, {order.title}") for key, order in orders.items()]
        self.fields["order_key"].choices = [("", "Не из реестра"), *rows]  # type: ignore[attr-defined]
        if not orders:
            del self.fields["order_key"]
            self.fields["order_number"].required = self.fields["order_date"].required = True

    def clean(self) -> dict[str, Any]:
        """Take number and date from the register, where the order lies there."""
        values = super().clean() or {}
        order = self.orders.get(values.get("order_key", ""))
        if order is not None:
            values |= {"order_number": order.number, "order_date": order.date}
        elif not values.get("order_number") and "order_number" not in self.errors:
            self.add_error("order_number", "Впишите номер приказа или выберите приказ из реестра.")
        elif not values.get("order_date") and "order_date" not in self.errors:
            self.add_error("order_date", "Впишите дату приказа.")
        values.setdefault("order_key", "")
        values["holder"] = self.holders.get(values.get("holder", ""))
        return values


class WithdrawForm(forms.Form):
    """Why an entrusting is withdrawn."""

    why = forms.CharField(label="Почему", max_length=300)
