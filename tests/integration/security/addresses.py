"""Every address of both sites, with keys put into it."""

from itertools import product
from uuid import UUID, uuid4

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse

SLUGS = {
    "step": ("rang",),
    "verb": ("accept", "start", "close"),
    "slug": ("words",),
    "kind": ("decision",),
    "gate": ("approved",),
}


def walk(patterns=None, namespace=""):
    """Give the name and the converters of every view."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern.pattern.converters


def kind(converter):
    return type(converter).__name__.removesuffix("Converter").lower()


def with_keys(keys, name, converters):
    """Give the addresses of a view with each of some keys, and each of a few words for slugs."""
    choices = []
    for argument, converter in converters.items():
        if kind(converter) == "uuid":
            choices.append([key for key in keys if isinstance(key, UUID)])
        elif kind(converter) == "int":
            choices.append([1, 2147483648])
        else:
            choices.append(SLUGS.get(argument, ("x",)))
    for values in product(*choices):
        yield reverse(name, kwargs=dict(zip(converters, values, strict=True)))


def public_ids(most=1):
    """Give some public ids of every table that has them, by the table's name."""
    found = {}
    for model in apps.get_models():
        if "public_id" in {field.name for field in model._meta.get_fields()}:
            ids = list(
                model._default_manager.order_by("pk").values_list("public_id", flat=True)[:most]
            )
            if ids:
                found[model._meta.db_table] = ids
    return found


def keys_for_a_form():
    """Give the hidden marks that every form carries."""
    return {"idempotency_key": str(uuid4()), "version": "1"}
