"""Every address of both sites."""

from django.urls import include, path

from peckham.config.health import health

urlpatterns = [
    path("health", health, name="health"),
    path("api/v1/", include("peckham.interfaces.api.urls", namespace="api")),
    path("staff/", include("peckham.interfaces.staff.urls", namespace="staff")),
    path("", include("peckham.interfaces.residents.urls", namespace="residents")),
]

handler400 = "peckham.interfaces.pages.refusals.bad_request"
handler403 = "peckham.interfaces.pages.refusals.forbidden"
handler404 = "peckham.interfaces.pages.refusals.not_found"
handler500 = "peckham.interfaces.pages.refusals.server_error"
