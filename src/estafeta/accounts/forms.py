"""What a person writes about herself."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from estafeta.accounts.lockout import CODE, place_of, try_door
from estafeta.accounts.models import User
from estafeta.core.forms import LenientForm

LONGEST_PASSWORD = 200  # hashing a longer one costs more than it is worth


class LoginForm(AllauthLoginForm):
    """Signing in by either name; allauth's own words speak of something else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = "Электронная почта или имя для входа"
        login.widget.attrs.update({"autocomplete": "username", "placeholder": "", "autocapitalize": "none"})
        self.fields["password"].widget.attrs["placeholder"] = ""
        for name, longest in (("login", 254), ("password", LONGEST_PASSWORD)):
            self.fields[name].validators.append(MaxLengthValidator(longest))


class Braked(BaseAuthenticateForm):
    """A code of the second factor, or one of the spare ones; wrong ones are counted. Raises Shut beyond patience."""

    code = forms.CharField(
        label="Код", max_length=20, widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "text"})
    )

    def clean_code(self) -> str:
        """Look at the code, when the door is not shut."""
        account = self.user.username.lower()
        attempt = try_door(CODE, account, place_of(context.request, account), timezone.now())
        try:
            code: str = super().clean_code()
        except ValidationError:
            shut = attempt.shut(timezone.now())
            if shut is not None:
                raise shut from None
            raise
        attempt.succeed(timezone.now())
        return code


class CodeForm(Braked, AuthenticateForm):
    """The code after the password."""


class CodeAgainForm(Braked, ReauthenticateForm):
    """The code before something important."""


class NamesForm(forms.Form):
    """Surname, name and patronymic."""

    last_name = forms.CharField(
        label="Фамилия", max_length=150, widget=forms.TextInput({"autocomplete": "family-name"})
    )
    first_name = forms.CharField(label="Имя", max_length=150, widget=forms.TextInput({"autocomplete": "given-name"}))
    patronymic = forms.CharField(
        label="Отчество",
        max_length=150,
        required=False,
        widget=forms.TextInput({"autocomplete": "additional-name"}),
    )


class ProfileForm(NamesForm):
    """The names and the name for signing in."""

    username = forms.CharField(
        label="Имя для входа",
        max_length=40,
        help_text="Им можно входить вместо электронной почты. Буквы, цифры и знаки @ . + - _",
        validators=[UnicodeUsernameValidator(message="Только буквы, цифры и знаки @ . + - _")],
        widget=forms.TextInput({"autocomplete": "username"}),
    )


class NewUserForm(NamesForm):
    """The names and a password of someone who opened an invitation."""

    password = forms.CharField(
        label="Придумайте пароль",
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text=password_validators_help_text_html,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Hold the password against the rules and against the names."""
        values = super().clean() or {}
        names = {name: values.get(name, "") for name in ("last_name", "first_name", "patronymic")}
        if "password" in values:
            try:
                validate_password(values["password"], User(email=self.email, **names))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return values


class SessionForm(LenientForm):
    """Which sign-in to end; none: all others."""

    session = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
