"""Run the web server until stopped."""

import argparse
import os
import sys

from peckham.infra import database
from peckham.interfaces.cli import books, processes, serving, setup
from peckham.interfaces.cli.progress import Progress
from peckham.interfaces.cli.setup import static_files


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", default="127.0.0.1", help="where to listen")
    parser.add_argument("--port", type=int, default=8000, help="where to listen")
    parser.add_argument(
        "--workers", type=int, help="how many processes; one for each core, up to four"
    )


def run(options: argparse.Namespace) -> int:
    serving.check_port_is_free(options.address, options.port)
    database.check_application_login(books.address(books.WEB))
    progress = Progress()
    setup.make_ready(options.checkout, options.home, progress)
    os.environ["PECKHAM_PROCESS"] = "web"
    static_files.collect_in_child(options.home, progress)
    web = serving.web(
        options.home,
        address=options.address,
        port=options.port,
        workers=options.workers or min(4, os.cpu_count() or 1),
    )
    progress.line(f"Listening on http://{options.address}:{options.port}/  (log: {web.log})")
    try:
        with processes.running([web]):
            processes.watch([web], lambda words: print(words, file=sys.stderr), lambda: None)
    except KeyboardInterrupt:
        return 0
    return 0
