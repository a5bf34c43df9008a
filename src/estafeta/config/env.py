"""Typed readers of the environment that fail loudly, with a sentence that names the variable."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LOOPBACK = "127.0.0.0/8,::1/128"
TRUE = {"1", "true", "yes", "on", "да"}
NO_JIT = "-c jit=off"
"""PostgreSQL would compile each large question anew: half a second for an answer of some milliseconds."""
FALSE = {"0", "false", "no", "off", "нет", ""}


def text(name: str, default: str | None = None) -> str:
    """Return the variable or, when `NAME_FILE` is set, the stripped content of that file.

    Raises ImproperlyConfigured when neither is there and no default is given.
    """
    file_name = os.environ.get(f"{name}_FILE")
    if file_name:
        return Path(file_name).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Не задана переменная окружения {name}.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """Return a yes/no variable; anything else than a known word is refused."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"Переменная {name} должна быть «1» или «0», а не «{value}».")


def number(name: str, default: int) -> int:
    """Return a whole number; anything else is refused."""
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"Переменная {name} должна быть целым числом, а не «{value}».") from None


def words(name: str, default: str = "") -> list[str]:
    """Return a comma separated list without empty parts."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def address(name: str, default: str) -> str:
    """Return the address of a site as «https://host[:port]», without a path; anything else is refused."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"Переменная {name} — адрес сайта, как https://nastavnik.example.ru, а не «{value}»."
        )
    return value


def networks(words: Iterable[str]) -> tuple[Network, ...]:
    """Return the networks of «10.0.0.5, 192.168.0.0/16». Raises ImproperlyConfigured for anything else."""
    try:
        return tuple(ipaddress.ip_network(word, strict=False) for word in words)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES: адреса или сети через запятую, как «10.0.0.5, 192.168.0.0/16» ({error})."
        ) from None


def host_of(url: str) -> str:
    """Return the host of an address as ALLOWED_HOSTS spells it."""
    host = urlsplit(url).hostname or ""
    return f"[{host}]" if ":" in host else host


def database(url: str, data: Path) -> dict[str, object]:
    """Return Django's settings of a database for `postgresql://…` or `sqlite:///path`; empty: SQLite in `data`."""
    if not url:
        return sqlite(data / "estafeta.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL должен начинаться с postgresql:// или sqlite:///.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": NO_JIT, **dict(parse_qsl(parts.query))},
    }


def sqlite(path: Path) -> dict[str, object]:
    """Return the settings of SQLite that let several processes write without «database is locked»."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
        "TEST": {"NAME": None},
    }


def secret(data: Path) -> str:
    """Return SECRET_KEY from the environment or from a file in `data` that is made once, readable by its owner only."""
    if os.environ.get("SECRET_KEY") or os.environ.get("SECRET_KEY_FILE"):
        return text("SECRET_KEY")
    path = data / "secret-key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(os.urandom(48).hex())
    return path.read_text(encoding="utf-8")


def openid_connect() -> dict[str, object]:
    """Return allauth's providers for one generic OpenID Connect server, or nothing when OIDC_SERVER_URL is empty."""
    server = os.environ.get("OIDC_SERVER_URL")
    if not server:
        return {}
    app = {
        "provider_id": text("OIDC_ID", "oidc"),
        "name": text("OIDC_NAME", "Единый вход"),
        "client_id": text("OIDC_CLIENT_ID"),
        "secret": text("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": server},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
