from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from loim.content.permissions import EDITING_ROLES
from loim.people.models import User
from loim.people.permissions import organisations_with_role
from loim.portal.waiting.desk import (
    DeskKind,
    DeskRow,
    FromRows,
    Text,
    Waits,
    Wanted,
    language_of_text,
    of_list,
    title_of_text,
)
from loim.portal.waiting.item import Waiting
from loim.services.models import Journey, JourneyStatus, Service
from loim.services.permissions.catalogue import may_keep_something, services_kept_by
from loim.services.queries.catalogue.listing import overdue_services
from loim.services.queries.journeys.flags import Flags, flags_of
from loim.services.queries.journeys.listing import with_words


def _overdue(person: User, now: datetime) -> QuerySet[Service] | None:
    if not may_keep_something(person):
        return None
    return overdue_services(services_kept_by(person), localdate(now))


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    services = _overdue(person, now)
    if services is None:
        return
    late = services.count()
    if late:
        words = ngettext(
            "%(number)s service is to be confirmed: is it still right?",
            "%(number)s services are to be confirmed: are they still right?",
            late,
        )
        yield Waiting(words % {"number": late}, reverse("service-confirmations"))
    yield from _journeys(person)


def _journeys(person: User) -> Iterator[Waiting]:
    """So many queries, however many journeys are kept."""
    for journey, _flags in _changed_journeys(person):
        title = journey.shown.get("title")
        words = _("Services of the journey “%(title)s” have changed: look whether it still holds.")
        yield Waiting(
            words % {"title": title}, reverse("journey-design-flags", args=[journey.slug])
        )


def _changed_journeys(person: User) -> list[tuple[Any, Flags]]:
    """Published ones that this person keeps and in which a service has changed; with `.shown`."""
    kept = organisations_with_role(person, EDITING_ROLES)
    journeys = list(
        Journey.objects.filter(keeper__in=kept, status=JourneyStatus.PUBLISHED)
        .select_related("keeper")
        .order_by("pk")
    )
    flags = flags_of(journeys)
    shown = with_words([each for each in journeys if flags[each.pk].steps])
    return [(journey, flags[journey.pk]) for journey in shown]


def _journeys_on_the_desk(person: User, now: datetime, wanted: Wanted) -> Waits | None:
    if not may_keep_something(person):
        return None
    rows = []
    for journey, flags in _changed_journeys(person):
        changes = [change for step in flags.steps for change in step.changes]
        words = ngettext("%(number)s change", "%(number)s changes", len(changes))
        row = DeskRow(
            "journeys", str(journey.shown.get("title")),
            reverse("journey-design-flags", args=[journey.slug]),
            min(change.changed_at for change in changes), journey.keeper.name,
            language=journey.shown.language, note=words % {"number": len(changes)},
        )  # fmt: skip
        rows.append((row, journey.keeper_id))
    return of_list(rows, wanted)


def _service(found: Mapping[str, Any]) -> tuple[str, str, str, Text]:
    title = found["own_title"] or found["national_title"] or ""
    return title, reverse("service-desk", args=[found["pk"]]), found["source_language"] or "", ""


DESK = (
    DeskKind(
        "services", gettext_lazy("Services to confirm"), gettext_lazy("Look and confirm"),
        FromRows(
            "services", _overdue, "next_due_date", _service,
            titles={
                "own_title": title_of_text("text"),
                "national_title": title_of_text("national__text"),
                "source_language": language_of_text("text"),
            },
            organisation="owner", own=lambda person: Q(assured_by=person),
        ),
    ),
    DeskKind(
        "journeys", gettext_lazy("Journeys whose services changed"),
        gettext_lazy("Look whether it holds"), _journeys_on_the_desk,
    ),
)  # fmt: skip
