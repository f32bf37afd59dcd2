"""The component library, the map and the accessibility checker, from npm to PECKHAM_HOME/frontend.

Nothing of theirs is kept in the repository. Left out on the way: the Frutiger font and the images
that carry the NHS mark, which are not ours to use.
"""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from peckham.interfaces.cli.setup import node
from peckham.kernel import Refused

FONT_FACES = re.compile(r"@font-face\{[^}]*\}")
FONT_NAME = re.compile(r"Frutiger W01,\s*")
SOURCE_MAPS = re.compile(r"(?m)(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*)$")
ASSET_URLS = re.compile(r"url\((['\"]?)/assets/")
REFERRED_ASSETS = re.compile(r"url\(['\"]?(assets/[^)'\"]+)")
NHS_MARK = re.compile(r"favicon|nhsuk-icon-(\d+|mask)\.|opengraph")


class FrontEndNotInstalled(Refused):
    """npm could not install the front-end packages."""


def is_due(checkout: Path, home: Path) -> bool:
    """Say whether the packages were never installed here, or have changed since."""
    stamp = home / "frontend" / "stamp"
    return not stamp.exists() or stamp.read_text() != _stamp(checkout)


def install(checkout: Path, home: Path) -> None:
    """Install the packages by the lock file and copy what pages load.

    The finished directory takes its place at once, so that an interrupted attempt leaves none.

    Raises:
        FrontEndNotInstalled: With npm's last words.
    """
    packages = _install_packages(checkout, home)
    unfinished = home / f"frontend.{os.getpid()}"
    shutil.rmtree(unfinished, ignore_errors=True)
    _copy_component_library(packages / "nhsuk-frontend/dist/nhsuk", unfinished / "nhsuk")
    _make_right_to_left(packages, unfinished / "nhsuk")
    _copy_map(packages / "leaflet/dist", unfinished / "leaflet")
    (unfinished / "axe").mkdir()
    shutil.copy(packages / "axe-core/axe.min.js", unfinished / "axe")
    (unfinished / "stamp").write_text(_stamp(checkout))
    finished = home / "frontend"
    if finished.exists():
        shutil.rmtree(finished)
    unfinished.rename(finished)


def _stamp(checkout: Path) -> str:
    made_of = (checkout / "package-lock.json", Path(__file__))
    return hashlib.sha256(b"".join(path.read_bytes() for path in made_of)).hexdigest()


def _install_packages(checkout: Path, home: Path) -> Path:
    place = home / "frontend-packages"
    place.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(checkout / name, place)
    command = [*node.npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress"]
    done = subprocess.run(
        command,
        cwd=place,
        env=_environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise FrontEndNotInstalled(
            "The front-end packages could not be installed.",
            why=f"npm ended with:\n{done.stdout[-1500:].strip()}",
            remedy="Check the network, then run this again.",
        )
    return place / "node_modules"


def _environment(home: Path) -> Mapping[str, str]:
    """Give npm a cache that it can write, where the account's own home cannot be written."""
    cache = {} if os.access(Path.home(), os.W_OK) else {"npm_config_cache": str(home / "npm-cache")}
    return {**os.environ, **cache}


def _copy_component_library(source: Path, destination: Path) -> None:
    destination.mkdir(parents=True)
    style = tidy_css((source / "nhsuk-frontend.min.css").read_text(encoding="utf-8"))
    (destination / "nhsuk-frontend.min.css").write_text(style, encoding="utf-8")
    script = (source / "nhsuk-frontend.min.js").read_text(encoding="utf-8")
    without_map = SOURCE_MAPS.sub("", script)
    (destination / "nhsuk-frontend.min.js").write_text(without_map, encoding="utf-8")
    images = source / "assets" / "images"
    (destination / "assets" / "images").mkdir(parents=True)
    for image in images.iterdir():
        if not NHS_MARK.search(image.name):
            shutil.copy(image, destination / "assets" / "images")
    for referred in REFERRED_ASSETS.findall(style):
        if not (destination / referred).is_file():
            raise FrontEndNotInstalled(f"The component library lacks {referred}.")


def tidy_css(text: str) -> str:
    """Make the library's CSS fit to be served by us: own assets, no font of the NHS, no source map.

    >>> tidy_css("@font-face{font-family:F;src:url(x)}a{background:url(/assets/images/up.svg)}")
    'a{background:url(assets/images/up.svg)}'
    >>> tidy_css("a{font-family:Frutiger W01,Arial}")
    'a{font-family:Arial}'
    """
    for pattern in (FONT_FACES, FONT_NAME, SOURCE_MAPS):
        text = pattern.sub("", text)
    return ASSET_URLS.sub(r"url(\1assets/", text)


def _make_right_to_left(packages: Path, library: Path) -> None:
    command = [
        node.node(),
        packages / "rtlcss/bin/rtlcss.js",
        library / "nhsuk-frontend.min.css",
        library / "nhsuk-frontend.rtl.min.css",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise FrontEndNotInstalled("The right-to-left style was not made.", why=done.stderr)


def _copy_map(source: Path, destination: Path) -> None:
    destination.mkdir(parents=True)
    for name in ("leaflet.css", "leaflet.js", "leaflet-src.esm.js"):
        text = SOURCE_MAPS.sub("", (source / name).read_text(encoding="utf-8"))
        (destination / name).write_text(text, encoding="utf-8")
    shutil.copytree(source / "images", destination / "images")
