"""One settings file for every installation; everything that differs comes from the environment."""

from __future__ import annotations

import os
from pathlib import Path

import fontpkg_pt_sans
from csp.constants import NONCE, NONE, SELF

from estafeta.config import env

os.umask(0o077)  # whatever this process writes is read by its owner alone
ROOT = Path(__file__).resolve().parents[3]
PACKS = ROOT / "packs"
DATA = Path(env.text("ESTAFETA_DATA", str(ROOT / ".data")))

DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.secret(DATA)
BASE_URL = env.address("BASE_URL", "http://127.0.0.1:8000")
HTTPS = BASE_URL.startswith("https://")  # this alone: cookies, HSTS, origins, names and the proxy on this machine
ALLOWED_HOSTS = list({*env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]"), env.host_of(BASE_URL)})
CSRF_TRUSTED_ORIGINS = list({*env.words("CSRF_TRUSTED_ORIGINS"), BASE_URL})
TRUSTED_PROXIES = env.networks(env.words("TRUSTED_PROXIES", env.LOOPBACK if HTTPS else ""))
DEMO = env.flag("ESTAFETA_DEMO", default=False)
LOCAL = env.host_of(BASE_URL) in {"127.0.0.1", "localhost", "[::1]"}  # the gallery and the published password are open
DEMO_OPEN = env.flag("DEMO_OPEN", default=False)
DEMO_TODAY = env.text("ESTAFETA_DEMO_TODAY", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "lucide",
    "rules.apps.AutodiscoverRulesConfig",
    "django_tasks",
    "estafeta.core",  # before allauth: its pages are drawn here
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "estafeta.accounts",
    "estafeta.evidence",
    "estafeta.organisations",
    "estafeta.upkeep",
    "estafeta.workbench",
    "estafeta.packs",
    "estafeta.notifications",
    "estafeta.documents",
    "estafeta.websites",
    "estafeta.incidents",
    "estafeta.roadmaps",
    "estafeta.intake",
    "estafeta.plan_checks",
    "estafeta.agreement",
    "estafeta.cascade",
    "estafeta.control",
    "estafeta.people",
    "estafeta.today",
    "estafeta.demo",
]

MIDDLEWARE = [
    "estafeta.config.proxy.ProxyMiddleware",
    "estafeta.core.requests.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # varies the length of every answer, so that it gives no secret away
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "estafeta.accounts.middleware.DoorMiddleware",
    "estafeta.core.middleware.UnstoredMiddleware",
    "estafeta.core.middleware.StayMiddleware",
    "estafeta.core.middleware.RefusalMiddleware",
    "estafeta.organisations.middleware.TenantMiddleware",
    "estafeta.workbench.once.OnceMiddleware",
]

ROOT_URLCONF = "estafeta.config.urls"
COTTON_ISOLATE_BY_DEFAULT = True
WSGI_APPLICATION = "estafeta.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_FILES = [
    "estafeta.core.lean.LeanCotton",
    "estafeta.core.lean.LeanFiles",
]
_LOADERS = _FILES if DEBUG else [("django.template.loaders.cached.Loader", _FILES)]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "estafeta.config.frame.frame",
            ],
            "loaders": [("template_partials.loader.Loader", _LOADERS)],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "lucide.templatetags.lucide",
                "estafeta.core.templatetags.words",
                "estafeta.core.templatetags.forms",
            ],
        },
    }
]

DATABASES = {"default": env.database(env.text("DATABASE_URL", ""), DATA)}
TASKS = {"default": {"BACKEND": "estafeta.core.jobs.backends.Rows"}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    TASKS = {"default": {"BACKEND": "estafeta.core.jobs.machines.Procrastinate"}}
    INSTALLED_APPS += ["procrastinate.contrib.django"]  # its tables; SQLite refuses its migrations
    PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None

EMBEDDED = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
WEB_PROCESSES = env.number("WEB_PROCESSES", 0)  # 0: one for each core, on SQLite at most four
WEB_THREADS = env.number("WEB_THREADS", 4)
BACKUPS = Path(env.text("BACKUPS", str(DATA / "backups")))
BACKUP_NIGHTLY = env.flag("BACKUP_NIGHTLY", default=EMBEDDED)
BACKUP_PASSWORD = env.text("BACKUP_PASSWORD", "")
BACKUP_KEEP = (
    env.number("BACKUP_KEEP_DAYS", 7),
    env.number("BACKUP_KEEP_WEEKS", 5),
    env.number("BACKUP_KEEP_MONTHS", 12),
)

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "estafeta.accounts.published.NotPublished"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "estafeta.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {  # a region signs in from behind one address; wrong tries are counted by accounts.lockout
    "login": "300/m/ip",
    "login_failed": None,
    "reset_password": "120/m/ip,5/h/key",
    "reset_password_from_key": "120/m/ip",
    "reauthenticate": "20/m/user",
    "change_password": "10/m/user",
    "manage_email": "10/m/user",
}
MFA_FORMS = {
    "authenticate": "estafeta.accounts.forms.CodeForm",
    "reauthenticate": "estafeta.accounts.forms.CodeAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Эстафета"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_ADAPTER = "estafeta.accounts.adapter.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # only addresses that the outer server has confirmed
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = env.openid_connect()

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский")]
TIME_ZONE = env.text("TIME_ZONE", "Europe/Moscow")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [("fonts/pt-sans", Path(fontpkg_pt_sans.__file__).parent / "files")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

EMAIL_BACKEND = "estafeta.notifications.outbox.Outbox"  # letters are written down, jobs bring them to the server
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_USE_SSL = env.flag("EMAIL_USE_SSL", default=False)
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
EMAIL_PORT = env.number("EMAIL_PORT", 465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_TIMEOUT = 10  # seconds for one answer of the server
EMAIL_DEADLINE = 45  # seconds for a whole letter
EMAIL_FILE_PATH = str(DATA / "mail")
MAIL_TRANSPORT = env.text("EMAIL_BACKEND", "estafeta.notifications.smtp.Bounded" if EMAIL_HOST else "")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Эстафета <estafeta@localhost>")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SILENCED_SYSTEM_CHECKS = [  # other sites of the same school may still be http: we answer for our own name alone
    "security.W005",
    "security.W021",
]
CSRF_FAILURE_VIEW = "estafeta.config.failures.csrf"

SLOW_QUERY = env.number("SLOW_QUERY_MS", 500) / 1000
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"numbered": {"()": "estafeta.core.requests.Numbered"}},
    "formatters": {
        "json": {"()": "estafeta.core.requests.Lines"},
        "text": {"format": "{asctime} {levelname} {request_number} {name}: {message}", "style": "{"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["numbered"],
            "formatter": "json" if env.text("LOG_FORMAT", "text") == "json" else "text",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"estafeta": {"level": env.text("LOG_LEVEL", "WARNING").upper()}},
}
