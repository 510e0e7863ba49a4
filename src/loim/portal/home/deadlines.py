"""What ends soon: calls of trainings, forums, and surveys that one is asked to answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from loim.common.translated import Text
from loim.events.models import Event, EventScope
from loim.events.queries.calendar.listed import CalendarFilter
from loim.ideas.queries.forum.listed import forums_open
from loim.networks.queries.bodies.calls import open_calls as calls_for_members
from loim.people.models import User
from loim.surveys.queries.answer_link import answer_path_of
from loim.surveys.queries.own_work import surveys_to_answer
from loim.trainings.queries.training.public_page import open_calls, time_left

MOST = 5


@dataclass(frozen=True)
class Deadline:
    title: Text
    url: str
    what: str  # one does there
    closes_at: datetime
    left: str
    is_soon: bool


def deadlines(now: datetime, county: str, person: User | None) -> list[Deadline]:
    """The nearest first; three queries, and two more for whoever is signed in."""
    found = [*_calls(now), *_calls_of_bodies(now, county), *_forums(now, county)]
    if person is not None:
        found += _surveys(person, now)
    return sorted(found, key=lambda each: each.closes_at)[:MOST]


def left_until(moment: datetime, now: datetime) -> str:
    return time_left(moment - now)


def is_soon(moment: datetime, now: datetime) -> bool:
    return (moment - now).days < SOON_DAYS


SOON_DAYS = 3


def near(county: str) -> Q:
    """Events there, and those for the whole country."""
    if not county:
        return Q()
    return CalendarFilter(county=county).conditions() | Q(scope=EventScope.NATIONAL)


def _deadline(title: Text, url: str, what: str, closes_at: datetime, now: datetime) -> Deadline:
    return Deadline(
        title, url, what, closes_at, left_until(closes_at, now), is_soon(closes_at, now)
    )


def _calls(now: datetime) -> Iterable[Deadline]:
    for training in open_calls(now)[:MOST]:
        url, call = reverse("training", args=[training.pk]), training.call
        # Whoever comes late still may, until then.
        closes_at = call.closes_at if call.closes_at >= now else call.late_until or call.closes_at
        yield _deadline(training.text("title"), url, _("Apply with a team"), closes_at, now)


def _calls_of_bodies(now: datetime, county: str) -> Iterable[Deadline]:
    """Of bodies there, where a county is asked for."""
    calls = calls_for_members(now).filter(opens_at__lte=now)
    if county:
        calls = calls.filter(network__organisation__municipality__county=county)
    for call in calls[:MOST]:
        url = reverse("body-call", args=[call.pk])
        yield _deadline(call.text("title"), url, _("Apply to the body"), call.closes_at, now)


def _forums(now: datetime, county: str) -> Iterable[Deadline]:
    here = Event.objects.filter(near(county))
    open_here = forums_open(now).filter(event__in=here.values("pk"), closes_at__isnull=False)
    for forum in open_here.order_by("closes_at", "pk")[:MOST]:
        url = reverse("forum", args=[forum.pk])
        assert forum.closes_at is not None  # noqa: S101  # asked for
        yield _deadline(forum.event.text("title"), url, _("Give an idea"), forum.closes_at, now)


def _surveys(person: User, now: datetime) -> Iterable[Deadline]:
    for invitation in surveys_to_answer(person, now)[:MOST]:
        survey = invitation.survey
        if url := answer_path_of(invitation):
            what = _("Answer the survey")
            yield _deadline(survey.text("title"), url, what, survey.closes_at, now)
