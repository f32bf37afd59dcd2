"""`./peckham docs`: write the generated pages of the manual, or check them."""

import argparse

from peckham.interfaces.cli.progress import Progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check",
        action="store_true",
        help="Write nothing; name the pages that are behind, and exit with 1 if there are any.",
    )


def run(options: argparse.Namespace) -> int:
    from peckham.interfaces.cli.manual.pages import is_in_step, pages

    with Progress().step("Reading the code and the database's catalogue"):
        made = list(pages(options.checkout))
    behind = [page for page in made if not is_in_step(page, options.checkout)]
    for page in behind:
        path = page.path(options.checkout)
        if not options.check:
            path.write_text(page.text, encoding="utf-8")
        print(f"{path.relative_to(options.checkout)}: {'behind' if options.check else 'written'}")
    if not behind:
        print(f"All {len(made)} generated pages are in step.")
    return 1 if options.check and behind else 0
