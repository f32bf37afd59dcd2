"""Ctrl-C stops a command, whatever Python is doing when it is pressed."""

import subprocess
import sys

LOST = """
import gc, signal, time, weakref
from peckham.interfaces.cli import processes

class Kept: pass

def pressed(gone):
    signal.raise_signal(signal.SIGINT)
    for _ in range(3): pass

processes.interruptible()
kept = Kept()
watching = weakref.ref(kept, pressed)
try:
    del kept
    gc.collect()
    print("lost at first")
    time.sleep(20)
    print("lost for good")
except KeyboardInterrupt:
    print("stopped")
"""


def test_an_interrupt_while_python_tidies_up_is_not_lost() -> None:
    done = subprocess.run([sys.executable, "-c", LOST], capture_output=True, text=True, timeout=30)
    assert done.stdout.splitlines() == ["lost at first", "stopped"], done.stderr
    assert done.stderr == ""
