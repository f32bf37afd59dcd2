"""Django's settings, read from the environment; see docs/reference/settings.md for each name."""

import os
from pathlib import Path

from django.utils.csp import CSP

from peckham.config import brand_settings
from peckham.config.database_url import database_settings
from peckham.config.sign_in_settings import origins, providers

CHECKOUT = Path(__file__).resolve().parents[3]
HOME = Path(os.environ.get("PECKHAM_HOME", CHECKOUT / ".peckham"))
FRONTEND = HOME / "frontend"

# web | worker | owner: which login this process uses, and so what the database lets it do.
PROCESS = os.environ.get("PECKHAM_PROCESS", "web")
DEMONSTRATION = os.environ.get("PECKHAM_DEMONSTRATION") == "1"
DEBUG = False

SECRET_KEY = os.environ.get("PECKHAM_SECRET_KEY", "")
ALLOWED_HOSTS = os.environ.get("PECKHAM_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [
    origin for origin in os.environ.get("PECKHAM_ORIGINS", "").split(",") if origin
]

# How many proxies of ours stand in front: what the outermost of them saw is the client's address.
PROXIES = int(os.environ.get("PECKHAM_PROXIES", "0"))

# What the names of published contracts begin with: whoever publishes is given it by the standard.
OCID_PREFIX = os.environ.get("PECKHAM_OCID_PREFIX", "unregistered")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "peckham.infra",
    "peckham.organisations",
    "peckham.sharing",
    "peckham.places",
    "peckham.ledger",
    "peckham.people",
    "peckham.services",
    "peckham.care",
    "peckham.contracts",
    "peckham.finance",
    "peckham.interfaces.pages",
    "peckham.interfaces.residents",
    "peckham.interfaces.staff",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "peckham.config.request_log.RequestLogMiddleware",
    "peckham.interfaces.api.problem_middleware.ApiProblemMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "peckham.interfaces.pages.language_middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "peckham.config.session_limits.SessionLimitsMiddleware",
    "peckham.config.scope_middleware.ScopeMiddleware",
    "peckham.interfaces.pages.refusal_middleware.RefusalMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "peckham.config.urls"
WSGI_APPLICATION = "peckham.config.wsgi.application"

_URL_OF_PROCESS = {
    "web": ("DATABASE_URL",),
    "worker": ("DATABASE_WORKER_URL", "DATABASE_URL"),
    "owner": ("DATABASE_OWNER_URL",),
}


def _database() -> dict[str, object]:
    """Give the database settings of this process; without an address nothing can connect."""
    names = _URL_OF_PROCESS[PROCESS]
    url = next((os.environ[name] for name in names if os.environ.get(name)), None)
    if url is None:
        # Commands that need no database (docs, checks) still import settings.
        return {"ENGINE": "django.db.backends.postgresql", "NAME": "not-configured"}
    database = database_settings(url)
    options = database["OPTIONS"]
    if PROCESS == "owner":
        # Everything that is made belongs to the group role, whoever signs in to make it.
        options["options"] = "-c role=peckham_owner"
    if PROCESS == "web":
        # The pool prints warnings and waits at the exit of scripts: web process only.
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
    return database


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisations.Account"
LOGIN_URL = "staff:sign_in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
# Whom people sign in with; passwords are the demonstration's alone.
SIGN_IN_PROVIDERS = providers(os.environ, demonstration=DEMONSTRATION)
# No session lives longer, however it is used; config/session_limits.py ends it sooner.
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "peckham.interfaces.pages.refusals.form_expired"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Constraints are the database's; no form validates by a model.
SILENCED_SYSTEM_CHECKS = ["models.W045"]
# The demonstration runs on http on the loopback address; anywhere else is behind TLS.
if not DEMONSTRATION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # With this prefix a browser takes them from this host alone, over TLS, for every path.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SECURE_SSL_REDIRECT = os.environ.get("PECKHAM_TLS_REDIRECT", "1") == "1"
    if not SECURE_SSL_REDIRECT:
        # A proxy in front sends everybody to https: the check for ours has nothing to say.
        SILENCED_SYSTEM_CHECKS.append("security.W008")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    # Signing out is a form that ends at the provider, and browsers look at where a form ends.
    "form-action": [CSP.SELF, *origins(SIGN_IN_PROVIDERS)],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "peckham.interfaces.pages.environment.environment"},
    },
]

PECKHAM_BRAND = brand_settings.brand(os.environ)
# Of the catalogues in interfaces/pages/locale; English is what the code says.
PECKHAM_APPROVED_LANGUAGES = brand_settings.approved_languages(
    os.environ, frozenset({"so", "pl", "bn", "ar"})
)
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [FRONTEND] if FRONTEND.is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# A form's words are capped: 10 MB of text is refused before it is read into memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

PROCRASTINATE_ON_APP_READY = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "peckham.config.request_log.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("PECKHAM_LOG_LEVEL", "INFO")},
    # Django's own request log repeats paths with their query; ours writes the route's name.
    "loggers": {
        "django.request": {"level": "CRITICAL"},
        "django.security.csrf": {"level": "CRITICAL"},
        "django.server": {"level": "ERROR"},
    },
}
