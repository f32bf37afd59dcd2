"""The words of the Access book: purposes, categories of data, bases and kinds.

Each tuple is also a CHECK of a table, so that no row says anything else.
"""

DIRECT_CARE = "direct care"
NAVIGATION = "navigation"
OPERATIONS = "operations"

# Why records are looked at. An agreement names those that it allows.
AGREED_PURPOSES = (
    DIRECT_CARE,
    NAVIGATION,
    "population planning",
    "payment",
    "evaluation",
    "safety",
)

# For which a member of staff opens one resident's record because of a relationship.
PURPOSES_WITH_A_RELATIONSHIP = (DIRECT_CARE, NAVIGATION)

# What a row says of a resident: who they are and how to reach them, what they asked for, what
# other systems sent, and what was planned with them.
ORDINARY_CATEGORIES = ("identity", "requests", "health_record", "care_plan")

# Needed beside an ordinary category, where a record or a row is marked so.
SENSITIVE_CATEGORIES = ("sexual_health", "domestic_abuse", "adoption", "staff_as_patient")

CATEGORIES = ORDINARY_CATEGORIES + SENSITIVE_CATEGORIES

# UK GDPR, Article 6(1) and Article 9(2), by their letters.
ARTICLE_6_BASES = ("6(1)(a)", "6(1)(c)", "6(1)(d)", "6(1)(e)", "6(1)(f)")
ARTICLE_9_BASES = ("9(2)(a)", "9(2)(b)", "9(2)(c)", "9(2)(g)", "9(2)(h)", "9(2)(i)", "9(2)(j)")

# How the common law duty of confidentiality is met, or why it does not arise.
CONFIDENTIALITY_BASES = ("implied consent", "consent", "section 251", "pseudonymised")

PARTY_ROLES = ("controller", "joint controller", "processor")

RELATIONSHIP_KINDS = (
    "registration",
    "request",
    "contact",
    "caseload",
    "meeting",
    "break_glass",
)

OBJECTION_KINDS = ("national_data_opt_out", "refusal_to_share")

# Why a record is marked sensitive, and why a mark ends.
MARK_REASONS = (
    "asked_by_person",
    "clinical_judgement",
    "safeguarding",
    "member_of_staff",
    "legal_duty",
)
MARK_END_REASONS = ("asked_by_person", "no_longer_sensitive", "entered_in_error")

# For what many people's rows are read without their names, and on which basis.
RUN_PURPOSES = ("population planning", "evaluation", "payment", "safety")
RUN_BASES = ("section 251", "pseudonymised")

# How somebody said, or took back, an objection.
SAID_HOW = ("in_person", "by_phone", "in_writing", "by_proxy")

REVIEW_OUTCOMES = ("justified", "not_justified")

# What a review of looks that are withheld comes to.
WITHHOLDING_OUTCOMES = ("continues", "ended")

# How a copy of one's own record stands.
EXPORT_STATES = ("waiting", "working", "ready", "failed", "expired")
