"""Ask the running web server whether each part is alive."""

import argparse
import json
import urllib.error
import urllib.request
from typing import Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", default="127.0.0.1", help="where the web server listens")
    parser.add_argument("--port", type=int, default=8000, help="where the web server listens")


def run(options: argparse.Namespace) -> int:
    parts = ask(f"http://{options.address}:{options.port}")
    for name, state in parts.items():
        print(f"{name}: {state}")
    alive = [parts.get(name) == "alive" for name in ("database", "web", "worker")]
    return 0 if all(alive) else 1


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
