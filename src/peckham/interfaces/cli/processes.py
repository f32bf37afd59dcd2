"""The processes of a running Peckham: started, watched, started again, stopped without a trace."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from peckham.kernel import Refused

STOP_SECONDS = 15.0
# A part that ends more often than this does not get better by being started again.
ENDS_MAX, ENDS_WITHIN_SECONDS = 5, 60.0
# At a start a log longer than this is put aside, and the one put aside before is dropped.
LOG_BYTES_MAX = 20_000_000
PR_SET_PDEATHSIG = 1
# SIGALRM is an interrupt that was lost and is raised again.
INTERRUPTS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)
AGAIN_SECONDS = 0.01


class PartKeepsEnding(Refused):
    """A process ended again and again; its log says why."""


@dataclass
class Part:
    """A process that should run.

    Args:
        name: What people call it, such as "web".
        command: Program and arguments; nothing secret.
        environment: All of its environment; passwords are here.
        log: The file that it writes to.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    ends: list[float] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it in a process group of its own, so that all of it can be stopped."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES_MAX:
            self.log.replace(self.log.with_name(f"{self.log.name}.1"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
            )

    def signal(self, number: int) -> None:
        """Signal the whole group, what is left of it."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)

    def is_gone(self) -> bool:
        """Say whether nothing of the group is left."""
        if self.process is None:
            return True
        self.process.poll()
        try:
            os.killpg(self.process.pid, 0)
        except (ProcessLookupError, PermissionError):
            return True
        return False


def _end_with_parent() -> None:
    """Ask Linux to end this process when the one that started it is killed."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@contextmanager
def running(parts: Sequence[Part]) -> Iterator[None]:
    """Run parts for the length of a block, and leave none of their processes behind."""
    try:
        for part in parts:
            part.start()
        yield
    finally:
        before = ignore_interrupts()
        stop(parts)
        for number, handler in before.items():
            signal.signal(number, handler)


def watch(parts: Sequence[Part], say: Callable[[str], None], every: Callable[[], None]) -> None:
    """Watch parts until interrupted, starting again those that end.

    Args:
        parts: What should run.
        say: Told when a part ended and was started again.
        every: Called twice a second, for what else is to be watched.

    Raises:
        PartKeepsEnding: If one ends too often.
    """
    while True:
        for part in parts:
            code = part.process.poll() if part.process else None
            if code is not None:
                start_again(part, code, say)
        every()
        time.sleep(0.5)


def start_again(part: Part, code: int, say: Callable[[str], None]) -> None:
    """Start a part that ended, unless it ended too often."""
    now = time.monotonic()
    part.ends = [*(at for at in part.ends if now - at < ENDS_WITHIN_SECONDS), now]
    if len(part.ends) >= ENDS_MAX:
        raise PartKeepsEnding(
            f"The {part.name} process ended {ENDS_MAX} times within a minute.",
            why=f"Its log {part.log} ends:\n{last_words(part.log)}",
        )
    part.signal(signal.SIGKILL)
    how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
    say(f"The {part.name} process {how}; it is started again.")
    part.start()


def stop(parts: Sequence[Part]) -> None:
    """Stop parts: asked first, killed when they do not go."""
    for part in parts:
        part.signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline and not all(part.is_gone() for part in parts):
        time.sleep(0.05)
    for part in parts:
        part.signal(signal.SIGKILL)
        if part.process is not None:
            part.process.wait()


def last_words(log: Path, lines: int = 15) -> str:
    """Give the end of a log."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def interruptible() -> None:
    """Turn SIGINT, SIGTERM and SIGHUP into KeyboardInterrupt, so that every block is left in order.

    Also where a shell without job control started `./peckham demo &` with SIGINT ignored.
    """
    for number in INTERRUPTS:
        signal.signal(number, _interrupt)
    sys.unraisablehook = _interrupt_again


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _interrupt_again(lost: Any) -> None:
    """Interrupt again where it was lost: raised while Python tidies up, it reaches nobody."""
    if issubclass(lost.exc_type, KeyboardInterrupt):
        signal.setitimer(signal.ITIMER_REAL, AGAIN_SECONDS)
    else:
        sys.__unraisablehook__(lost)


def ignore_interrupts() -> dict[signal.Signals, Any]:
    """From here on finish stopping, whatever else is pressed.

    Returns:
        The handlers until now, by signal.
    """
    return {number: signal.signal(number, signal.SIG_IGN) for number in INTERRUPTS}
