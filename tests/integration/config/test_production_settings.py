"""Outside the demonstration: Django's own checks are clean, and weak secrets serve nobody."""

import json
import os
import subprocess
import sys

import pytest
from tests.databases import CHECKOUT
from tests.integration.signing_in.provider import PEM

STRONG = "pk-6Yb1Tn0sQzv4WcR8mJfLhUe3KxGdA9iOp2-_EwXaVtSyNqBu7ZrHCk5D"
PRINTED = """
import json, django
django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "SECURE_HSTS_SECONDS",
    "SECURE_SSL_REDIRECT", "DEBUG", "SECURE_CSP", "PASSWORD_HASHERS", "PECKHAM_BRAND",
    "PECKHAM_APPROVED_LANGUAGES")
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""


def run(code, **changes):
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PECKHAM_", "DATABASE_", "DJANGO_"))
    }
    environment = {
        **kept,
        "PYTHONPATH": str(CHECKOUT / "src"),
        "PECKHAM_HOME": os.environ.get("PECKHAM_HOME", ""),
        "DJANGO_SETTINGS_MODULE": "peckham.config.settings",
        "PECKHAM_SECRET_KEY": STRONG,
        "PECKHAM_HOSTS": "care.example",
        "PECKHAM_STAFF_ISSUER": "https://provider.example",
        "PECKHAM_STAFF_CLIENT_ID": "peckham",
        "PECKHAM_STAFF_KEY": PEM.replace("\n", "\\n"),
        **changes,
    }
    if not environment["PECKHAM_HOME"]:
        del environment["PECKHAM_HOME"]
    return subprocess.run(
        [sys.executable, "-P", "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_checks_of_a_deployment_are_clean_and_cookies_are_this_hosts_alone():
    done = run(PRINTED, PECKHAM_BRAND_NAME="Marsh Care", PECKHAM_APPROVED_LANGUAGES="so,pl")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["SESSION_COOKIE_NAME"] == "__Host-session"
    assert said["CSRF_COOKIE_NAME"] == "__Host-csrf"
    assert said["SESSION_COOKIE_SECURE"] is said["CSRF_COOKIE_SECURE"] is True
    assert said["SESSION_COOKIE_HTTPONLY"] is True
    assert said["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert said["SECURE_SSL_REDIRECT"] is True
    assert said["SECURE_HSTS_SECONDS"] >= 31536000
    assert said["DEBUG"] is False
    assert said["SECURE_CSP"]["default-src"] == ["'none'"]
    assert said["SECURE_CSP"]["frame-ancestors"] == ["'none'"]
    assert "'unsafe-inline'" not in str(said["SECURE_CSP"])
    assert said["SECURE_CSP"]["form-action"] == ["'self'", "https://provider.example"]
    assert said["PECKHAM_BRAND"]["name"] == "Marsh Care"
    assert said["PECKHAM_APPROVED_LANGUAGES"] == ["so", "pl"]


def test_where_a_proxy_sends_everybody_to_https_the_checks_are_clean_too():
    assert run(PRINTED, PECKHAM_TLS_REDIRECT="0").returncode == 0


SERVING = "import peckham.config.wsgi"


def test_it_serves_with_good_secrets():
    done = run(SERVING)
    assert done.returncode == 0, done.stderr


SHORT = "-----BEGIN PRIVATE KEY-----\\nMIIB\\n-----END PRIVATE KEY-----"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"PECKHAM_SECRET_KEY": ""}, "SECRET_KEY"),
        ({"PECKHAM_SECRET_KEY": "short"}, "peckham.E001"),
        ({"PECKHAM_SECRET_KEY": "a" * 80}, "peckham.E001"),
        ({"PECKHAM_SECRET_KEY": "django-insecure-" + STRONG}, "security.W009"),
        ({"PECKHAM_STAFF_KEY": SHORT}, "peckham.E002"),
        ({"PECKHAM_STAFF_KEY": ""}, "PECKHAM_STAFF_KEY"),
        ({"PECKHAM_STAFF_ISSUER": "http://provider.example"}, "https://"),
        ({"PECKHAM_APPROVED_LANGUAGES": "xx"}, "PECKHAM_APPROVED_LANGUAGES"),
    ],
)
def test_a_missing_or_weak_secret_serves_nobody(changes, said):
    done = run(SERVING, **changes)
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr
    assert said in done.stderr
    assert STRONG not in done.stderr


def test_the_demonstration_runs_with_what_it_has():
    done = run(SERVING, PECKHAM_DEMONSTRATION="1", PECKHAM_SECRET_KEY="for a demonstration")
    assert done.returncode == 0, done.stderr
