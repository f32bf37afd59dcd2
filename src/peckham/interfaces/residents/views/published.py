"""Contracts for everybody: as a page, on paper, and as open data."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from peckham.contracts.api import publishing
from peckham.interfaces.pages.brand import brand
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.rendering import page
from peckham.kernel.london import day_of


def _record(request: HttpRequest, public_id: UUID) -> tuple[publishing.Record, date]:
    """Give a contract that stands, as it is today; a draft is not there for the public."""
    at = request.scope.at  # type: ignore[attr-defined]
    if all(one.public_id != public_id for one in publishing.published(at=at)):
        raise Http404
    try:
        return publishing.record_of(public_id, on=day_of(at), at=at), day_of(at)
    except publishing.NoTermsYet:
        raise Http404 from None


@reads
def contracts(request: HttpRequest) -> HttpResponse:
    """List the contracts that stand."""
    found = publishing.published(at=request.scope.at)  # type: ignore[attr-defined]
    return page(request, "residents/published.jinja", {"contracts": found})


@reads
def contract(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one contract as a document."""
    record, day = _record(request, public_id)
    document = publishing.contract_document(record, day=day)
    context = {"document": document, "public_id": public_id}
    return page(request, "residents/published_contract.jinja", context)


@reads
def on_paper(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give one contract as a tagged PDF."""
    record, day = _record(request, public_id)
    document = publishing.contract_document(record, day=day)
    paper = publishing.pdf(document, at=request.scope.at)  # type: ignore[attr-defined]
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="contract.pdf"'
    return answer


@reads
def releases(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the releases of one contract as a package."""
    _record(request, public_id)
    return _package(request, [public_id])


@reads
def package(request: HttpRequest) -> HttpResponse:
    """Give the releases of every contract that stands as a package."""
    found = publishing.published(at=request.scope.at)  # type: ignore[attr-defined]
    return _package(request, [one.public_id for one in found])


@reads
def extension(request: HttpRequest, file: str) -> HttpResponse:
    """Give a file of our extension of the standard."""
    try:
        found = publishing.extension_file(file)
    except FileNotFoundError:
        raise Http404 from None
    kind = "application/json" if found.suffix == ".json" else "text/markdown; charset=utf-8"
    return HttpResponse(found.read_bytes(), content_type=kind)


def _package(request: HttpRequest, contracts: list[UUID]) -> HttpResponse:
    at = request.scope.at  # type: ignore[attr-defined]
    made = publishing.package(
        [
            release
            for public_id in contracts
            for release in publishing.releases_of(public_id, prefix=settings.OCID_PREFIX, at=at)
        ],
        site=request.build_absolute_uri("/").rstrip("/"),
        publisher=brand().name,
        at=at,
    )
    return HttpResponse(publishing.written(made), content_type="application/json")
