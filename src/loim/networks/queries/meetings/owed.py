"""County meetings that networks owe this year, in words that say what to do."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.events.models import EventStatus
from loim.events.models.event import TO_BE_HELD
from loim.networks.logic.owed_meetings import OwedMeetings, Standing, owed_meetings
from loim.networks.models import Meeting, Network


@dataclass(frozen=True)
class NetworkOwes:
    network: Network
    owed: OwedMeetings
    next_day: date | None

    @property
    def words(self) -> str:
        return owed_words(self.owed, self.next_day)


def owed_by(networks: Collection[Network], today: date) -> list[NetworkOwes]:
    """In the order given, without networks that the rule does not concern. One query."""
    concerned = [network for network in networks if network.county_meetings]
    counts = _counted([network.pk for network in concerned], today)
    found = []
    for network in concerned:
        held, planned, next_day = counts.get(network.pk, (0, 0, None))
        owed = owed_meetings(
            per_year=network.county_meetings,
            start=network.start_date,
            end=network.end_date,
            held=held,
            planned=planned,
            today=today,
        )
        found.append(NetworkOwes(network, owed, next_day))
    return found


def with_the_rule(networks: QuerySet[Network], today: date) -> QuerySet[Network]:
    """Those that work this year and owe county meetings."""
    return networks.filter(county_meetings__gt=0, start_date__lte=today).filter(
        Q(end_date=None) | Q(end_date__gte=today)
    )


def _counted(networks: list[int], today: date) -> dict[int, tuple[int, int, date | None]]:
    if not networks:
        return {}
    to_come = Q(event__status__in=TO_BE_HELD, event__start_date__gte=today) & (
        Q(network__end_date=None) | Q(event__start_date__lte=F("network__end_date"))
    )
    rows: Any = (
        Meeting.objects.filter(
            network__in=networks, is_county_wide=True, event__start_date__year=today.year
        )
        .values("network")
        .annotate(
            held=Count("pk", filter=Q(event__status=EventStatus.HELD)),
            planned=Count("pk", filter=to_come),
            next_day=Min("event__start_date", filter=to_come),
        )
        .values_list("network", "held", "planned", "next_day")
    )
    return {network: (held, planned, day) for network, held, planned, day in rows}


def owed_words(owed: OwedMeetings, next_day: date | None) -> str:
    """'1 of 2 county meetings of this year is held; 1 more is owed by 31.12.2026: plan it now.'"""
    if owed.standing == Standing.NOTHING_OWED:
        return _("No county meeting is owed this year.")
    if owed.standing == Standing.HELD:
        return ngettext(
            "The county meeting of this year is held.",
            "All %(due)s county meetings of this year are held.",
            owed.due,
        ) % {"due": owed.due}
    return f"{_held_words(owed)} {_rest_words(owed, next_day)}"


def _held_words(owed: OwedMeetings) -> str:
    said = {"held": owed.held, "due": owed.due}
    if not owed.held:
        return (
            ngettext(
                "The county meeting of this year is not held yet.",
                "None of the %(due)s county meetings of this year is held yet.",
                owed.due,
            )
            % said
        )
    return (
        ngettext(
            "%(held)s of %(due)s county meetings of this year is held.",
            "%(held)s of %(due)s county meetings of this year are held.",
            owed.held,
        )
        % said
    )


def _rest_words(owed: OwedMeetings, next_day: date | None) -> str:
    if owed.standing == Standing.PLANNED and next_day is not None:
        return _("The next one is on %(day)s.") % {
            "day": date_format(next_day, "SHORT_DATE_FORMAT")
        }
    said = {"number": owed.to_plan, "day": date_format(owed.last_day, "SHORT_DATE_FORMAT")}
    if owed.standing == Standing.WARNED:
        return (
            ngettext(
                "%(number)s more is owed by %(day)s: plan it now.",
                "%(number)s more are owed by %(day)s: plan them now.",
                owed.to_plan,
            )
            % said
        )
    return (
        ngettext(
            "%(number)s more is owed by %(day)s.",
            "%(number)s more are owed by %(day)s.",
            owed.to_plan,
        )
        % said
    )
