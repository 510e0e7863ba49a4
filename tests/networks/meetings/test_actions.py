"""Meetings, minutes, decisions and tasks by their actions."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import translation

from loim.common.models import OutgoingMail
from loim.events.actions.pages.removing import OtherPagesStandOnIt
from loim.events.actions.undo import delete_event
from loim.events.models import Attendance, EventScope
from loim.networks.actions.meetings import refusals
from loim.networks.actions.meetings.decisions import (
    DecisionFacts,
    carry_decision,
    record_decision,
    remove_decision,
)
from loim.networks.actions.meetings.erasing import erase_names_due
from loim.networks.actions.meetings.minutes import (
    add_addition,
    approve_minutes,
    begin_minutes,
    save_texts,
)
from loim.networks.actions.meetings.planning import MeetingPlan, plan_meeting
from loim.networks.actions.meetings.presence import save_presence
from loim.networks.actions.meetings.tasks import (
    TaskFacts,
    give_task,
    remind_owners,
    take_task_step,
)
from loim.networks.logic.minutes_texts import digest_of
from loim.networks.logic.task_states import TaskStep
from loim.networks.logic.votes import Votes
from loim.networks.models import Meeting, MinutesItem, Vote
from loim.networks.queries.meetings.agenda import draft_items
from loim.networks.queries.meetings.owed import owed_by
from loim.networks.queries.meetings.presence import gathering_of
from tests.factories import meetings as make
from tests.factories import user
from tests.factories.agenda import session
from tests.factories.networks import mandate, member, seat
from tests.factories.registration import participant
from tests.networks.meetings.conftest import DAY, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    translation.activate("en")


@pytest.fixture
def held(circle):
    """A meeting with three of four voters there, and its minutes begun."""
    meeting = make.meeting(circle.network, DAY)
    make.there(meeting, circle.chair, circle.mari, circle.jaan)
    begin_minutes(meeting=meeting, by=circle.coordinator, now=NOW)
    return Meeting.objects.get(pk=meeting.pk)


def decide(meeting, by, **said):
    facts = {"item": meeting.items.first(), "wording": "Korraldame infopäeva.",
             "outcome": "adopted"}  # fmt: skip
    return record_decision(meeting=meeting, facts=DecisionFacts(**(facts | said)), by=by, now=NOW)


def test_a_planned_meeting_is_an_event_with_an_agenda(circle):
    plan = MeetingPlan(
        day=date(2023, 11, 7), start_time=time(13), end_time=time(15), place="Rakvere",
        is_county_wide=True, items=["Ülesanded", "Kool", "Lepime kokku"],
    )  # fmt: skip
    submission = uuid4()

    meeting = plan_meeting(
        network=circle.network, plan=plan, submission=submission, by=circle.coordinator, now=NOW
    )
    again = plan_meeting(
        network=circle.network, plan=plan, submission=submission, by=circle.coordinator, now=NOW
    )

    assert again == meeting
    event = meeting.event
    assert (event.kind, event.scope, event.activity) == (
        "network_meeting", EventScope.COUNTY, circle.network.activity,
    )  # fmt: skip
    sessions = event.sessions.order_by("start_time")
    assert [(s.start_time, s.title) for s in sessions] == [
        (time(13), "Ülesanded"), (time(13, 40), "Kool"), (time(14, 20), "Lepime kokku"),
    ]  # fmt: skip
    with pytest.raises(PermissionDenied):
        plan_meeting(network=circle.network, plan=plan, by=circle.chair_account, now=NOW)


def test_a_meeting_after_the_end_of_the_network_is_refused(circle):
    circle.network.end_date = date(2023, 10, 31)
    plan = MeetingPlan(day=date(2023, 11, 7), start_time=time(13))

    with pytest.raises(refusals.NetworkHasEnded):
        plan_meeting(network=circle.network, plan=plan, by=circle.coordinator, now=NOW)


def test_members_are_found_by_address_and_organisation_and_put_right_by_hand(circle):
    meeting = make.meeting(circle.network, DAY)
    participant(meeting.event, "attended", email="MARI@example.ee")
    participant(meeting.event, "admitted", email="jaan@example.ee")
    Attendance.objects.create(event=meeting.event, organisation=circle.world.fund)

    found = gathering_of(meeting)

    assert {one.member for one in found.there} == {circle.mari, circle.fund}
    assert found.words == "2 of 4 voters are here; 3 are needed."
    states = {circle.mari.pk: "present", circle.jaan.pk: "present", circle.fund.pk: "absent"}
    saved = save_presence(meeting=meeting, states=states, by=circle.chair_account, now=NOW)
    after = gathering_of(meeting)
    assert {one.member for one in after.there} == {circle.mari, circle.jaan}
    assert saved.present == 2
    by_hand = {row.member: row.is_by_hand for row in meeting.presences.all()}
    assert by_hand == {circle.mari: False, circle.jaan: True, circle.fund: True}


def test_minutes_begin_with_the_agenda_and_the_tasks(circle):
    before = make.meeting(circle.network, date(2023, 6, 1))
    make.task(circle.network, title="Kutsuda koolid", meeting=before, owner=circle.mari)
    meeting = make.meeting(circle.network, DAY)
    with translation.override("et"):
        first = draft_items(circle.network)[0]
    session(meeting.event, "13:00", title=first)
    session(meeting.event, "14:00", title="Lõuna", kind="lunch")
    session(meeting.event, "15:00", title="Kool")

    begin_minutes(meeting=meeting, by=circle.chair_account, now=NOW)
    begin_minutes(meeting=meeting, by=circle.chair_account, now=NOW)

    items = list(meeting.items.order_by("position"))
    assert [one.title for one in items] == [first, "Kool"]
    assert "Kutsuda koolid" in items[0].text
    assert "Mari" not in items[0].text  # she did not agree to be listed


def test_minutes_wait_for_the_day_and_for_those_who_keep_them(circle):
    later = make.meeting(circle.network, date(2023, 11, 7), status="published", number=900)

    with pytest.raises(refusals.NotYet):
        begin_minutes(meeting=later, by=circle.coordinator, now=NOW)
    with pytest.raises(PermissionDenied):
        begin_minutes(meeting=later, by=user("mari@example.ee"), now=NOW)


def test_two_who_write_at_once_lose_nothing(circle, held):
    first = held.items.get()
    second = make.item(held, title="Teine")
    seen = {first.pk: digest_of(""), second.pk: digest_of("")}
    write = {"meeting": held, "seen": seen, "now": NOW}

    one = save_texts(
        given={first.pk: "Mari kirjutas", second.pk: ""}, by=circle.coordinator, **write
    )
    two = save_texts(
        given={first.pk: "Jaan kirjutas", second.pk: "Teine punkt"},
        by=circle.chair_account,
        **write,
    )

    assert one.conflicts == frozenset()
    assert two.conflicts == {first.pk}
    texts = dict(held.items.values_list("pk", "text"))
    assert texts == {first.pk: "Mari kirjutas", second.pk: "Teine punkt"}


def test_a_decision_by_votes_by_name_and_by_nobody_objecting(circle, held):
    names = {circle.chair.pk: "for", circle.mari.pk: "for", circle.jaan.pk: "against"}

    first = decide(held, circle.coordinator)
    second = decide(held, circle.coordinator, voting="counted", votes=Votes(2, 0, 1))
    third = decide(held, circle.coordinator, voting="named", by_name=names)

    assert [one.number for one in (first, second, third)] == [1, 2, 3]
    assert (third.votes_for, third.votes_against, third.votes_abstained) == (2, 1, 0)
    assert Vote.objects.filter(decision=third).count() == 3
    remove_decision(decision=first, by=circle.coordinator, now=NOW)
    assert list(held.decisions.order_by("number").values_list("pk", "number")) == [
        (second.pk, 1), (third.pk, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"voting": "counted", "votes": Votes(3, 1, 0)}, refusals.TooManyVotes),
        ({"voting": "counted", "votes": Votes(1, 2, 0)}, refusals.AgainstTheVotes),
        ({"voting": "counted"}, refusals.NoVotes),
    ],
)
def test_votes_that_cannot_be_are_refused(circle, held, said, refusal):
    with pytest.raises(refusal):
        decide(held, circle.coordinator, **said)
    assert held.decisions.count() == 0


def test_an_expired_mandate_does_not_vote_and_the_refusal_says_when_it_ended(circle):
    one, two = seat(circle.network), seat(circle.network)
    mandate(one, circle.mari, end_date=date(2023, 9, 19))
    mandate(two, circle.jaan, end_date=DAY)
    meeting = make.meeting(circle.network, DAY)
    make.there(meeting, circle.mari, circle.jaan)
    begin_minutes(meeting=meeting, by=circle.coordinator, now=NOW)
    named = {"voting": "named", "by_name": {circle.mari.pk: "for", circle.jaan.pk: "for"}}

    with pytest.raises(refusals.MandateNotInForce) as refused:
        decide(Meeting.objects.get(pk=meeting.pk), circle.coordinator, **named)

    assert "Mari Näidis" in str(refused.value)
    assert "19" in str(refused.value)
    decided = decide(
        Meeting.objects.get(pk=meeting.pk), circle.coordinator, voting="named",
        by_name={circle.jaan.pk: "for"},
    )  # fmt: skip
    vote = decided.votes.get()
    with pytest.raises(IntegrityError, match="vote_by_a_mandate"), transaction.atomic():
        Vote.objects.create(
            meeting=meeting, decision=decided, member=circle.mari, choice="for",
            mandate=one.mandates.get(),
        )  # fmt: skip
    assert vote.mandate == two.mandates.get()


def test_absent_members_and_strangers_do_not_vote(circle, held):
    absent = {"voting": "named", "by_name": {circle.fund.pk: "for"}}
    gone = member(
        circle.network, name="Läinud Liige", end_date=date(2023, 8, 31), email="gone@example.ee"
    )

    with pytest.raises(refusals.NotThere):
        decide(held, circle.coordinator, **absent)
    with pytest.raises(refusals.MandateNotInForce, match="31"):
        decide(held, circle.coordinator, voting="named", by_name={gone.pk: "for"})
    with pytest.raises(refusals.HasNoVote):
        decide(held, circle.coordinator, voting="named", by_name={999_999: "for"})


def test_without_a_quorum_nothing_is_decided_and_it_moves_on(circle):
    meeting = make.meeting(circle.network, DAY, number=1)
    make.there(meeting, circle.chair, circle.mari)
    begin_minutes(meeting=meeting, by=circle.coordinator, now=NOW)

    with pytest.raises(refusals.NoQuorum) as refused:
        decide(meeting, circle.coordinator)
    assert str(refused.value).startswith("2 voters are there and 3 are needed")

    noted = decide(meeting, circle.coordinator, outcome="discussed")
    assert carry_decision(decision=noted, by=circle.coordinator, now=NOW) is None
    assert noted.wording in draft_items(circle.network)
    to = plan_meeting(
        network=circle.network,
        plan=MeetingPlan(
            day=date(2023, 11, 7), start_time=time(13), items=draft_items(circle.network)
        ),
        by=circle.coordinator,
        now=NOW,
    )
    noted.refresh_from_db()
    assert noted.carried_to == to
    assert to.event.sessions.filter(title=noted.wording).exists()


def test_what_is_moved_on_stands_on_the_agenda_of_a_planned_meeting(circle, held):
    later = make.meeting(circle.network, date(2023, 11, 7), status="draft")
    noted = decide(held, circle.coordinator, outcome="discussed")

    assert carry_decision(decision=noted, by=circle.coordinator, now=NOW) == later
    assert carry_decision(decision=noted, by=circle.coordinator, now=NOW) == later
    assert later.event.sessions.get().title == noted.wording
    decided = decide(held, circle.coordinator)
    with pytest.raises(refusals.NothingToCarry):
        carry_decision(decision=decided, by=circle.coordinator, now=NOW)


def test_approved_minutes_stay_and_members_are_written_to(circle, held):
    decision = decide(held, circle.coordinator)
    give_task(
        network=circle.network,
        facts=TaskFacts("Saata kutse", date(2023, 11, 1), owner=circle.mari, meeting=held,
                        decision=decision),
        by=circle.coordinator, now=NOW,
    )  # fmt: skip

    with pytest.raises(PermissionDenied):
        approve_minutes(meeting=held, how="chair", by=user("teine@example.ee"), now=NOW)
    approve_minutes(meeting=held, how="chair", by=circle.chair_account, now=NOW)

    held.refresh_from_db()
    assert (held.state, held.entitled, held.present, held.needed) == ("approved", 4, 3, 3)
    told = OutgoingMail.objects.filter(template="network_minutes").values_list("to", flat=True)
    assert set(told) == {"esimees@example.ee", "mari@example.ee", "jaan@example.ee"}
    with pytest.raises(refusals.MinutesNotOpen):
        decide(held, circle.coordinator)
    with pytest.raises(refusals.MinutesNotOpen):
        save_presence(meeting=held, states={}, by=circle.coordinator, now=NOW)
    key = uuid4()
    for _twice in range(2):
        add_addition(
            meeting=held, text="Õige on 5.", submission=key, by=circle.coordinator, now=NOW
        )
    assert held.additions.get().text == "Õige on 5."


def test_the_database_keeps_what_was_approved(circle, held):
    named = {"voting": "named", "by_name": {circle.chair.pk: "for", circle.mari.pk: "for"}}
    decision = decide(held, circle.coordinator, **named)
    open_one = decide(held, circle.coordinator, outcome="discussed")
    approve_minutes(meeting=held, how="chair", by=circle.coordinator, now=NOW)
    item = held.items.first()

    def refused(change):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()

    refused(lambda: MinutesItem.objects.filter(pk=item.pk).update(text="muudetud"))
    refused(lambda: MinutesItem.objects.create(meeting=held, position=9, title="x", written_at=NOW))
    refused(lambda: held.decisions.filter(pk=decision.pk).update(wording="muudetud"))
    refused(lambda: held.decisions.filter(pk=decision.pk).delete())
    refused(lambda: decision.votes.update(choice="against"))
    refused(lambda: held.presences.update(state="absent"))
    refused(lambda: Meeting.objects.filter(pk=held.pk).update(state="draft", approved_at=None))
    carry_decision(decision=open_one, by=circle.coordinator, now=NOW)  # this one may go on
    assert erase_names_due(now=NOW) == {"presences": 0, "votes": 0, "tasks": 0}
    assert erase_names_due(now=NOW + timedelta(days=1200)) == {
        "presences": 3, "votes": 2, "tasks": 0,
    }  # fmt: skip


def test_a_decision_without_quorum_or_with_votes_of_the_absent_is_no_row(held):
    item = held.items.first()
    for wrong in (
        {"is_quorate": False},
        {"voting": "counted", "votes_for": 4, "voters_present": 3},
        {"is_carried": True},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.decision(item, **wrong)


def test_presence_corrected_after_a_decision_stops_the_approval(circle, held):
    decide(held, circle.coordinator)
    save_presence(meeting=held, states={circle.jaan.pk: "absent"}, by=circle.coordinator, now=NOW)

    with pytest.raises(refusals.DecisionNoLongerStands):
        approve_minutes(meeting=held, how="chair", by=circle.coordinator, now=NOW)


def test_a_task_is_given_once_reminded_of_once_and_closed_by_its_owner(circle):
    facts = TaskFacts("Saata kutse", date(2023, 10, 20), owner=circle.mari)
    key = uuid4()
    given = {"network": circle.network, "submission": key, "by": circle.coordinator, "now": NOW}

    task = give_task(facts=facts, **given)
    assert give_task(facts=facts, **given) == task
    letter = OutgoingMail.objects.get(template="network_task")
    assert (letter.to, letter.language) == ("mari@example.ee", "en")
    assert remind_owners(now=NOW) == 0
    soon = NOW.replace(day=17)
    assert (remind_owners(now=soon), remind_owners(now=soon)) == (1, 0)

    with pytest.raises(PermissionDenied):
        take_task_step(task=task, step=TaskStep.DROP, note="x", by=None, now=soon)
    with pytest.raises(refusals.WhyDropped):
        take_task_step(task=task, step=TaskStep.DROP, by=circle.coordinator, now=soon)
    done = take_task_step(task=task, step=TaskStep.FINISH, note="Saadetud", by=None, now=soon)
    assert (done.state, done.closed_note) == ("done", "Saadetud")
    with pytest.raises(refusals.TaskNotPossible):
        take_task_step(task=task, step=TaskStep.FINISH, by=None, now=soon)


def test_a_task_has_one_owner_who_belongs_to_the_network(circle):
    gone = member(circle.network, name="Läinud", end_date=date(2023, 8, 31))
    give = {"network": circle.network, "by": circle.coordinator, "now": NOW}

    with pytest.raises(refusals.NoOwner):
        give_task(facts=TaskFacts("Saata", date(2023, 10, 20)), **give)
    with pytest.raises(refusals.OwnerIsNoMember):
        give_task(facts=TaskFacts("Saata", date(2023, 10, 20), owner=gone), **give)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.task(circle.network, owner=circle.mari, organisation=circle.world.fund)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.task(circle.network, state="dropped")


def test_what_is_owed_counts_meetings_of_the_county_alone(circle):
    make.meeting(circle.network, date(2023, 3, 8), is_county_wide=True)
    make.meeting(circle.network, date(2023, 5, 8))
    make.meeting(circle.network, date(2023, 11, 8), is_county_wide=True, status="cancelled")
    make.meeting(circle.network, date(2022, 11, 8), is_county_wide=True)

    owes = owed_by([circle.network], NOW.date())[0]

    assert (owes.owed.due, owes.owed.held, owes.owed.planned) == (1, 1, 0)
    circle.network.start_date = date(2022, 1, 1)
    owes = owed_by([circle.network], NOW.date())[0]
    assert owes.owed.is_warned
    assert owes.words == (
        "1 of 2 county meetings of this year is held. 1 more is owed by 31 December 2023: plan it now."
    )


def test_the_event_of_a_meeting_is_cancelled_not_removed(circle):
    meeting = make.meeting(circle.network, DAY)

    with pytest.raises(OtherPagesStandOnIt):
        delete_event(event=meeting.event, by=circle.coordinator, now=NOW)
