"""What is kept of people at clubs goes: a year after they were there last, or when they ask.

Numbers stay: that somebody was there, the same one as last time.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.timezone import localdate

from loim.clubs.actions.joining import leave_club
from loim.clubs.logic.person_states import PersonState
from loim.clubs.models import Club, ClubMeeting, ClubPerson, Facilitator, Visit
from loim.people.models import User
from loim.people.personal_records import proved_addresses

KEPT = timedelta(days=365)
UNCONFIRMED_KEPT = timedelta(days=30)


def erase_person(*, person: ClubPerson, now: datetime) -> None:
    """Whoever holds the link asks. A place is given back first."""
    with transaction.atomic():
        leave_club(person=person, now=now)
        _forget(ClubPerson.objects.filter(pk=person.pk), now)


def erase_account(person: User, now: datetime) -> None:
    with transaction.atomic():
        for one in people_of(person):
            erase_person(person=one, now=now)
        rows = Facilitator.objects.alias(address=Lower("email")).filter(
            address__in=proved_addresses(person)
        )
        led = Facilitator.objects.filter(pk__in=list(rows.values_list("pk", flat=True)))
        led.filter(left_at=None).update(left_at=now)
        led.update(name="", email="")


def people_of(person: User) -> QuerySet[ClubPerson]:
    return (
        ClubPerson.objects.alias(address=Lower("email"))
        .filter(address__in=proved_addresses(person), erased_at=None)
        .select_related("club")
        .order_by("pk")
    )


def erase_what_is_due(*, now: datetime) -> dict[str, int]:
    """Nightly; running it again does nothing."""
    with transaction.atomic():
        _let_go_of_clubs_that_are_no_more(now)
        people = _forget(_due(now), now)
        leaders = (
            Facilitator.objects.filter(left_at__lte=now - KEPT)
            .exclude(name="", email="")
            .update(name="", email="")
        )
    return {"people": people, "facilitators": leaders}


def _let_go_of_clubs_that_are_no_more(now: datetime) -> None:
    """Nobody leaves a club that has not met for a year: they are let go as of then."""
    since = now - KEPT
    met = ClubMeeting.objects.filter(club=OuterRef("pk"), event__start_date__gte=localdate(since))
    gone = Club.objects.filter(~Exists(met), changed_at__lte=since).values("pk")
    live = ClubPerson.objects.filter(club__in=gone, state_at__lte=since, erased_at=None)
    live.exclude(state__in=[PersonState.LEFT, PersonState.GUEST]).update(
        state=PersonState.LEFT, queued_at=None, confirm_by=None, offer_expires_at=None
    )
    Facilitator.objects.filter(club__in=gone, left_at=None, added_at__lte=since).update(
        left_at=since
    )


def _due(now: datetime) -> QuerySet[ClubPerson]:
    visits = Visit.objects.filter(person=OuterRef("pk"))
    recent = visits.filter(meeting__day__gte=localdate(now - KEPT))
    never_came = ~Exists(visits)
    is_over = Q(state=PersonState.LEFT) | Q(state=PersonState.GUEST)
    long_ago = Q(state_at__lte=now - KEPT) & ~Exists(recent)
    unconfirmed = Q(state=PersonState.LEFT, state_at__lte=now - UNCONFIRMED_KEPT) & never_came
    return ClubPerson.objects.filter(is_over, long_ago | unconfirmed, erased_at=None)


def _forget(people: QuerySet[ClubPerson], now: datetime) -> int:
    keys = list(people.values_list("pk", flat=True))
    return ClubPerson.objects.filter(pk__in=keys).update(
        name="", email="", language="et", erased_at=now
    )
