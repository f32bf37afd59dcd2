"""What is asked of each provider and what is believed of its answer: data, and the environment."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings

from peckham.infra import reference


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of provider, as data/sign_in_profiles.toml describes it.

    Args:
        name: "staff" or "residents".
        scope: What is asked for.
        prompt: The `prompt` of every request, or "".
        algorithms: In which an ID token may be signed; never "none", never a shared secret.
        level_claim: The claim that says how sure the provider is.
        levels: Its values, lowest first.
        least_level: Below it nobody comes in.
        parameters: What else the request carries.
        role_claim: The claim that names the chosen role, or "" where roles are not asked about.
        roles_claim: The claim that lists the roles.
        role_key: The key of a role in that list.
        organisation_key: The key of its organisation's ODS code.
    """

    name: str
    scope: str
    prompt: str
    algorithms: Sequence[str]
    level_claim: str
    levels: Sequence[str]
    least_level: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    role_claim: str = ""
    roles_claim: str = ""
    role_key: str = ""
    organisation_key: str = ""

    def is_enough(self, level: object, *, least: str) -> bool:
        """Say whether a level reaches the least; a level that is not known never does."""
        if level not in self.levels or least not in self.levels:
            return False
        return self.levels.index(str(level)) >= self.levels.index(least)


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider that this deployment is connected to.

    Args:
        profile: What is asked of it.
        issuer: Its identifier, under which it publishes its configuration.
        client_id: What it knows us by.
        private_key: The key, in PEM, whose public half it holds.
        algorithm: In which we sign with it.
        key_id: By which the provider knows the key, or "".
        least_level: The profile's, unless the deployment asks for more.
    """

    profile: Profile
    issuer: str
    client_id: str
    private_key: str = field(repr=False)
    algorithm: str
    key_id: str
    least_level: str


@cache
def profiles() -> Mapping[str, Profile]:
    """Read the profiles, by name."""
    held: Mapping[str, Mapping[str, Any]] = tomllib.loads(
        reference.path("sign_in_profiles.toml").read_text(encoding="utf-8")
    )
    return {name: Profile(name=name, **facts) for name, facts in held.items()}


def provider(name: str) -> Provider | None:
    """Give the provider for "staff" or "residents", or None where none is connected."""
    set_up = settings.SIGN_IN_PROVIDERS.get(name)
    if set_up is None:
        return None
    profile = profiles()[name]
    return Provider(
        profile=profile,
        issuer=set_up["issuer"],
        client_id=set_up["client_id"],
        private_key=set_up["private_key"],
        algorithm=set_up["algorithm"],
        key_id=set_up["key_id"],
        least_level=set_up["least_level"] or profile.least_level,
    )
