"""Who of the members was at a meeting, and whether that makes a quorum."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.events.logic.participant_states import ParticipantState
from loim.networks.logic.minutes_states import MinutesState
from loim.networks.logic.presence import Came, Known, members_there
from loim.networks.logic.quorum import needed
from loim.networks.models import Mandate, Meeting, Member, Presence, PresenceState
from loim.networks.queries.voters import Voter, voters_on


@dataclass(frozen=True)
class Attendee:
    """`state` is empty where nothing is known. `ended` is the last day of a mandate that is over,
    of a member who has no vote."""

    member: Member
    state: str
    is_by_hand: bool
    has_vote: bool
    ended: date | None = None

    @property
    def is_present(self) -> bool:
        return self.state == PresenceState.PRESENT

    @property
    def state_label(self) -> str:
        return str(PresenceState(self.state).label) if self.state else ""


@dataclass(frozen=True)
class Gathering:
    """`votes` are those that can be cast: each voter who is there, with who casts it."""

    attendees: list[Attendee]
    votes: list[tuple[Voter, Member]]
    entitled: int
    present: int
    needed: int
    has_rule: bool

    @property
    def is_quorate(self) -> bool:
        return self.present >= self.needed

    @property
    def there(self) -> list[Attendee]:
        return [one for one in self.attendees if one.is_present]

    @property
    def others(self) -> list[Attendee]:
        return [one for one in self.attendees if not one.is_present]

    @property
    def words(self) -> str:
        return quorum_words(self.present, self.entitled, self.needed if self.has_rule else 0)


def quorum_words(present: int, entitled: int, needed_number: int) -> str:
    """'9 of 15 voters are here; 8 are needed.'"""
    said = {"present": present, "entitled": entitled, "needed": needed_number}
    here = (
        ngettext(
            "%(present)s of %(entitled)s voter is here",
            "%(present)s of %(entitled)s voters are here",
            entitled,
        )
        % said
    )
    if not needed_number:
        return _("%(here)s; no quorum is asked for.") % {"here": here}
    rest = ngettext("%(needed)s is needed", "%(needed)s are needed", needed_number) % said
    return _("%(here)s; %(rest)s.") % {"here": here, "rest": rest}


def gathering_of(meeting: Meeting) -> Gathering:
    """With event and network loaded. The same number of queries for any number of members."""
    network, day = meeting.network, meeting.event.start_date
    members = list(
        network.members.in_force_on(day)
        .select_related("organisation", "user")
        .order_by("organisation__name", "name", "pk")
    )
    kept = {row.member_id: row for row in meeting.presences.exclude(member=None)}
    found: set[int] = set()
    if meeting.state != MinutesState.APPROVED:
        found = members_there([known_of(member) for member in members], who_came(meeting))
    voters = voters_on(network, day)
    voting = {member.pk for voter in voters for member in voter.members}
    ended = _ended_mandates(network.pk, day, [one.pk for one in members if one.pk not in voting])
    attendees = [
        _attendee(member, kept.get(member.pk), member.pk in found, member.pk in voting,
                  ended.get(member.pk))
        for member in members
    ]  # fmt: skip
    there = {one.member.pk for one in attendees if one.is_present}
    votes = [
        (voter, next(one for one in voter.members if one.pk in there))
        for voter in voters
        if any(one.pk in there for one in voter.members)
    ]
    if meeting.state == MinutesState.APPROVED:
        numbers = (meeting.entitled or 0, meeting.present or 0, meeting.needed or 0)
    else:
        asked = needed(network.quorum, network.quorum_number, len(voters))
        numbers = (len(voters), len(votes), asked)
    return Gathering(attendees, votes, *numbers, has_rule=network.quorum != "none")


def known_of(member: Member) -> Known:
    addresses = {member.email, member.user.email if member.user else ""} - {""}
    return Known(member.pk, frozenset(addresses), member.organisation_id)


def who_came(meeting: Meeting) -> Came:
    """Two queries."""
    people = meeting.event.participants.filter(state=ParticipantState.ATTENDED)
    rows = list(people.values_list("email", "organisation"))
    sent = meeting.event.attendances.values_list("organisation", flat=True)
    return Came(
        frozenset(email for email, _of in rows if email),
        frozenset({of for _email, of in rows if of} | set(sent)),
    )


def _attendee(
    member: Member, kept: Presence | None, is_found: bool, has_vote: bool, ended: date | None
) -> Attendee:
    by_hand = kept is not None and kept.is_by_hand
    if kept is not None and (by_hand or not is_found):
        state = kept.state
    else:
        state = PresenceState.PRESENT.value if is_found else ""
    return Attendee(member, state, by_hand, has_vote, ended)


def _ended_mandates(network: int, day: date, members: list[int]) -> dict[int, date]:
    rows = (
        Mandate.objects.filter(seat__network=network, member__in=members, end_date__lt=day)
        .order_by("end_date")
        .values_list("member", "end_date")
    )
    return {member: end for member, end in rows if end is not None}


def ended_words(day: date) -> str:
    return _("the mandate ended on %(day)s: no vote") % {
        "day": date_format(day, "SHORT_DATE_FORMAT")
    }
