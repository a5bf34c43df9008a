from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from estafeta.config import env


@pytest.mark.parametrize(("value", "said"), [("1", True), ("да", True), ("off", False), ("", False)])
def test_flag_reads_known_words(monkeypatch, value, said):
    monkeypatch.setenv("X", value)
    assert env.flag("X", default=not said) is said


def test_flag_and_number_fail_loudly(monkeypatch):
    monkeypatch.setenv("X", "maybe")
    with pytest.raises(ImproperlyConfigured, match="X"):
        env.flag("X", default=False)
    with pytest.raises(ImproperlyConfigured, match="X"):
        env.number("X", 1)


def test_text_may_come_from_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("тайна\n", encoding="utf-8")
    monkeypatch.setenv("X_FILE", str(tmp_path / "secret"))
    assert env.text("X") == "тайна"


def test_missing_text_is_named(monkeypatch):
    monkeypatch.delenv("X", raising=False)
    with pytest.raises(ImproperlyConfigured, match="X"):
        env.text("X")


def test_database_of_nothing_is_sqlite_beside_the_data(tmp_path):
    found = env.database("", tmp_path / "data")
    assert (found["NAME"], found["OPTIONS"]["transaction_mode"]) == (
        str(tmp_path / "data/estafeta.sqlite3"),
        "IMMEDIATE",
    )


def test_database_url_is_taken_apart():
    found = env.database("postgresql://anna:p%40ss@db:5433/plans?sslmode=require", Path("/nowhere"))
    wanted = {"NAME": "plans", "USER": "anna", "PASSWORD": "p@ss", "HOST": "db", "PORT": "5433"}
    assert {key: found[key] for key in wanted} == wanted
    assert found["OPTIONS"] == {"options": "-c jit=off", "sslmode": "require"}


def test_unknown_database_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        env.database("mysql://x/y", tmp_path)


def test_secret_is_made_once_and_readable_by_its_owner_only(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    first = env.secret(tmp_path / "data")
    assert first == env.secret(tmp_path / "data")
    assert len(first) == 96
    assert (tmp_path / "data/secret-key").stat().st_mode & 0o077 == 0


def test_openid_connect_is_a_setting(monkeypatch):
    monkeypatch.delenv("OIDC_SERVER_URL", raising=False)
    assert env.openid_connect() == {}
    monkeypatch.setenv("OIDC_SERVER_URL", "https://id.example.org")
    monkeypatch.setenv("OIDC_CLIENT_ID", "estafeta")
    monkeypatch.setenv("OIDC_CLIENT_SECRET", "s")
    app = env.openid_connect()["openid_connect"]["APPS"][0]
    assert (app["provider_id"], app["settings"]) == ("oidc", {"server_url": "https://id.example.org"})
