"""Ask the running web server whether each part is alive."""

import argparse
import json
import urllib.error
import urllib.request
from datetime import datetime
from typing import Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", default="127.0.0.1", help="where the web server listens")
    parser.add_argument("--port", type=int, default=8000, help="where the web server listens")


def run(options: argparse.Namespace) -> int:
    parts = ask(f"http://{options.address}:{options.port}")
    for name, state in parts.items():
        print(f"{name}: {state}")
    return 0 if is_well(parts) else 1


def is_well(parts: dict[str, Any], *, since: datetime | None = None) -> bool:
    """Say whether every part is alive, and the worker has said so since a moment."""
    alive = all(parts.get(name) == "alive" for name in ("database", "web", "worker"))
    beat = parts.get("worker_last_beat_at")
    return alive and (since is None or bool(beat and datetime.fromisoformat(beat) >= since))


def ask(site: str) -> dict[str, Any]:
    """Give what /health answers; {"web": "silent"} when nothing does."""
    try:
        with urllib.request.urlopen(f"{site}/health", timeout=5) as answer:  # noqa: S310
            body = answer.read()
    except urllib.error.HTTPError as refused:
        body = refused.read()
    except OSError:
        return {"web": "silent"}
    try:
        found: dict[str, Any] = json.loads(body)
    except ValueError:
        return {"web": "answers with something else than its health"}
    return found
