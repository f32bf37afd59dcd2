"""Reads the published places of data/places_of_the_seeds: what others said, with their words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from peckham.contracts.actions import forming, hosting, promising
from peckham.contracts.domain.partner_views import IntegratorView, Told
from peckham.contracts.models.partners import ContractPlace
from peckham.contracts.queries.integrators import integrator_of
from peckham.infra import reference
from peckham.kernel import Actor, Refused

_ROOM = "places_of_the_seeds"


class NotQuoted(Refused):
    """A published fact has no quotation: it could be anybody's."""


@transaction.atomic
def keep_published(*, by: Actor, at: datetime) -> tuple[str, ...]:
    """Keep every published place that is not kept yet; run again, it adds nothing.

    Returns:
        The names of the places that were added.

    Raises:
        NotQuoted: If a fact of the files has no words of its source.
    """
    files = sorted((reference.DATA / _ROOM).glob("*.toml"))
    tables = [reference.table(f"{_ROOM}/{file.name}") for file in files]
    held = set(ContractPlace.objects.values_list("name", flat=True))
    wanted = [table for table in tables if table["name"] not in held]
    for table in wanted:
        _Keeping(table, by, at).keep()
    return tuple(table["name"] for table in wanted)


class _Keeping:
    """One place as its file has it, being written down."""

    def __init__(self, table: Mapping[str, Any], by: Actor, at: datetime) -> None:
        self.table = table
        self.who: dict[str, Any] = {"by": by, "at": at}
        self.place_id = 0

    def keep(self) -> None:
        """Write the place and everything that its file says of it."""
        parts = {name: self.table[name] for name in ("name", "board", "scheme")}
        self.place_id = forming.add_place(**parts, told=self._told(self.table), **self.who)
        for entry in self.table.get("facts", ()):
            forming.state_fact(**self._of_place(entry))
        for entry in self.table.get("milestones", ()):
            promising.set_milestone(**self._of_place(entry))
        for entry in self.table.get("plans", ()):
            promising.state_provider_plan(**self._of_place(entry))
        for entry in self.table.get("promises", ()):
            promising.promise(**self._of_place(entry))
        for entry in self.table.get("fundings", ()):
            promising.state_funding(**{"amount_pence": None} | self._of_place(entry))
        if "integrator" in self.table:
            self._keep_integrator(self.table["integrator"])

    def _told(self, entry: Mapping[str, Any], above: Mapping[str, Any] | None = None) -> Told:
        quotation = entry.get("quotation") or (above or {}).get("quotation")
        if not quotation:
            raise NotQuoted(
                f"{self.table['name']}: a fact has no quotation: {dict(entry)}.",
                remedy="Put the words of the source beside it.",
            )
        return Told(entry.get("on"), self.table["source"], quotation)

    def _of_place(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        values = {name: entry[name] for name in entry if name not in ("on", "quotation")}
        return {"place_id": self.place_id, **values, "told": self._told(entry), **self.who}

    def _keep_integrator(self, entry: Mapping[str, Any]) -> None:
        partnership = self.table["partnership"]
        forming.name_partnership(
            place_id=self.place_id,
            name=partnership["name"],
            told=self._told(partnership),
            **self.who,
        )
        body_ids = [
            forming.add_body(
                name=each["body"], kinds=each["kinds"], told=self._told(each, entry), **self.who
            )
            for each in entry["members"]
        ]
        forming.form_integrator(
            place_id=self.place_id,
            name=entry["name"],
            body_ids=body_ids,
            told=self._told(entry),
            **self.who,
        )
        formed = integrator_of(self.place_id)
        if formed is not None:
            self._keep_host(entry["host"], formed)
            self._keep_said(entry, formed)

    def _keep_host(self, host: Mapping[str, Any], formed: IntegratorView) -> None:
        member_id = next(one.id for one in formed.members if one.body == host["body"])
        hosting.choose_host(
            member_id=member_id, reason=host["reason"], told=self._told(host), **self.who
        )

    def _keep_said(self, entry: Mapping[str, Any], formed: IntegratorView) -> None:
        of = {"integrator_id": formed.id, **self.who}
        body_ids = {one.body: one.body_id for one in formed.members}
        for each in entry.get("decisions", ()):
            values = {"decided_by": each["decided_by"], "outcome": each["outcome"]}
            forming.decide(**values, reference="", told=self._told(each), **of)
        for each in entry.get("holdings", ()):
            values = {"holds": each["holds"], "words": each["words"]}
            body_id = body_ids[each["body"]]
            forming.state_holding(**values, body_id=body_id, told=self._told(each), **of)
        for each in entry.get("oversight", ()):
            values = {"kind": each["kind"], "words": each["words"]}
            forming.record_oversight(**values, told=self._told(each), **of)
