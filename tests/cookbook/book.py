"""The app of `docs/cookbook.md` as files: every block of code under a heading that names its file."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.house import ROOT

BOOK = ROOT / "docs" / "cookbook.md"
APP = "communities"
FILE = re.compile(r"^### `(?P<name>[\w/.]+)`$.*?^```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SETTINGS = """
import estafeta
from estafeta.config.settings import *

estafeta.__path__.append({folder!r})
INSTALLED_APPS = [*INSTALLED_APPS, "estafeta.{app}"]
MIGRATION_MODULES = {{"{app}": None}}
ROOT_URLCONF = "with_the_app_urls"
"""
URLS = """
from django.urls import include, path
from estafeta.config.urls import *

urlpatterns = [*urlpatterns, path("", include("estafeta.{app}.urls"))]
"""
PYTEST = """
[pytest]
DJANGO_SETTINGS_MODULE = with_the_app
addopts = --import-mode=importlib -p no:cacheprovider
"""


def files() -> dict[str, str]:
    """Return {path inside the app: text} as the cookbook prints it."""
    return {match["name"]: match["text"] for match in FILE.finditer(BOOK.read_text("utf-8"))}


def build(folder: Path) -> None:
    """Write the app beside settings and addresses that hold it, and the tests that try it."""
    for name, text in files().items():
        path = folder / APP / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / APP / "__init__.py").write_text('"""Professional communities."""\n', "utf-8")
    (folder / "with_the_app.py").write_text(SETTINGS.format(folder=str(folder), app=APP), "utf-8")
    (folder / "with_the_app_urls.py").write_text(URLS.format(app=APP), "utf-8")
    (folder / "pytest.ini").write_text(PYTEST, "utf-8")
    (folder / "conftest.py").write_text('pytest_plugins = ["tests.cast"]\n', "utf-8")
    acceptance = (Path(__file__).parent / "acceptance.py").read_text("utf-8")
    (folder / "test_the_app.py").write_text(acceptance, "utf-8")
