"""Plan a meeting: an event of the network's leader, with a draft agenda, and the meeting of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from loim.common.translated import LANGUAGE_CODES
from loim.events.actions.agenda.pasting import paste_sessions
from loim.events.actions.pages.page_of_event import EventPage
from loim.events.actions.recording import EventFacts, plan_event
from loim.events.logic.agenda.lines import ReadSession
from loim.events.models import Audience, Event, EventKind, EventScope
from loim.networks.actions.meetings.minutes_desk import minutes_change
from loim.networks.actions.meetings.refusals import MinutesNotOpen, NetworkHasEnded
from loim.networks.logic.agenda_lines import placed
from loim.networks.logic.minutes_states import MinutesState
from loim.networks.meeting_permissions import may_plan_meetings
from loim.networks.models import Meeting, MeetingDecision, MeetingHabits, Network, NetworkKind
from loim.networks.queries.meetings.own_links import minutes_key_hash
from loim.people.models import User


@dataclass(frozen=True)
class MeetingPlan:
    """`items` are the points of the draft agenda, in their order."""

    day: date
    start_time: time
    end_time: time | None = None
    place: str = ""
    address: str = ""
    online_url: str = ""
    is_county_wide: bool = False
    items: Sequence[str] = ()
    title: str = ""


def plan_meeting(
    *,
    network: Network,
    plan: MeetingPlan,
    submission: UUID | None = None,
    reason: str = "",
    by: User,
    now: datetime,
) -> Meeting:
    """The same `submission` again gives the meeting that it made. What earlier meetings left open
    to be carried on is noted as gone to this one.

    Refused: PermissionDenied, NetworkHasEnded, PeriodLocked.
    """
    if network.end_date is not None and plan.day > network.end_date:
        raise NetworkHasEnded(day=date_format(network.end_date, "SHORT_DATE_FORMAT"))
    with transaction.atomic():
        current = (
            Network.objects.select_for_update(of=("self",), no_key=True)
            .select_related("organisation__municipality", "activity__programme")
            .get(pk=network.pk)
        )
        if not may_plan_meetings(by, current):
            raise PermissionDenied
        number = 1 + (current.meetings.aggregate(last=Max("number"))["last"] or 0)
        event = plan_event(
            facts=_facts(current, plan, number),
            page=_page(current, plan, number, by),
            submission=submission,
            reason=reason,
            by=by,
            now=now,
        )
        made = Meeting.objects.filter(event=event).first()
        if made is not None:
            return made
        meeting = _make(event, current, number, is_county_wide=plan.is_county_wide, by=by, now=now)
        sessions = [
            ReadSession(order, plan.day, start, end, title)
            for order, (start, end, title) in enumerate(
                placed(plan.items, plan.start_time, plan.end_time), 1
            )
        ]
        if sessions:
            paste_sessions(event=event, read=sessions, replaces=True, by=by, now=now)
        MeetingDecision.objects.filter(
            meeting__network=current, is_carried=True, carried_to=None
        ).update(carried_to=meeting)
    return meeting


def set_habits(
    *, network: Network, usual_agenda: str, votes_are_public: bool, by: User
) -> MeetingHabits:
    if not may_plan_meetings(by, network):
        raise PermissionDenied
    habits, _made = MeetingHabits.objects.update_or_create(
        network=network,
        defaults={"usual_agenda": usual_agenda, "votes_are_public": votes_are_public},
    )
    return habits


def set_county_wide(*, meeting: Meeting, is_county_wide: bool, by: User, now: datetime) -> None:
    """It was for the whole county after all, or not. Refused: MinutesNotOpen once approved."""
    with minutes_change(meeting=meeting, step=None, by=by, now=now) as current:
        if not may_plan_meetings(by, current.network):
            raise PermissionDenied
        if current.state == MinutesState.APPROVED:
            raise MinutesNotOpen
        current.is_county_wide = is_county_wide
        current.save(update_fields=["is_county_wide"])


def _make(
    event: Event, network: Network, number: int, *, is_county_wide: bool, by: User, now: datetime
) -> Meeting:
    seed = uuid4()
    return Meeting.objects.create(
        network=network,
        event=event,
        number=number,
        is_county_wide=is_county_wide,
        language=network.language,
        seed=seed,
        key_hash=minutes_key_hash(seed),
        recorded_by=by,
        recorded_at=now,
    )


def _facts(network: Network, plan: MeetingPlan, number: int) -> EventFacts:
    return EventFacts(
        title=plan.title or _title(network, number, network.language),
        kind=EventKind.NETWORK_MEETING,
        scope=EventScope.COUNTY if plan.is_county_wide else EventScope.MUNICIPAL,
        start_date=plan.day,
        end_date=plan.day,
        organiser=network.organisation,
        activity=network.activity,
        place=plan.place,
    )


def _page(network: Network, plan: MeetingPlan, number: int, by: User) -> EventPage:
    """All that publishing asks for, so that it takes one click."""
    others = [language for language in LANGUAGE_CODES if language != network.language]
    titles = (
        {} if plan.title else {code: {"title": _title(network, number, code)} for code in others}
    )
    is_specialists = network.kind == NetworkKind.SPECIALISTS
    audience = Audience.SPECIALISTS if is_specialists else Audience.OFFICIALS
    with translation.override(network.language):
        purpose = _("A meeting of the network for its members.")
    return EventPage(
        language=network.language,
        languages=(network.language,),
        audiences=(audience.value,),
        start_time=plan.start_time,
        end_time=plan.end_time,
        address=plan.address,
        place_municipality=network.organisation.municipality if plan.place else None,
        online_url=plan.online_url,
        contact_email=by.email,
        purpose=purpose,
        translations=titles,
    )


def _title(network: Network, number: int, language: str) -> str:
    with translation.override(language):
        name = network.text("name", language)
        return (_("%(network)s: meeting %(number)s") % {"network": name, "number": number})[:200]
