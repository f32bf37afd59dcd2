"""Where a holder comes from: it existed, was newly founded, or was split off another body (71)."""

from datetime import date

from peckham.kernel import Refused


class NotFormedYet(Refused):
    """A body would hold the contract before it exists, or nobody says where it comes from."""


def check_formed(
    event: str, formed_by: str, formed_from: str, formed_on: date | None, *, on: date
) -> None:
    """Check where a holder comes from: a body may bid before it is formed, and hold only after.

    Args:
        event: The step by which it comes to hold the contract.
        formed_by: "existing", "new" or "demerger".
        formed_from: The body that it was split off.
        formed_on: When it came to be; None while it has not.
        on: The day of the step.

    Raises:
        NotFormedYet: If it would hold before that day, or a demerger names no body.

    >>> check_formed("pre_qualification", "demerger", "the trust", None, on=date(2026, 5, 1))
    """
    if formed_by == "demerger" and not formed_from:
        raise NotFormedYet(
            "A body that was split off has another that it was split off.",
            rule=71,
            remedy="Name the body that it comes from.",
            field="formed_from",
        )
    if formed_by == "existing" or event == "pre_qualification":
        return
    if formed_on is None or formed_on > on:
        raise NotFormedYet(
            f"The body that would hold the contract on {on:%-d %B %Y} does not exist by then.",
            rule=71,
            remedy="Write the day on which it was formed, and let it hold from then on.",
            field="formed_on",
        )
