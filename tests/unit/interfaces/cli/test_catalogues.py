"""Message catalogues are compiled when their source is newer."""

import gettext
import os
from pathlib import Path

from peckham.interfaces.cli.setup.catalogues import compile_due

SOURCE = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Ask for help"
msgstr "Caawimo weydii"
"""


def test_a_catalogue_is_compiled_once_for_each_change(tmp_path: Path):
    place = tmp_path / "interfaces" / "pages" / "locale" / "so" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "django.po").write_text(SOURCE, encoding="utf-8")
    assert compile_due(tmp_path) == 1
    assert compile_due(tmp_path) == 0
    with (place / "django.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Ask for help") == "Caawimo weydii"
    later = (place / "django.mo").stat().st_mtime + 5
    os.utime(place / "django.po", (later, later))
    assert compile_due(tmp_path) == 1
