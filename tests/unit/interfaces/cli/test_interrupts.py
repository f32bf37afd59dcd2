"""Ctrl-C stops a command, whatever Python is doing when it is pressed."""

import subprocess
import sys

LOST = """
import gc, signal, sys, time, weakref
from peckham.interfaces.cli import processes

class Kept: pass

def pressed(gone):
    signal.raise_signal(signal.SIGINT)
    for _ in range(3): pass

processes.interruptible()
seen, hook = [], sys.unraisablehook
sys.unraisablehook = lambda lost: (seen.append("lost at first,"), hook(lost))
kept = Kept()
watching = weakref.ref(kept, pressed)
try:
    del kept
    gc.collect()
    time.sleep(20)
    print(*seen, "lost for good")
except KeyboardInterrupt:
    print(*seen, "stopped")
"""


def test_an_interrupt_while_python_tidies_up_is_not_lost() -> None:
    done = subprocess.run([sys.executable, "-c", LOST], capture_output=True, text=True, timeout=30)
    assert done.stdout == "lost at first, stopped\n", done.stderr
    assert done.stderr == ""
