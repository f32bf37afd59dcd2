"""Looks of the invented staff at the invented residents, so that the log is not empty.

Whoever changed a request had opened it: each step that a member of staff made in the last year
stands in the log as a look, with the relationship and the agreement that it came under. The
request id says that they are synthetic.
"""

from datetime import datetime, timedelta

from django.db import connection

from peckham.infra import clock
from peckham.infra.scope import open_scope, system_scope

SINCE = timedelta(days=365)
REQUEST_ID = "synthetic"
# So many, however large the place: each look is written by the function that writes real ones.
NEWEST_REQUESTS = 4000
FIRST_RESIDENTS = 500

_LOOKS = """
INSERT INTO sharing_look (person_id, actor_kind, actor, actor_name, account_id, role,
    organisation_id, organisation_name, purpose, parts, allowed_by, relationship_id,
    agreement_version_id, at, recorded_at, request_id)
SELECT r.person_id, 'staff', e.actor, '', a.id, e.role, e.organisation_id, '',
    CASE WHEN e.role IN ('navigator', 'manager') THEN 'navigation' ELSE 'direct care' END,
    CASE e.kind WHEN 'taken' THEN '{demographics,request}' ELSE '{request}' END::text[],
    coalesce(found.kind, ''), found.id, CASE WHEN kept.organisation_id IS NULL THEN NULL
        WHEN e.role IN ('navigator', 'manager') THEN %(navigation)s ELSE %(care)s END,
    e.at, e.at, %(request_id)s
FROM care_requestevent e
JOIN care_request r ON r.id = e.request_id AND r.person_id IS NOT NULL
JOIN organisations_account a ON a.public_id::text = e.actor
LEFT JOIN LATERAL (
    SELECT s.id, s.kind FROM sharing_relationship s JOIN organisations_team t ON t.id = s.team_id
    WHERE s.person_id = r.person_id AND t.organisation_id = e.organisation_id
      AND s.during @> e.at ORDER BY s.id LIMIT 1) found ON true
LEFT JOIN LATERAL (
    SELECT s.organisation_id FROM sharing_relationship s
    WHERE s.person_id = r.person_id AND s.kind = 'registration' AND s.during @> e.at
      AND s.organisation_id <> e.organisation_id ORDER BY s.id LIMIT 1) kept ON true
WHERE e.actor_kind = 'staff' AND e.at > %(since)s AND e.at <= %(at)s
  AND (r.id IN (SELECT n.id FROM care_request n ORDER BY n.id DESC LIMIT %(newest)s)
       OR r.person_id IN (SELECT p.id FROM people_person p ORDER BY p.id LIMIT %(first)s))
  -- What nothing allowed would have been refused: nothing is invented that could not have been.
  AND found.id IS NOT NULL
ORDER BY e.at, r.id, e.sequence
"""

_VERSION = """SELECT v.id FROM sharing_agreementversion v
JOIN sharing_agreement a ON a.id = v.agreement_id
WHERE a.reference = %s ORDER BY v.number LIMIT 1"""


def write_looks(*, at: datetime) -> None:
    """Write the looks behind the steps of the newest requests and of the first residents."""
    # The load itself takes longer than a scope may differ from the clock.
    scope = system_scope("synthetic load", purpose="operations", at=clock.now())
    with open_scope(scope), connection.cursor() as cursor:
        versions = []
        for reference in ("SYN-DSA-1", "SYN-DSA-2"):
            cursor.execute(_VERSION, [reference])
            row = cursor.fetchone()
            versions.append(row[0] if row else None)
        cursor.execute(
            _LOOKS,
            {
                "care": versions[0],
                "navigation": versions[1],
                "since": at - SINCE,
                "at": at,
                "newest": NEWEST_REQUESTS,
                "first": FIRST_RESIDENTS,
                "request_id": REQUEST_ID,
            },
        )
