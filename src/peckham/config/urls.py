"""Every address of both sites."""

from django.urls import include, path

from peckham.config.health import health

urlpatterns = [
    path("health", health, name="health"),
    path("staff/", include("peckham.interfaces.staff.urls", namespace="staff")),
    path("", include("peckham.interfaces.residents.urls", namespace="residents")),
]
