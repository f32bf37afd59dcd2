"""Many writers at once, each posting as fast as its commits reach the disk."""

import json
import sys
import time
from multiprocessing import get_context

from benchmarks.money.ours import posting


def main() -> None:
    """Let them post for so many seconds, and say how many they posted a second."""
    kept, writers, seconds = json.loads(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    with get_context("spawn").Pool(writers) as pool:
        found = pool.starmap(_post, [(kept, seconds)] * writers)
    print(json.dumps({"per_second": round(sum(found), 1)}))


def _post(kept: dict[str, int], seconds: float) -> float:
    import django

    django.setup()
    each = posting(kept)
    for _ in range(20):
        each()
    begun, count = time.monotonic(), 0
    while time.monotonic() - begun < seconds:
        each()
        count += 1
    return count / (time.monotonic() - begun)


if __name__ == "__main__":
    main()
