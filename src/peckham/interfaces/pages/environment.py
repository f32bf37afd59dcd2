"""The Jinja2 environment: our filters, gettext, and the NHS.UK component macros."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import nhsuk_frontend_jinja
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext, ngettext
from jinja2 import ChainableUndefined, Environment, FileSystemLoader

from peckham.interfaces.pages.filters import FILTERS

INTERFACES = Path(__file__).resolve().parents[1]
COMPONENT_TEMPLATES = Path(nhsuk_frontend_jinja.__file__).parent / "templates"
# Names that a site gives to every template as it starts: the page kit knows no site.
FROM_SITES: dict[str, object] = {"own_pages": ()}


class Unknown(ChainableUndefined):
    """A name that the page was not given.

    The component macros ask for many optional parameters, so asking is allowed and is false;
    printing one would leave a silent hole in a page, so that is an error.
    """

    def __str__(self) -> str:
        self._fail_with_undefined_error()
        return ""

    def __html__(self) -> str:
        return str(self)


def url(name: str, *args: object, **kwargs: object) -> str:
    """Give the address of a named page."""
    if not args and len(kwargs) == 1:
        ((key, value),) = kwargs.items()
        if isinstance(value, UUID):
            return str(value).join(_around(name, key, get_script_prefix()))
    return reverse(name, args=args or None, kwargs=kwargs or None)


@cache
def _around(name: str, key: str, prefix: str) -> tuple[str, str]:
    """Give what stands before and after the random key in addresses of one kind.

    A worklist has a hundred of them, and a random key never needs quoting.
    """
    before, _, after = reverse(name, kwargs={key: UUID(int=0)}).partition(str(UUID(int=0)))
    return before, after


def new_key() -> str:
    """Give a fresh idempotency key for one form on one page."""
    return str(uuid4())


def template_directories() -> list[Path]:
    """List where templates lie: one folder in each interface, then the component macros."""
    return [*sorted(INTERFACES.glob("*/templates")), COMPONENT_TEMPLATES]


def environment(**options: Any) -> Environment:
    """Make the environment that Django's Jinja2 backend asks for in settings.TEMPLATES."""
    options["loader"] = FileSystemLoader(template_directories())
    options["undefined"] = Unknown
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    options.setdefault("autoescape", True)
    jinja = Environment(  # noqa: S701 (set above, and again by Django)
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options
    )
    jinja.policies["ext.i18n.trimmed"] = True
    jinja.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    names: dict[str, Callable[..., object]] = {"static": static, "url": url, "new_key": new_key}
    jinja.globals.update(names, **FROM_SITES)
    jinja.filters.update(FILTERS)
    return jinja
