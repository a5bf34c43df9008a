"""The look of the page: theme, size of letters, spacing, pictures. Kept in one cookie that the server reads.

Attributes stand on <html> before the first byte of style is applied, so nothing flashes.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from estafeta.core.pages import own_address
from estafeta.core.rights import open_to_all

COOKIE = "look"
YEAR = 365 * 24 * 60 * 60

CHOICES: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "theme": (
        "Цвета",
        (
            ("", "Как в системе"),
            ("light", "Светлая"),
            ("dark", "Тёмная"),
            ("contrast", "Чёрным по белому"),
            ("night", "Белым по чёрному"),
            ("blue", "Синим по голубому"),
        ),
    ),
    "size": ("Размер букв", (("", "Обычный"), ("125", "Больше"), ("150", "Крупный"), ("200", "Вдвое"))),
    "spacing": ("Расстояние между буквами и строками", (("", "Обычное"), ("wide", "Больше"), ("widest", "Большое"))),
    "images": ("Картинки", (("", "Показывать"), ("off", "Скрыть"))),
}


@dataclass(frozen=True)
class Look:
    """What was chosen; an empty string is the usual."""

    theme: str = ""
    size: str = ""
    spacing: str = ""
    images: str = ""

    @classmethod
    def read(cls, pairs: dict[str, str]) -> Look:
        """Take only known values, so that nobody's cookie reaches the page as it is."""
        known = {name: {value for value, _ in options} for name, (_, options) in CHOICES.items()}
        return cls(**{name: pairs[name] for name in known if pairs.get(name) in known[name]})

    @classmethod
    def of(cls, request: HttpRequest | None) -> Look:
        """Read the look of a request's cookie."""
        return cls.read(dict(parse_qsl(request.COOKIES.get(COOKIE, "")))) if request is not None else cls()

    @property
    def chosen(self) -> dict[str, str]:
        """Only what differs from the usual."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}


@dataclass(frozen=True)
class Choice:
    """One radio button of the panel."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Group:
    """One row of the panel."""

    name: str
    title: str
    choices: tuple[Choice, ...]


def groups_of(look: Look) -> tuple[Group, ...]:
    """Return the rows of the panel with what was chosen."""
    now = asdict(look)
    return tuple(
        Group(name, title, tuple(Choice(value, label, value == now[name]) for value, label in options))
        for name, (title, options) in CHOICES.items()
    )


class LookForm(forms.Form):
    """The panel as it is sent: the choices and the address to return to."""

    back = forms.CharField(required=False, max_length=2000)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        for name, (title, options) in CHOICES.items():
            self.fields[name] = forms.ChoiceField(label=title, choices=options, required=False)


@open_to_all("how the page looks is chosen before signing in, too")
@require_http_methods(["GET", "POST"])
def choose_look(request: HttpRequest) -> HttpResponse:
    """Show the panel as a page, or keep the choice and lead back."""
    if request.method == "GET":
        return render(request, "core/look.html")
    form = LookForm(request.POST)
    form.is_valid()
    said = {name: form.cleaned_data.get(name, "") for name in form.fields}
    answer = redirect(own_address(request, said["back"]) or "/")
    look = Look.read(said)
    answer.set_cookie(COOKIE, urlencode(look.chosen), max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return answer
