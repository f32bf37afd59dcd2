"""Schemes and functions of integrators as data/ has them."""

from functools import cache

from peckham.contracts.domain import partners
from peckham.infra import reference


@cache
def _schemes() -> dict[str, partners.Scheme]:
    return dict(partners.schemes(reference.table("integrator_schemes.toml")))


def all_schemes() -> tuple[partners.Scheme, ...]:
    """List the schemes of data/integrator_schemes.toml."""
    return tuple(_schemes().values())


def scheme_of(code: str) -> partners.Scheme | None:
    """Find a scheme; None for a place that is under none.

    Raises:
        UnknownScheme: If none has the code.
    """
    if not code:
        return None
    found = _schemes().get(code)
    if found is None:
        raise partners.UnknownScheme(
            f"No scheme is called {code}.", remedy="See data/integrator_schemes.toml.", rule=40
        )
    return found


@cache
def function_catalogue() -> tuple[partners.Function, ...]:
    """Read the functions of data/integrator_functions.toml, in their order (rule 39)."""
    return partners.functions(reference.table("integrator_functions.toml"))
