"""The front door of services: the names that other rooms may use."""

from peckham.services.actions import UnknownCoreKind, create_core_services, create_service
from peckham.services.catalogue import core_kinds
from peckham.services.domain.catalogue import Category, CoreKind, RedFlag
from peckham.services.domain.completeness import Completeness
from peckham.services.domain.routing import Route, UnknownRedFlag
from peckham.services.loading import SERVICE_COLUMNS, copy_services
from peckham.services.queries import (
    ServiceView,
    categories,
    completeness,
    due_after_hold,
    offer_expires_at,
    red_flags,
    route,
    services_of,
)

__all__ = [
    "SERVICE_COLUMNS",
    "Category",
    "Completeness",
    "CoreKind",
    "RedFlag",
    "Route",
    "ServiceView",
    "UnknownCoreKind",
    "UnknownRedFlag",
    "categories",
    "completeness",
    "copy_services",
    "core_kinds",
    "create_core_services",
    "create_service",
    "due_after_hold",
    "offer_expires_at",
    "red_flags",
    "route",
    "services_of",
]
