"""CPSV-AP 3.2: one service or all, as JSON-LD or Turtle, by what is asked for."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from loim.services.queries.opendata.cpsv_ap import graph
from loim.services.queries.opendata.loading import (
    Published,
    all_published,
    public_services,
    published,
)
from loim.services.views.opendata.answers import BadQuery, open_data, streamed

JSON_LD, TURTLE = "application/ld+json", "text/turtle"
_BY_NAME = {"jsonld": JSON_LD, "json-ld": JSON_LD, "ttl": TURTLE, "turtle": TURTLE}
_BATCH = 100  # a graph of so many services at a time


@open_data
def catalogue(request: HttpRequest, _language: str, form: str = "") -> HttpResponseBase:
    """In all languages at once. The form is in the address, in `?format=` or by Accept."""
    return _answer(all_published(), _form(request, form), is_whole=True)


@open_data
def service(request: HttpRequest, _language: str, key: UUID) -> HttpResponseBase:
    found = published([get_object_or_404(public_services(), uuid=key)])
    return _answer(found, _form(request, ""), is_whole=False)


def _form(request: HttpRequest, form: str) -> str:
    asked = form or request.GET.get("format", "")
    if asked:
        if asked not in _BY_NAME:
            raise BadQuery("format", "one of jsonld, turtle is expected")
        return _BY_NAME[asked]
    wanted = request.get_preferred_type([JSON_LD, TURTLE])
    return wanted or JSON_LD


def _answer(services: Iterable[Published], form: str, *, is_whole: bool) -> HttpResponseBase:
    if form == TURTLE:
        name = "services.ttl" if is_whole else ""
        return streamed(_turtle(services), f"{TURTLE}; charset=utf-8", name)
    return streamed(_json_ld(services), JSON_LD, "services.jsonld" if is_whole else "")


def _turtle(services: Iterable[Published]) -> Iterator[bytes]:
    """Several Turtle documents one after another are one."""
    for number, batch in enumerate(_batches(services)):
        yield graph(batch, with_dataset=not number).serialize(format="turtle", encoding="utf-8")


def _json_ld(services: Iterable[Published]) -> Iterator[bytes]:
    yield b'{"@graph": ['
    is_first = True
    for number, batch in enumerate(_batches(services)):
        made = graph(batch, with_dataset=not number).serialize(format="json-ld", indent=None)
        for node in json.loads(made):
            yield (b"" if is_first else b",\n") + json.dumps(node, ensure_ascii=False).encode()
            is_first = False
    yield b"]}\n"


def _batches(services: Iterable[Published]) -> Iterator[list[Published]]:
    """At least one, though it be empty: the catalogue itself has a description."""
    rest = iter(services)
    yield list(islice(rest, _BATCH))
    while batch := list(islice(rest, _BATCH)):
        yield batch
