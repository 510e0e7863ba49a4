"""What a club's page and the list say of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from loim.clubs.logic.recurrence import Rule
from loim.clubs.models import Club, ClubMeeting, ClubPause, ClubRule, ClubStatus, Facilitator
from loim.clubs.queries.club_lists import places_of
from loim.clubs.queries.feed import club_subscribe_links
from loim.clubs.queries.meetings import SHOWN_AHEAD, coming_meetings
from loim.clubs.queries.rule_in_words import quarters_in_words, rule_in_words
from loim.clubs.queries.timetable import rests_until
from loim.common.translated import LANGUAGES
from loim.events.models import Audience, EventStatus
from loim.events.queries.calendar.links import AddLinks, SubscribeLinks, add_links

_NAMES = dict(LANGUAGES)
STATUS_COLOURS = {"draft": "neutral", "open": "success", "paused": "warning", "closed": "neutral"}


@dataclass(frozen=True)
class ClubView:
    title: str
    when: str
    quarters: str
    rests_until: date | None
    meetings: list[ClubMeeting]
    next: ClubMeeting | None
    pauses: list[ClubPause]
    leaders: list[Facilitator]
    stand_ins: list[Facilitator]
    languages: list[str]
    audiences: list[str]
    free: int | None  # None without a limit
    waiting: int
    held: int
    subscribe: SubscribeLinks
    add_next: AddLinks | None
    colour: str

    @property
    def is_full(self) -> bool:
        return self.free == 0 or bool(self.waiting)


def club_view(club: Club, now: datetime) -> ClubView:
    """Five queries, however many meetings there were."""
    today = localdate(now)
    row = ClubRule.objects.filter(club=club).first()
    pauses = list(
        ClubPause.objects.filter(club=club, end_date__gte=today)
        .select_related("club")
        .order_by("start_date", "pk")
    )
    rule: Rule | None = row.as_rule(pauses) if row else None
    meetings = list(coming_meetings(club, today)[:SHOWN_AHEAD])
    first = next((m for m in meetings if m.event and m.event.status == EventStatus.PUBLISHED), None)
    leaders = list(club.facilitators.filter(left_at=None).order_by("is_stand_in", "name", "pk"))
    places = places_of(club)
    if first is not None and first.event is not None:
        first.event.organiser = club.organisation
    return ClubView(
        title=str(club.text("title")),
        when=rule_in_words(row) if row else "",
        quarters=quarters_in_words(row) if row else "",
        rests_until=rests_until(rule, today) if rule and club.status == ClubStatus.OPEN else None,
        meetings=meetings,
        next=first,
        pauses=pauses,
        leaders=[leader for leader in leaders if not leader.is_stand_in],
        stand_ins=[leader for leader in leaders if leader.is_stand_in],
        languages=languages_in_words(club.languages),
        audiences=[str(Audience(each).label) for each in club.audiences],
        free=None if club.capacity is None else max(club.capacity - places["held"], 0),
        waiting=places["waiting"],
        held=places["held"],
        subscribe=club_subscribe_links(club),
        add_next=add_links(first.event) if first and first.event else None,
        colour=STATUS_COLOURS[club.status],
    )


@dataclass(frozen=True)
class ClubRow:
    club: Any  # with `next_day` and `next_time`
    when: str
    quarters: str
    languages: list[str]
    colour: str


def in_list(clubs: Iterable[Club]) -> list[ClubRow]:
    """Of `listed_clubs`; no query."""
    found = []
    for club in clubs:
        rule: ClubRule | None = getattr(club, "rule", None)
        found.append(
            ClubRow(
                club=club,
                when=rule_in_words(rule) if rule else "",
                quarters=quarters_in_words(rule) if rule else "",
                languages=languages_in_words(club.languages),
                colour=STATUS_COLOURS[club.status],
            )
        )
    return found


def languages_in_words(codes: Iterable[str]) -> list[str]:
    """Each by its own name, as those who speak it look for it."""
    return [_NAMES[code] for code in codes]
