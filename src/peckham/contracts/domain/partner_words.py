"""The words in which partnerships are recorded: what each may be, and nothing else."""

from typing import Final

BODY_KINDS: Final = (
    "primary_care_organisation",
    "community_provider",
    "nhs_trust",
    "nhs_foundation_trust",
    "local_authority",
    "voluntary_sector",
    "commissioner",
    "primary_care_network",
    "partnership",
)
FACT_TOPICS: Final = (
    "programme",
    "given",
    "decided",
    "condition",
    "offered",
    "holder",
    "people",
    "open question",
)
CRITERIA: Final = ("size", "scale", "maturity", "local footprint")
HOLDS: Final = ("yes", "no", "unknown")
OUTCOMES: Final = ("approved", "refused")
OVERSIGHT: Final = ("body", "priority", "report")
MILESTONE_STATES: Final = ("under way", "done", "will be late", "given up")
PLAN_STATES: Final = ("requested", "received", "agreed", "in practice", "refused")
REPLIES: Final = ("accepts", "accepts in part", "declines", "no reply")
