"""The tests of clauses: from what was measured to kept, not kept, or not measurable yet."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from peckham.contracts.domain.clauses.clause import Test, Verdict
from peckham.contracts.domain.clauses.measured import Measured

# What routing must not be told (rule 36).
_CHANNEL: Final = "channel"


def ten_services(measured: Measured) -> Verdict:
    """Each hub of the contract's place holds all ten core services (rule 35)."""
    if measured.hubs is None:
        return _unmeasured("The contract names no place, so nobody knows which hubs are meant.")
    if not measured.hubs:
        return _unmeasured("No hub is open in the place of the contract.")
    whole = [one for one in measured.hubs if not one.lacks]
    said = "every hub has all ten" if len(whole) == len(measured.hubs) else "a service is lacking"
    return _verdict(
        len(whole) == len(measured.hubs),
        f"{len(whole)} of {len(measured.hubs)} hubs hold all ten services: {said}.",
        tuple((one.hub, ", ".join(one.lacks) or "all ten") for one in measured.hubs),
        (len(whole), len(measured.hubs)),
    )


def needs_met(measured: Measured) -> Verdict:
    """No outcome is told in a way that the person's communication needs rule out."""
    known = [one for one in measured.told if one.is_ruled_out is not None]
    total = sum(one.outcomes for one in known)
    unknown = sum(one.outcomes for one in measured.told if one.is_ruled_out is None)
    if not total:
        return _unmeasured(
            "No outcome was told at a hub of the contract to somebody whose needs are known."
        )
    wrong: Counter[str] = Counter()
    for one in known:
        if one.is_ruled_out:
            wrong[one.mode] += one.outcomes
    met = total - wrong.total()
    ruled_out = [
        (f"ruled out, by {mode.replace('_', ' ')}", str(number))
        for mode, number in sorted(wrong.items())
    ]
    return _verdict(
        met == total,
        f"{met} of {total} outcomes were told in a way that the person can use.",
        (*ruled_out, ("not counted: told to somebody who is not known here", str(unknown))),
        (met, total),
    )


def permission_first(measured: Measured) -> Verdict:
    """No subcontract that needs consent begins before it was permitted (rule 64)."""
    early = [
        one for one in measured.begun if one.permitted_on is None or one.permitted_on > one.began_on
    ]
    total = len(measured.begun)
    said = f"{total - len(early)} of {total} subcontracts that began were permitted before."
    return _verdict(
        not early,
        said if total else "No subcontract that needs permission has begun.",
        tuple(
            (
                one.reference,
                f"began {one.began_on:%-d %B %Y}, permitted "
                + (f"{one.permitted_on:%-d %B %Y}" if one.permitted_on else "never"),
            )
            for one in measured.begun
        ),
        (total - len(early), total),
    )


def answered_in_time(measured: Measured) -> Verdict:
    """Requests are dealt with by the time at which they are due."""
    if measured.answers is None or not measured.answers.answered:
        return _unmeasured("No request was dealt with at a hub of the contract in the window.")
    answers = measured.answers
    in_time = answers.answered - answers.late
    least = measured.figures["clauses.answered_in_time_percent_min"]
    return _verdict(
        Fraction(in_time, answers.answered) >= Fraction(f"{least}e-2"),
        f"{in_time} of {answers.answered} requests were dealt with in time; "
        f"{least} % is the least that is promised.",
        (
            ("dealt with late", str(answers.late)),
            ("open and overdue now", str(answers.overdue)),
            ("window, days", str(measured.figures["clauses.window_days"])),
        ),
        (in_time, answers.answered),
    )


def no_wrong_door(measured: Measured) -> Verdict:
    """The same request goes to the same place by whichever door it came (rule 36)."""
    kept = _CHANNEL not in measured.routed_by
    return _verdict(
        kept,
        "The code that routes a request is not told by which door it came."
        if kept
        else "The code that routes a request is told by which door it came.",
        (("it is given", ", ".join(measured.routed_by)),),
        None,
    )


TESTS: Final[Mapping[str, Test]] = {
    "ten_services": ten_services,
    "needs_met": needs_met,
    "permission_first": permission_first,
    "answered_in_time": answered_in_time,
    "no_wrong_door": no_wrong_door,
}


def _unmeasured(why: str) -> Verdict:
    return Verdict("not measurable yet", why)


def _verdict(
    kept: bool,
    why: str,
    evidence: tuple[tuple[str, str], ...],
    share: tuple[int, int] | None,
) -> Verdict:
    return Verdict("kept" if kept else "not kept", why, evidence, share)
