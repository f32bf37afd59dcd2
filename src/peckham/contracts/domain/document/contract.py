"""The document of a contract: every part of what it says, and what is not agreed named as such."""

from datetime import date, timedelta
from fractions import Fraction

from peckham.contracts.domain import facts as f
from peckham.contracts.domain.document.content import (
    Block,
    Document,
    Pairs,
    Paragraph,
    Section,
    Table,
)
from peckham.contracts.domain.publication.record import Record
from peckham.contracts.domain.publication.shapes import body_of
from peckham.contracts.domain.terms import ScopeLine
from peckham.kernel import Period
from peckham.kernel.money import in_words

NOT_AGREED = "not agreed yet"

_STATUS = {"in": "in scope", "optional": "may join by a variation", "out": "out of scope"}
_MODES = {
    "own": "by the holder",
    "subcontract": "by a subcontract",
    "integration_agreement": "by an integration agreement",
}


def contract_document(record: Record, *, day: date) -> Document:
    """Write a contract down from its data, as it was known on a day.

    Args:
        record: The contract.
        day: The day.
    """
    contract = record.facts.contract
    keeper = next((one.name for one in contract.commissioners if one.co_ordinates), "")
    sections = (
        Section("This document", _about(record, day)),
        Section("Who are the parties", _parties(record)),
        Section("How long it runs", _term(record)),
        Section("What it is worth", _worth(record)),
        Section("Whom it covers", _people(record)),
        Section("Which services it holds", _services(record)),
        Section("What it is to achieve", _aims(record)),
        Section("General practice in it", _practices(record, day)),
        Section("Functions handed over", _functions(record, day)),
        Section("How it was changed", _changes(record)),
        Section("What was decided about it", _decisions(record, day)),
    )
    return Document(f"{record.title} ({contract.reference})", keeper or record.title, sections)


def long_day(day: date) -> str:
    """Write a day as it is read.

    >>> long_day(date(2026, 9, 1))
    '1 September 2026'
    """
    return f"{day:%-d %B %Y}"


def share(part: Fraction | None) -> str:
    """Write an exact part; one that is not agreed says so."""
    if part is None:
        return NOT_AGREED
    return "the whole" if part == 1 else f"{part.numerator} of {part.denominator} parts"


def days(during: Period) -> str:
    """Write a period with its first and last day."""
    if during.end is None:
        return f"from {long_day(during.start)}, without end"
    return f"{long_day(during.start)} to {long_day(during.end - timedelta(days=1))}"


def _about(record: Record, day: date) -> tuple[Block, ...]:
    return (
        Paragraph(
            f"{record.kind}. This is what the data of the contract said on {long_day(day)}. It is"
            " made from them anew each time, and is not the copy that the parties signed."
        ),
    )


def _parties(record: Record) -> tuple[Block, ...]:
    contract = record.facts.contract
    rows = tuple(
        (
            body_of(record, one.name).name,
            "co-ordinates the commissioners" if one.co_ordinates else "commissions",
            share(one.share),
        )
        for one in contract.commissioners
    )
    holder = record.holder()
    held = body_of(record, holder.name).name if holder else NOT_AGREED
    return (Table(("Commissioner", "What it does", "Share"), rows), Pairs((("Holder", held),)))


def _term(record: Record) -> tuple[Block, ...]:
    contract = record.facts.contract
    signed = record.signed_on()
    pairs = [
        ("Term", days(contract.during)),
        ("Entered into", long_day(signed) if signed else NOT_AGREED),
    ]
    if contract.parent:
        pairs.append(("Nests in", contract.parent))
    pairs += [("Suspended", days(gap)) for gap in contract.suspended]
    breaks = tuple((long_day(on), f"notice by {long_day(by)}") for on, by in record.worth.breaks)
    blocks: list[Block] = [Pairs(tuple(pairs))]
    if breaks:
        blocks.append(Table(("May be left on", "With"), breaks))
    return tuple(blocks)


def _worth(record: Record) -> tuple[Block, ...]:
    worth = record.worth
    if worth.total_pence is None:
        return (Paragraph(f"Its value is {NOT_AGREED}."),)
    rows = tuple((long_day(start), in_words(pence)) for start, pence in worth.years)
    return (Table(("Year from", "Value"), (*rows, ("Together", in_words(worth.total_pence)))),)


def _people(record: Record) -> tuple[Block, ...]:
    contract = record.facts.contract
    if not contract.people:
        return (Paragraph(f"Whom it covers is {NOT_AGREED}."),)
    return (
        Pairs(
            (
                ("Areas", ", ".join(sorted(contract.areas))),
                ("Small areas and practices' lists", ", ".join(sorted(contract.people))),
            )
        ),
    )


def _services(record: Record) -> tuple[Block, ...]:
    rows = tuple(
        (
            record.services.get(line.service, line.service),
            _STATUS[line.status],
            _delivered(record, line),
        )
        for line in record.facts.contract.lines
    )
    return (Table(("Service", "Scope", "How it is delivered"), rows),)


def _delivered(record: Record, line: ScopeLine) -> str:
    if line.status == "out":
        return "not under this contract"
    said = [
        f"{_MODES[one.mode]}: {body_of(record, one.by).name}, {days(one.during)}"
        for one in line.deliveries
    ]
    return "; ".join(said) or NOT_AGREED


def _aims(record: Record) -> tuple[Block, ...]:
    if not record.aims:
        return (Paragraph("No outcome is written down yet."),)
    rows = tuple(
        (one.name, f"{one.measure} ({one.source})", one.baseline, one.target) for one in record.aims
    )
    return (Table(("Outcome", "Measure and source", "Baseline", "Target"), rows),)


def _practices(record: Record, day: date) -> tuple[Block, ...]:
    votes = record.facts.contract.gp_votes_min
    blocks: list[Block] = [
        Pairs(
            (
                (
                    "Votes of GPs on the governing body, at least",
                    NOT_AGREED if votes is None else str(votes),
                ),
            )
        )
    ]
    partners = f.known(record.facts.partners, day)
    if partners:
        rows = tuple(
            (body_of(record, one.practice).name, one.area, one.mode.replace("_", " "))
            for one in partners
        )
        blocks.append(Table(("Practice", "Area", "Takes part"), rows))
    else:
        blocks.append(Paragraph("No practice takes part. Taking part is for each to decide."))
    return tuple(blocks)


def _functions(record: Record, day: date) -> tuple[Block, ...]:
    if record.facts.assigned is None:
        return (Paragraph("Nobody has said yet whether a commissioner's function is handed over."),)
    rows = tuple(
        (one.function.replace("_", " "), one.to, one.instrument or "none recorded")
        for one in f.known(record.facts.assigned, day)
    )
    if not rows:
        return (Paragraph("None. Commissioners keep their statutory functions."),)
    return (Table(("Function", "To", "Instrument"), rows),)


def _changes(record: Record) -> tuple[Block, ...]:
    if not record.changes:
        return (Paragraph("No variation was agreed."),)
    rows = tuple(
        (str(one.number), one.what, one.why, long_day(one.from_on)) for one in record.changes
    )
    return (Table(("Variation", "What", "Why", "From"), rows),)


def _decisions(record: Record, day: date) -> tuple[Block, ...]:
    rows = [
        (long_day(one.stamp.on), f"{one.body}: {one.about} {one.outcome.replace('_', ' ')}")
        for one in f.known(record.facts.decisions, day)
    ]
    rows += [(long_day(on), f"Gate passed: {gate}") for gate, on in record.passed]
    if not rows:
        return (Paragraph("Nothing was decided yet."),)
    return (Table(("Day", "What"), tuple(rows)),)
