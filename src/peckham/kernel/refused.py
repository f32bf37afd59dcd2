"""The one root of every expected refusal; anything else that is raised is a bug."""


class Refused(Exception):
    """The action was understood and is not allowed, or cannot be done as asked.

    Interfaces turn it into a page, a status or a report line; nothing logs it as a fault.
    Subclasses live beside the function that raises them.

    Args:
        what: What went wrong, one plain sentence that a user can read.
        why: The reason, in words.
        rule: Number of the rule (1-74) that refuses, or None.
        remedy: What would make it right.
        who: Who can make it right.
        field: Name of the form field that the refusal is about, or "".

    >>> str(Refused("The list is closed.", rule=12, remedy="Ask the practice manager."))
    'The list is closed. Ask the practice manager. (rule 12)'
    """

    def __init__(
        self,
        what: str,
        *,
        why: str = "",
        rule: int | None = None,
        remedy: str = "",
        who: str = "",
        field: str = "",
    ) -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.rule = rule
        self.remedy = remedy
        self.who = who
        self.field = field

    def __str__(self) -> str:
        sentences = [part for part in (self.what, self.why, self.remedy) if part]
        cited = f" (rule {self.rule})" if self.rule is not None else ""
        return " ".join(sentences) + cited
