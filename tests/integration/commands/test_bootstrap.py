"""The shell part of ./peckham: from any python3 to an environment, or a clear refusal."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[3]
# What the script calls, and no Python.
PROGRAMS = (
    "sh",
    "cat",
    "cmp",
    "cp",
    "dirname",
    "env",
    "mv",
    "readlink",
    "rm",
    "sed",
    "tail",
    "uname",
)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Give a directory of programs that holds what every Unix has, and no Python."""
    place = tmp_path / "bin"
    place.mkdir()
    for name in PROGRAMS:
        found = shutil.which(name)
        assert found
        (place / name).symlink_to(found)
    return place


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Give a checkout with one small package, whose command repeats its arguments."""
    return make_checkout(tmp_path / "a check out")


def make_checkout(place: Path) -> Path:
    cli = place / "src" / "peckham" / "interfaces" / "cli"
    cli.mkdir(parents=True)
    shutil.copy(CHECKOUT / "peckham", place)
    shutil.copy(CHECKOUT / "requirements.boot.lock", place)
    (cli / "__main__.py").write_text("import sys, iniconfig\nprint(sys.argv[1:])\n")
    lock(place, "iniconfig")
    return place


def lock(checkout: Path, *names: str) -> None:
    """Lock some of the packages that the real lock names, with their hashes."""
    kept, lines = False, []
    for line in (CHECKOUT / "requirements.lock").read_text().splitlines():
        if not line.startswith(" "):
            kept = line.split("==")[0] in names
        if kept and not line.strip().startswith("#"):
            lines.append(line)
    (checkout / "requirements.lock").write_text("\n".join(lines) + "\n")


@pytest.fixture(scope="module")
def uv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Get uv once; what gets it is tested by the one test that begins from nothing."""
    place = tmp_path_factory.mktemp("uv") / "checkout"
    make_checkout(place)
    assert run(place).returncode == 0
    return place / ".venv-boot"


@pytest.fixture
def with_uv(checkout: Path, uv: Path) -> Path:
    """Give a checkout that has uv already."""
    shutil.copytree(uv, checkout / ".venv-boot", symlinks=True)
    return checkout


def run(checkout: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [checkout / "peckham", *words]
    return subprocess.run(command, env={**os.environ, **environ}, capture_output=True, text=True)


def put_python(machine: Path, name: str, program: str) -> None:
    (machine / name).write_text(f"#!/bin/sh\n{program}\n")
    (machine / name).chmod(0o755)


def test_without_any_python_it_names_what_to_install(checkout: Path, machine: Path):
    done = run(checkout, PATH=str(machine), HOME="/nonexistent", PYENV_ROOT="")
    assert done.returncode == 2
    assert "Install " in done.stderr
    assert "python" in done.stderr


def test_a_python_without_venv_and_pip_is_not_enough(checkout: Path, machine: Path):
    refuses = f'case "$*" in *"sys, "*) exit 1;; *) exec \'{sys.executable}\' "$@";; esac'
    put_python(machine, "python3", refuses)
    (machine / "apt-get").symlink_to("/bin/true")
    done = run(checkout, PATH=str(machine), HOME="/nonexistent", PYENV_ROOT="")
    assert done.returncode == 2
    assert "python3-venv" in done.stderr


def test_an_interpreter_that_was_named_and_is_too_old_is_refused(checkout: Path, tmp_path: Path):
    put_python(tmp_path, "old", "exit 1")
    done = run(checkout, PECKHAM_PYTHON=str(tmp_path / "old"))
    assert done.returncode == 2
    assert "is not a working Python from 3.12 on" in done.stderr


def test_it_sets_up_once_and_for_two_at_a_time_then_costs_little(checkout: Path):
    both = [
        subprocess.Popen([checkout / "peckham", "a b", "c"], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate()[0] for process in both]
    assert said == ["['a b', 'c']\n"] * 2
    started = time.monotonic()
    again = run(checkout, "x")
    assert (again.stdout, again.stderr) == ("['x']\n", "")
    assert time.monotonic() - started < 5  # 0.1 s on a quiet machine


def test_it_is_found_through_a_link_from_elsewhere(with_uv: Path, tmp_path: Path):
    (tmp_path / "link").symlink_to(with_uv / "peckham")
    done = subprocess.run([tmp_path / "link"], cwd="/", capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr


def test_set_up_that_was_killed_is_done_again(with_uv: Path):
    first = subprocess.Popen([with_uv / "peckham"], start_new_session=True)
    wait_for(with_uv / ".venv")
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    done = run(with_uv, "x")
    assert done.stdout == "['x']\n", done.stderr


def test_a_changed_lock_is_installed(with_uv: Path):
    assert run(with_uv).returncode == 0
    lock(with_uv, "iniconfig", "pluggy")
    code = "import pluggy, sys\nprint(pluggy.__name__)\n"
    (with_uv / "src/peckham/interfaces/cli/__main__.py").write_text(code)
    assert run(with_uv).stdout == "pluggy\n"


def test_a_lock_that_does_not_fit_its_hashes_is_refused(with_uv: Path):
    text = (with_uv / "requirements.lock").read_text()
    digest = text.split("sha256:")[1][:64]
    (with_uv / "requirements.lock").write_text(text.replace(digest[:8], "00000000"))
    for other in text.split("sha256:")[2:]:
        changed = (with_uv / "requirements.lock").read_text().replace(other[:8], "00000000")
        (with_uv / "requirements.lock").write_text(changed)
    done = run(with_uv)
    assert done.returncode == 2
    assert "could not be installed" in done.stderr


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
