"""Message catalogues: the translators' .po files compiled to the .mo files that gettext reads."""

import os
from pathlib import Path


def compile_due(package: Path) -> int:
    """Compile every catalogue whose source is newer than its compiled form.

    Args:
        package: The directory `src/peckham`.

    Returns:
        How many were compiled.
    """
    due = [source for source in package.glob("interfaces/**/LC_MESSAGES/*.po") if _is_due(source)]
    for source in due:
        _compile(source)
    return len(due)


def _compile(source: Path) -> None:
    # Here and not above: usually none is due, and every start would wait for it.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parts[-3], domain=source.stem)
    unfinished = source.with_name(f"{source.stem}.mo.{os.getpid()}")
    with unfinished.open("wb") as file:
        write_mo(file, catalogue)
    unfinished.replace(source.with_suffix(".mo"))


def _is_due(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime
