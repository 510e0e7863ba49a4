"""HSDS 3.1 as its OpenAPI description has it: root, services, organizations, places of services."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from loim.services.models import Channel, Service
from loim.services.queries.opendata import hsds
from loim.services.queries.opendata.cpsv_ap import LICENCE
from loim.services.queries.opendata.loading import (
    Published,
    all_published,
    public_authorities,
    public_services,
    published,
    with_last_change,
)
from loim.services.views.opendata.answers import BadQuery, open_data, streamed

_PER_PAGE, _MOST_PER_PAGE = 50, 200


@open_data
def root(_request: HttpRequest, _language: str) -> HttpResponseBase:
    return JsonResponse(about())


def about() -> dict[str, str]:
    return {
        "version": hsds.VERSION,
        "profile": f"{settings.BASE_URL}{reverse('open-data')}",
        "openapi_url": "https://raw.githubusercontent.com/openreferral/specification/3.1/schema/openapi.json",
        "license": LICENCE,
        "publisher": settings.BASE_URL,
    }


@open_data
def service_list(request: HttpRequest, language: str) -> HttpResponseBase:
    found = _asked_for(request)
    if request.GET.get("format") == "ndjson":
        lines = (_json(hsds.service(each, language)) + b"\n" for each in _batches(found))
        return streamed(lines, "application/x-ndjson")
    if _is_true(request, "minimal"):
        contents = [
            {"id": str(each.uuid), "last_modified": each.modified_at.isoformat()}  # type: ignore[attr-defined]
            for each in with_last_change(found).only("uuid")
        ]
        return JsonResponse(_page_of(contents, len(contents), 1, max(len(contents), 1)))
    return _paged(request, found.only("pk"), lambda services: [
        hsds.service(each, language) if _is_true(request, "full")
        else hsds.simple_service(each, language)
        for each in published(services)
    ])  # fmt: skip


@open_data
def service(_request: HttpRequest, language: str, key: UUID) -> HttpResponseBase:
    found = published([get_object_or_404(public_services(), uuid=key)])
    return JsonResponse(hsds.service(found[0], language))


@open_data
def organization_list(request: HttpRequest, language: str) -> HttpResponseBase:
    found = public_authorities()
    if asked := request.GET.get("search", "").strip():
        found = found.filter(name__icontains=asked)
    is_full = _is_true(request, "full") or _is_true(request, "full_service")
    return _paged(request, found, lambda rows: [
        {**hsds.organization(each), **({"services": services[each.pk]} if is_full else {})}
        for services in [_services_of([each.pk for each in rows], language) if is_full else {}]
        for each in rows
    ])  # fmt: skip


@open_data
def organization(_request: HttpRequest, language: str, key: UUID) -> HttpResponseBase:
    """Organisations have no UUID of their own; theirs is made from their key."""
    for each in public_authorities():
        if hsds.organisation_id(each.pk) == str(key):
            services = _services_of([each.pk], language)[each.pk]
            return JsonResponse({**hsds.organization(each), "services": services})
    raise Http404


@open_data
def service_at_location_list(request: HttpRequest, language: str) -> HttpResponseBase:
    found = _places().filter(service__in=_asked_for(request))
    return _paged(
        request, found.select_related("service"), lambda rows: _at_locations(rows, language)
    )


@open_data
def service_at_location(_request: HttpRequest, language: str, key: UUID) -> HttpResponseBase:
    found = get_object_or_404(_places().select_related("service"), uuid=key)
    return JsonResponse(_at_locations([found], language)[0])


@open_data
def catalogue_json(_request: HttpRequest, language: str) -> HttpResponseBase:
    """The whole catalogue in one file, written while it is read."""
    return streamed(_catalogue(language), "application/json", "services.json")


@open_data
def catalogue_zip(_request: HttpRequest, language: str) -> HttpResponseBase:
    return streamed(_zipped(language), "application/zip", "services.zip")


def _catalogue(language: str) -> Iterator[bytes]:
    yield _json(about())[:-1] + b', "services": ['
    for number, each in enumerate(all_published()):
        yield (b",\n" if number else b"\n") + _json(hsds.service(each, language))
    yield b"\n]}\n"


class _Passing(io.RawIOBase):
    """What is written to it is taken from it again, so that no file grows in memory."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def _zipped(language: str) -> Iterator[bytes]:
    passing = _Passing()
    with zipfile.ZipFile(passing, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", _json(about()))
        organisations = [hsds.organization(each) for each in public_authorities()]
        archive.writestr("organizations.json", _json(organisations))
        with archive.open("services.json", "w") as file:
            for part in _catalogue(language):
                file.write(part)
                yield passing.taken()
    yield passing.taken()


def _asked_for(request: HttpRequest) -> QuerySet[Service]:
    found = public_services()
    if text := request.GET.get("search", "").strip():
        found = found.filter(
            Q(text__states__title__icontains=text)
            | Q(national__text__states__title__icontains=text)
        ).distinct()
    if term := _uuid(request, "taxonomy_term_id"):
        found = found.filter(Q(topics__uuid=term) | Q(life_events__uuid=term)).distinct()
    if key := _uuid(request, "organization_id"):
        found = found.filter(authority__in=[
            each.pk for each in public_authorities() if hsds.organisation_id(each.pk) == str(key)
        ])  # fmt: skip
    if since := _moment(request, "modified_after"):
        found = found.filter(Q(changed_at__gte=since) | Q(text__states__changed_at__gte=since))
        found = found.distinct()
    return found


def _places() -> QuerySet[Channel]:
    return Channel.objects.filter(
        kind__in=("place", "post"), service__in=public_services()
    ).order_by("pk")


def _at_locations(rows: list[Channel], language: str) -> list[dict[str, Any]]:
    services = {each.service.pk: each for each in published(dict.fromkeys(c.service for c in rows))}
    by_key = {
        channel.pk: (channel, of) for of in services.values() for channel in of.service.channels.all()
    }  # fmt: skip
    return [
        hsds.service_at_location(by_key[row.pk][0], language, by_key[row.pk][1]) for row in rows
    ]


def _services_of(organisations: list[int], language: str) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {pk: [] for pk in organisations}
    for each in published(public_services().filter(authority__in=organisations).only("pk")):
        found[each.service.authority_id].append(hsds.simple_service(each, language))
    return found


def _batches(found: QuerySet[Service]) -> Iterator[Published]:
    keys = list(found.only("pk"))
    for start in range(0, len(keys), _MOST_PER_PAGE):
        yield from published(keys[start : start + _MOST_PER_PAGE])


def _paged(request: HttpRequest, rows: QuerySet[Any], shown: Any) -> HttpResponseBase:
    number = _whole(request, "page", 1, None)
    size = _whole(request, "per_page", _PER_PAGE, _MOST_PER_PAGE)
    pages = Paginator(rows, size)
    if number > pages.num_pages:
        raise BadQuery("page", f"there are {pages.num_pages} pages")
    contents = shown(list(pages.page(number).object_list))
    return JsonResponse(_page_of(contents, pages.count, number, size))


def _page_of(contents: list[Any], total: int, number: int, size: int) -> dict[str, Any]:
    pages = max(1, -(-total // size))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number == pages,
        "empty": not contents,
        "contents": contents,
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _is_true(request: HttpRequest, name: str) -> bool:
    return request.GET.get(name, "").lower() in ("true", "1", "yes")


def _whole(request: HttpRequest, name: str, otherwise: int, most: int | None) -> int:
    text = request.GET.get(name, "")
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit()) or not int(text[:9]):
        raise BadQuery(name, "a whole number from 1 is expected")
    return int(text[:9]) if most is None else min(int(text[:9]), most)


def _uuid(request: HttpRequest, name: str) -> UUID | None:
    if not (text := request.GET.get(name, "")):
        return None
    try:
        return UUID(text)
    except ValueError:
        raise BadQuery(name, "a UUID is expected") from None


def _moment(request: HttpRequest, name: str) -> datetime | None:
    if not (text := request.GET.get(name, "")):
        return None
    try:
        at = parse_datetime(text) or parse_datetime(f"{text}T00:00:00")
    except ValueError:
        at = None
    if at is None:
        raise BadQuery(name, "a date and time are expected, as 2026-11-22T09:00:00+02:00")
    return at if timezone.is_aware(at) else timezone.make_aware(at)
