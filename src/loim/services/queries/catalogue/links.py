"""The web addresses that published services name, for the link checker."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import override

from loim.content.links import FoundLink
from loim.content.models import TextState
from loim.services.models import Channel, Evidence, LegalBasis, Service, ServiceStatus


def links_of_services() -> Iterator[FoundLink]:
    """Of a service itself, its ways, its legal bases and the papers asked for; five queries."""
    with override("et"):
        found = [
            FoundLink(
                row["address"], row["keeper"], row["of_title"], "et",
                reverse("service", args=[row["of"]]), reverse("service-desk", args=[row["of"]]),
            )
            for rows in _addresses()
            for row in rows
        ]  # fmt: skip
    yield from found


def _addresses() -> Iterator[Iterable[Any]]:
    models: tuple[tuple[Any, str, str], ...] = (
        (Service, "", "url"),
        (Channel, "service__", "url"),
        (Channel, "service__", "booking_url"),
        (LegalBasis, "service__", "url"),
        (Evidence, "requirement__service__", "url"),
    )
    for model, of, name in models:
        rows = model.objects.filter(**{f"{of}status": ServiceStatus.ACTIVE})
        source = TextState.objects.filter(text=OuterRef(f"{of}text"), is_source=True)
        yield (
            rows.exclude(**{name: ""})
            .order_by("pk")
            .values(
                address=F(name),
                keeper=F(f"{of}owner"),
                of=F(f"{of}pk"),
                of_title=Subquery(source.values("title")[:1]),
            )
        )
