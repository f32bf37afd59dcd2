"""Where people whom other systems sent live: by postcode, as assigned, or out of the area."""

from dataclasses import replace
from datetime import datetime

from peckham.kernel import InvalidPostcode, Postcode, london
from peckham.people.actions.belonging import leave_practices
from peckham.people.actions.facts import carry_out, current, days, span_of, supersede
from peckham.people.actions.where import Where, home, same_days_elsewhere
from peckham.people.domain.spans import day_after, leave, make_room
from peckham.people.fhir.patients import PatientFacts
from peckham.people.models import AddressSpell, Person

AS_SENT = "as sent"


class Homes:
    """Places the people of one import.

    Args:
        assigned: Where to place those whose area is not known, labelled so; None leaves them out
            of the area.
        at: When it is recorded. Nobody lived here, as far as is known, before that day.
    """

    def __init__(self, assigned: Where | None, *, at: datetime) -> None:
        self.assigned = assigned
        self.at = at
        self.today = london.day_of(at)

    def where(self, facts: PatientFacts) -> Where:
        """Place a home: by its postcode where that is known here, else as assigned, else out."""
        try:
            postcode = str(Postcode.parse(facts.postcode)) if facts.postcode else ""
            found = home(postcode=postcode, lines=facts.address_lines, source=AS_SENT)
        except InvalidPostcode:
            # An address abroad: kept as sent, in no area of ours.
            found = Where("out_of_area", None, None, facts.address_lines, facts.postcode, AS_SENT)
        if found.area_id is not None or self.assigned is None:
            return found
        return replace(self.assigned, lines=found.lines, postcode=found.postcode)

    def place(self, person: Person) -> bool:
        """Place somebody who was out of area where others are assigned; say whether it was done."""
        spells = current(AddressSpell.objects.filter(person_id=person.pk))
        last = spells[-1] if spells else None
        if self.assigned is None or last is None or last.during.upper is not None:
            return False
        if last.kind != "out_of_area" or last.source != AS_SENT:
            return False
        where = replace(self.assigned, lines=last.lines, postcode=last.postcode)
        supersede(last, at=self.at)
        where.spell(person.pk, during=last.during, recorded_at=self.at).save(force_insert=True)
        return True

    def end(self, person: Person) -> None:
        """End the homes and lists of somebody who has died."""
        first_day_away = day_after(person.deceased_on or self.today)
        spells = current(AddressSpell.objects.filter(person_id=person.pk))
        if spells:
            change = leave([span_of(spell) for spell in spells], first_day_away, may_vanish=True)
            carry_out(spells, change, at=self.at, copy=same_days_elsewhere)
        leave_practices(person.pk, first_day_away, at=self.at)

    def move(self, person: Person, facts: PatientFacts) -> bool:
        """Record a move that a changed resource tells of, from today on.

        Returns:
            False where the person is recorded as having left: then only somebody here brings her
            back.
        """
        spells = current(AddressSpell.objects.filter(person_id=person.pk))
        last = spells[-1] if spells else None
        if last is not None and last.during.upper is not None:
            return False
        where = self.where(facts)
        if last is not None:
            was = (last.kind, last.area_id, last.lines, last.postcode)
            is_same = was == (where.kind, where.area_id, where.lines, where.postcode)
            stays_assigned = where.kind == "out_of_area" and last.source.startswith("assigned")
            if is_same or stays_assigned:
                return True
        change = make_room([span_of(spell) for spell in spells], self.today, gapless=True)
        carry_out(spells, change, at=self.at, copy=same_days_elsewhere)
        during = days(change.start, change.end)
        where.spell(person.pk, during=during, recorded_at=self.at).save(force_insert=True)
        return True
