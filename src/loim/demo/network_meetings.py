"""Meetings of two networks: minutes approved and being written, tasks, a county meeting owed."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from loim.demo import network_meeting_texts as texts
from loim.events.actions.pages.publishing import publish_event
from loim.events.actions.steps import mark_held
from loim.networks.actions.meetings.decisions import (
    DecisionFacts,
    carry_decision,
    record_decision,
)
from loim.networks.actions.meetings.minutes import (
    add_addition,
    approve_minutes,
    begin_minutes,
    save_texts,
)
from loim.networks.actions.meetings.planning import MeetingPlan, plan_meeting, set_habits
from loim.networks.actions.meetings.presence import save_presence
from loim.networks.actions.meetings.tasks import TaskFacts, give_task, take_task_step
from loim.networks.logic.minutes_texts import digest_of
from loim.networks.logic.task_states import TaskStep
from loim.networks.logic.votes import Votes
from loim.networks.models import (
    Meeting,
    MeetingDecision,
    Member,
    MinutesItem,
    Network,
    Outcome,
    Quorum,
    Voting,
)
from loim.people.models import User

_SENT = UUID("4a3c9a56-77a5-4d5e-8d0c-5c7f2b1a9e30")  # what the demonstration's forms carry


def hold_network_meetings(*, users: dict[str, User], now: datetime) -> None:
    """After the networks and their members are there."""
    agencies = Network.objects.filter(name=texts.AGENCIES).first()
    specialists = (
        Network.objects.filter(name=texts.SPECIALISTS).first()
        or Network.objects.filter(name=texts.IF_MISSING).first()
    )
    if agencies is not None and _has_members(agencies, now):
        Network.objects.filter(pk=agencies.pk, quorum=Quorum.NONE).update(quorum=Quorum.HALF)
        _Book(agencies, users["tallinn@example.ee"], now).agencies()
    if specialists is not None and _has_members(specialists, now):
        by = users["rakvere@example.ee" if specialists.county_meetings else "tartu@example.ee"]
        Network.objects.filter(pk=specialists.pk, county_meetings=0).update(county_meetings=2)
        _Book(specialists, by, now).specialists()


def _has_members(network: Network, now: datetime) -> bool:
    return network.members.in_force_on(localdate(now) - timedelta(days=70)).count() > 2


class _Book:
    """What one network keeps of its meetings."""

    def __init__(self, network: Network, by: User, now: datetime) -> None:
        self.network = Network.objects.get(pk=network.pk)
        self.by, self.now, self.today = by, now, localdate(now)

    def agencies(self) -> None:
        first = self._held(self.today - timedelta(days=70), texts.FIRST_AGENDA, "Teenindussaal")
        items = self._written(first, texts.FIRST_TEXTS)
        leaflet = self._decided(first, items[1], texts.LEAFLET)
        contacts = self._decided(first, items[2], texts.CONTACTS, voting=Voting.COUNTED)
        self._given(texts.LEAFLET_TASK, -40, 0, (first, leaflet), note=texts.LEAFLET_NOTE)
        self._given(texts.CONTACTS_TASK, -12, 1, (first, contacts))
        approve_minutes(meeting=first, how="chair", by=self.by, now=self.now - timedelta(days=60))
        add_addition(
            meeting=first, text=texts.ADDITION, submission=self._key("addition"), by=self.by,
            now=self.now - timedelta(days=50),
        )  # fmt: skip
        second = self._held(self.today - timedelta(days=9), texts.SECOND_AGENDA, "Linnaosa maja")
        items = self._written(second, ("", *texts.SECOND_TEXTS))
        spread = self._decided(second, items[1], texts.SPREAD)
        self._given(texts.TRANSLATE_TASK, 6, 0, (second, spread))
        left = self._decided(second, items[2], texts.JOINT_DAY, outcome=Outcome.DISCUSSED)
        carry_decision(decision=left, by=self.by, now=self.now)
        self._coming(
            self.today + timedelta(days=20), ("Ülesanded", texts.JOINT_DAY), "Päästekeskus"
        )

    def specialists(self) -> None:
        set_habits(
            network=self.network, usual_agenda=texts.USUAL, votes_are_public=False, by=self.by
        )
        year = date(self.today.year, 1, 1)
        county = self._held(
            max(year, self.today - timedelta(days=60)), texts.COUNTY_AGENDA,
            "Rakvere raamatukogu", is_county_wide=True,
        )  # fmt: skip
        items = self._written(county, texts.COUNTY_TEXTS)
        club = self._decided(county, items[1], texts.CLUB)
        self._given(texts.CLUB_TASK, -5, 0, (county, club))
        self._given(texts.SCHOOL_TASK, 5, 1, (county, None))
        approve_minutes(meeting=county, how="chair", by=self.by, now=self.now)
        self._held(self.today - timedelta(days=3), texts.LOCAL_AGENDA, "Linnavalitsuse saal")

    def _plan(
        self, day: date, items: Sequence[str], place: str, *, is_county_wide: bool
    ) -> Meeting:
        return plan_meeting(
            network=self.network,
            plan=MeetingPlan(
                day=day, start_time=time(13), end_time=time(15), place=place, items=items,
                is_county_wide=is_county_wide,
            ),
            submission=self._key(f"{day}"), by=self.by, now=self.now,
        )  # fmt: skip

    def _held(
        self, day: date, items: Sequence[str], place: str, *, is_county_wide: bool = False
    ) -> Meeting:
        meeting = self._plan(day, items, place, is_county_wide=is_county_wide)
        members = self._members(day)
        sent = {one.organisation_id: 1 for one in members if one.organisation_id}
        mark_held(event=meeting.event, attendance=sent, by=self.by, now=self.now)
        states = {one.pk: "present" for one in members[:-1]}
        states |= {one.pk: "excused" for one in members[-1:]}
        save_presence(meeting=meeting, states=states, by=self.by, now=self.now)
        return meeting

    def _coming(self, day: date, items: Sequence[str], place: str) -> None:
        meeting = self._plan(day, items, place, is_county_wide=False)
        publish_event(event=meeting.event, by=self.by, now=self.now)

    def _written(self, meeting: Meeting, said: Sequence[str]) -> list[MinutesItem]:
        begin_minutes(meeting=meeting, by=self.by, now=self.now)
        items = list(meeting.items.order_by("position"))
        pairs = [(item, text) for item, text in zip(items, said, strict=False) if text]
        save_texts(
            meeting=meeting,
            given={item.pk: text for item, text in pairs},
            seen={item.pk: digest_of(item.text) for item in items},
            by=self.by,
            now=self.now,
        )
        return items

    def _decided(
        self,
        meeting: Meeting,
        item: MinutesItem,
        wording: str,
        *,
        outcome: str = Outcome.ADOPTED,
        voting: str = Voting.CONSENSUS,
    ) -> MeetingDecision:
        return record_decision(
            meeting=meeting,
            facts=DecisionFacts(
                item=item, wording=wording, outcome=outcome, voting=voting, votes=Votes(2, 0, 1)
            ),
            submission=self._key(wording),
            by=self.by,
            now=self.now,
        )

    def _given(
        self,
        title: str,
        days: int,
        owner: int,
        of: tuple[Meeting, MeetingDecision | None],
        note: str = "",
    ) -> None:
        members = self._members(self.today)
        task = give_task(
            network=self.network,
            facts=TaskFacts(
                title, self.today + timedelta(days=days), owner=members[owner % len(members)],
                meeting=of[0], decision=of[1],
            ),
            submission=self._key(title), by=self.by, now=self.now,
        )  # fmt: skip
        if note:
            take_task_step(task=task, step=TaskStep.FINISH, note=note, by=self.by, now=self.now)

    def _members(self, day: date) -> list[Member]:
        """People before organisations."""
        members = self.network.members.in_force_on(day).order_by("-name", "pk")
        return list(members)

    def _key(self, what: str) -> UUID:
        return uuid5(_SENT, f"{self.network.pk}:{what}")
