"""What the form for recording an event can know before anything is typed."""

from typing import TypedDict

from django.db.models import Max, QuerySet

from loim.events.models import Event
from loim.people.models import Organisation, User
from loim.programmes.permissions import organisations_recorded_by

REMEMBERED = 40


class KindDefaults(TypedDict):
    activity: int | None
    scope: str
    organiser: int
    place: str


def defaults_by_kind(person: User) -> dict[str, KindDefaults]:
    """The person's last event of each kind, the newest kind first."""
    last = (
        Event.objects.filter(recorded_by=person)
        .order_by("kind", "-recorded_at", "-pk")
        .distinct("kind")
    )
    newest_first = sorted(last, key=lambda event: (event.recorded_at, event.pk), reverse=True)
    return {
        event.kind: KindDefaults(
            activity=event.activity_id,
            scope=event.scope,
            organiser=event.organiser_id,
            place=event.place,
        )
        for event in newest_first
    }


def previous_words(person: User) -> tuple[list[str], list[str]]:
    """Titles and places of the latest events of the organisations this person records for."""
    mine = Event.objects.filter(organiser__in=organisations_recorded_by(person).values("pk"))
    return _latest(mine, "title"), _latest(mine, "place")


def _latest(events: QuerySet[Event], field: str) -> list[str]:
    words = events.exclude(**{field: ""}).values_list(field)
    newest = words.annotate(latest=Max("start_date")).order_by("-latest", field)
    return [word for word, _ in newest[:REMEMBERED]]


def own_organisations(person: User) -> list[Organisation]:
    """Whose work the person records, their own before their partners'."""
    own = set(person.memberships.values_list("organisation_id", flat=True))
    found = organisations_recorded_by(person).order_by("name", "pk")
    return sorted(found, key=lambda organisation: organisation.pk not in own)
