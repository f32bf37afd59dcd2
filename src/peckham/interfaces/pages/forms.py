"""What somebody wrote in a form, and what is wrong with it; the words are always kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peckham.interfaces.pages.cited_rules import cited_rules
from peckham.kernel import Refused

TEXT_LENGTH_MAX = 5000
LINE_LENGTH_MAX = 200
YEAR_MIN = 1880


@dataclass(slots=True)
class Form:
    """Answers by field name, and one message for each field that needs another look.

    Args:
        data: What was posted, or what was answered before.
        errors: Message by field; the field "" is the form as a whole.
    """

    data: Mapping[str, object] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_valid(self) -> bool:
        """Whether nothing is wrong so far."""
        return not self.errors

    def value(self, name: str) -> str:
        """Give a field as it was written, for showing it again."""
        held = self.data.get(name, "")
        return str(held) if held is not None else ""

    def values(self, name: str) -> list[str]:
        """Give every ticked value of a field."""
        if isinstance(self.data, QueryDict):
            return [str(value) for value in self.data.getlist(name)]
        held = self.data.get(name, [])
        return [str(value) for value in held] if isinstance(held, (list, tuple)) else [str(held)]

    def fail(self, name: str, message: str) -> None:
        """Note what is wrong with a field; the first message about a field stands."""
        self.errors.setdefault(name, message)

    def refuse(self, refusal: Refused) -> None:
        """Note a refusal at the field that it is about, with its rule and where that is from."""
        words = [refusal.what, refusal.why, refusal.remedy, refusal.who]
        if refusal.rule is not None:
            rule = cited_rules()[refusal.rule]
            words += [_("(rule %d)") % rule.number, _("From: %s.") % rule.source]
        self.fail(refusal.field, " ".join(part for part in words if part))

    def line(self, name: str, *, required: str = "", longest: int = LINE_LENGTH_MAX) -> str:
        """Read one line of text, with its outer spaces taken off."""
        return self._text(name, " ".join(self.value(name).split()), required, longest)

    def passage(self, name: str, *, required: str = "", longest: int = TEXT_LENGTH_MAX) -> str:
        """Read somebody's own words, with their line breaks."""
        words = self.value(name).replace("\r\n", "\n").strip()
        return self._text(name, words, required, longest)

    def _text(self, name: str, words: str, required: str, longest: int) -> str:
        words = words.replace("\x00", "")
        if not words and required:
            self.fail(name, required)
        if len(words) > longest:
            over = len(words) - longest
            self.fail(
                name,
                ngettext("This is %d character too long.", "This is %d characters too long.", over)
                % over,
            )
        return words

    def choice(self, name: str, allowed: Iterable[str], *, required: str = "") -> str:
        """Read one answer out of those on the page."""
        answer = self.value(name)
        if answer in set(allowed):
            return answer
        if answer or required:
            self.fail(name, required or _("Choose one of the answers on the page."))
        return ""

    def choices(self, name: str, allowed: Iterable[str], *, required: str = "") -> tuple[str, ...]:
        """Read every ticked answer, in the page's order."""
        ticked = set(self.values(name)) - {""}
        known = tuple(answer for answer in allowed if answer in ticked)
        if ticked - set(known):
            self.fail(name, _("Choose from the answers on the page."))
        if not known and required:
            self.fail(name, required)
        return known

    def day(self, name: str, *, today: date | None, required: str = "") -> date | None:
        """Read a day from its three boxes: name_day, name_month, name_year.

        Args:
            name: The field.
            today: The last day that it may be, or None where it may lie in the future.
            required: What to say where the boxes are empty, or "" where they may be.
        """
        boxes = [self.value(f"{name}_{part}").strip() for part in ("day", "month", "year")]
        if not any(boxes):
            if required:
                self.fail(name, required)
            return None
        try:
            day, month, year = (int(box) for box in boxes)
            found = date(year, month, day)
        except ValueError:
            self.fail(name, _("This is not a real date. Write it in numbers, like 14 3 1951."))
            return None
        if today is not None and found > today:
            self.fail(name, _("The date must be today or in the past."))
        elif found.year < YEAR_MIN:
            self.fail(name, _("Check the year: it should have four numbers, like 1951."))
        return found

    @property
    def error_list(self) -> list[dict[str, str]]:
        """Give the error summary's entries, each a link to its field."""
        return [
            {"text": message, "href": f"#{name or 'form'}"} for name, message in self.errors.items()
        ]
