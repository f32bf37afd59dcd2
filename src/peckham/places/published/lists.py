"""Practices with patients in a place: their networks, their care board, their postcodes."""

from collections.abc import Sequence
from dataclasses import replace

from peckham.infra import reference
from peckham.kernel import Refused
from peckham.places.domain.deriving import derived_postcodes
from peckham.places.domain.loading import PostcodeToLoad, PracticeToLoad
from peckham.places.published.desk import Desk
from peckham.places.published.networks import read_networks
from peckham.places.published.postcodes import read_postcodes
from peckham.places.published.practices import postcode_of, read_practices
from peckham.places.published.reading import written
from peckham.places.published.registrations import Registrations
from peckham.places.published.vintage import Vintage

_NAMED = 10


class UnknownPractice(Refused):
    """The registrations name practices that the practice file does not have."""


def practices_of(desk: Desk, registrations: Registrations) -> list[PracticeToLoad]:
    """Read the practices that have patients here, with all their memberships of networks.

    Raises:
        UnknownPractice: If the practice file lacks any of them.
    """
    wanted = {practice for practice, _ in registrations.counts}
    path = desk.path("practices")
    published = read_practices(path)
    unknown = sorted(wanted - set(published.found))
    if unknown:
        raise UnknownPractice(
            f"{len(unknown)} practices in {desk.path('registrations').name} are not in"
            f" {path.name}: {', '.join(unknown[:_NAMED])}{' …' if len(unknown) > _NAMED else ''}.",
            remedy="Use the practice file of the same quarter as the registrations.",
        )
    networks = read_networks(desk.path("networks"), wanted)
    desk.put_down("practices", published.as_of, published.rows, len(wanted))
    desk.put_down("networks", networks.as_of, networks.rows, len(networks.found))
    found = []
    for code in sorted(wanted):
        entry = published.found[code]
        found.append(
            PracticeToLoad(
                ods_code=code,
                name=entry.name,
                postcode=postcode_of(entry, path),
                list_size=registrations.lists[code],
                status=entry.status,
                commissioner_code=entry.commissioner_code,
                icb_code=entry.icb_code,
                memberships=networks.found.get(code, ()),
            )
        )
    _warn_of_practices(desk, found, registrations)
    return found


def _warn_of_practices(
    desk: Desk, practices: Sequence[PracticeToLoad], registrations: Registrations
) -> None:
    on = registrations.extracted_on
    alone = {
        entry.ods_code
        for entry in practices
        if not any(
            spell.start <= on and (spell.end is None or on < spell.end)
            for spell in entry.memberships
        )
    }
    if alone:
        patients = sum(
            count for (practice, _), count in registrations.counts.items() if practice in alone
        )
        desk.warnings.append(
            f"{len(alone)} practices, with {patients:,} patients here, were in no network on"
            f" {written(on)}."
        )
    closed = sum(entry.status != "active" for entry in practices)
    if closed:
        desk.warnings.append(f"{closed} practices with patients here are not active.")


def care_board_of(
    practices: Sequence[PracticeToLoad], registrations: Registrations
) -> tuple[str, str] | None:
    """Take the care board that most patients here are registered under, as the place's."""
    board_of = {entry.ods_code: entry.icb_code for entry in practices}
    sums: dict[str, int] = {}
    for (practice, _), patients in registrations.counts.items():
        if board_of[practice]:
            sums[board_of[practice]] = sums.get(board_of[practice], 0) + patients
    if not sums:
        return None
    code = min(sums, key=lambda board: (-sums[board], board))
    names = {row["code"]: row["name"] for row in reference.rows("integrated_care_boards.csv")}
    return code, names.get(code, f"Integrated care board {code}")


def postcodes_of(
    desk: Desk,
    practices: list[PracticeToLoad],
    registrations: Registrations,
    codes: Sequence[str],
    vintage: Vintage,
    icb: tuple[str, str] | None,
) -> tuple[list[PostcodeToLoad], list[PracticeToLoad]]:
    """Read postcodes where a directory was given, else derive those of practices, labelled."""
    if "postcodes" not in desk.files:
        found = derived_postcodes(practices, registrations.counts, icb_code=icb[0] if icb else "")
        desk.warnings.append(
            f"Without a postcode directory only {len(found)} postcodes of practices are known, and"
            " where they lie is derived from where their patients live."
        )
        return found, practices
    inside, wanted = set(codes), {entry.postcode for entry in practices if entry.postcode}
    at: dict[str, PostcodeToLoad] = {}
    here = []
    rows = 0
    for entry in read_postcodes(desk.path("postcodes"), inside, vintage, wanted):
        rows += 1
        if entry.code in wanted:
            at[entry.code] = entry
        if entry.area_code in inside:
            here.append(entry)
    desk.put_down("postcodes", "undated", rows, len(here))
    return here, [_located(entry, at.get(entry.postcode), inside) for entry in practices]


def _located(
    practice: PracticeToLoad, at: PostcodeToLoad | None, inside: set[str]
) -> PracticeToLoad:
    if at is None:
        return practice
    return replace(
        practice,
        longitude=at.longitude,
        latitude=at.latitude,
        area_code=at.area_code if at.area_code in inside else None,
    )
