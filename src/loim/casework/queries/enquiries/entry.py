"""What the entry page begins with: topics, favourites, habits, what was written last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from loim.casework.logic.enquiries.habits import Habit, learnt
from loim.casework.models import Enquiry, Favourite
from loim.people.models import Organisation, User
from loim.services.models import Topic

REMEMBERED = 20
SHOWN_LAST = 8


@dataclass(frozen=True)
class DayFigures:
    number: int
    minutes: int


def topics_in_order() -> list[Topic]:
    return list(Topic.objects.order_by("position", "pk"))


def favourites_of(person: User, organisation: Organisation) -> list[Favourite]:
    """With their topics; two queries."""
    own = Favourite.objects.filter(counsellor=person, organisation=organisation)
    return list(own.prefetch_related("favourite_topics").order_by("key"))


def habit_of(person: User, organisation: Organisation) -> Habit:
    """From the last entries; of somebody new, the desk and the person's own language."""
    last = _own(person, organisation).order_by("-recorded_at", "-pk")[:REMEMBERED]
    entries = [Habit(*row) for row in last.values_list("channel", "language", "minutes", "outcome")]
    return learnt(entries, Habit(language=person.language or "et"))


def last_own(person: User, organisation: Organisation) -> Sequence[Enquiry]:
    """Two queries."""
    found = with_parts(_own(person, organisation)).order_by("-recorded_at", "-pk")
    return list(found[:SHOWN_LAST])


def own_day(person: User, organisation: Organisation, day: date) -> DayFigures:
    start = timezone.make_aware(datetime.combine(day, time()))
    found = _own(person, organisation).filter(held_at__gte=start)
    told = found.aggregate(number=Count("pk"), minutes=Sum("minutes"))
    return DayFigures(told["number"], told["minutes"] or 0)


def with_parts(enquiries: QuerySet[Enquiry]) -> QuerySet[Enquiry]:
    return enquiries.select_related("municipality", "counsellor").prefetch_related(
        "enquiry_topics__topic"
    )


def _own(person: User, organisation: Organisation) -> QuerySet[Enquiry]:
    return Enquiry.objects.filter(counsellor=person, organisation=organisation)
