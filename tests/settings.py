"""The settings under test: the demonstration's own, arranging as the owner of the books."""

import os

os.environ["PECKHAM_PROCESS"] = "owner"
os.environ["PECKHAM_DEMONSTRATION"] = "1"
os.environ.setdefault("PECKHAM_SECRET_KEY", "for tests only")

from peckham.config.settings import *  # noqa: F403  (they read the environment on import)
from peckham.config.settings import STORAGES

# Pages name their style sheets and scripts without a set-up having collected them.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
# A scrypt hash is slow on purpose; what is tested is who signs in, not how the hash is made.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
