"""Settings of the machine that is broken on purpose: two small apps, a queue that waits for tenths of seconds."""

from __future__ import annotations

from estafeta.config.settings import *  # noqa: F403
from estafeta.config.settings import DATA, DATABASES, INSTALLED_APPS

OURS = {"estafeta.core", "estafeta.accounts"}  # no room with periodic tasks of its own
INSTALLED_APPS = [app for app in INSTALLED_APPS if app in OURS or not app.startswith("estafeta.")]
JOBS = {"beat": 0.1, "silence": 0.8, "poll": 0.05, "pause": 0.1, "attempts": 4}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(DATA / "mail")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["timeout"] = 0.5
