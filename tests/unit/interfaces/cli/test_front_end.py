"""What is taken from the front-end packages, and what is left out."""

import json
from pathlib import Path

from peckham.interfaces.cli.setup.frontend import NHS_MARK, tidy_css

CHECKOUT = Path(__file__).resolve().parents[4]


def test_the_font_of_the_nhs_is_left_out():
    css = (
        '@font-face{font-family:Frutiger W01;src:url(https://assets.example/f.woff2) format("x")}'
        "body{font-family:Frutiger W01,Arial,sans-serif}"
    )
    assert tidy_css(css) == "body{font-family:Arial,sans-serif}"


def test_addresses_of_assets_become_relative():
    css = "a{background:url(/assets/images/a.svg)}b{background:url('/assets/images/b.svg')}"
    expected = "a{background:url(assets/images/a.svg)}b{background:url('assets/images/b.svg')}"
    assert tidy_css(css) == expected


def test_a_source_map_that_is_not_served_is_not_named():
    assert tidy_css("a{}\n/*# sourceMappingURL=a.css.map */") == "a{}\n"


def test_images_with_the_mark_of_the_nhs_are_left_out():
    left_out = ["favicon.ico", "favicon.svg", "nhsuk-icon-180.png", "nhsuk-icon-mask.svg",
                "nhsuk-opengraph-image.png"]  # fmt: skip
    kept = ["nhsuk-icon-arrow-down.svg", "nhsuk-icon-cross.svg", "nhsuk-icon-search.svg"]
    assert all(NHS_MARK.search(name) for name in left_out)
    assert not any(NHS_MARK.search(name) for name in kept)


def test_the_lock_pins_every_package_and_names_no_host():
    lock = json.loads((CHECKOUT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert all("integrity" in entry for entry in packages.values())
    assert not any("resolved" in entry for entry in packages.values())


def test_the_locks_of_python_packages_name_no_host():
    for name in ("requirements.lock", "requirements.boot.lock"):
        text = (CHECKOUT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text
