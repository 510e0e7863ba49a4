"""Handing in: the deadline's own second in every time zone, drafts, versions, answers."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from loim.common.models import OutgoingMail
from loim.trainings.actions.assignments.answering import (
    DecidedAlready,
    TooLateToUndo,
    WordsMissing,
    accept_hand_in,
    comment_on,
    send_back_hand_in,
    undo_decision,
)
from loim.trainings.actions.assignments.handing_in import (
    AcceptedAlready,
    DeadlineOver,
    DraftChanged,
    NotGivenYet,
    NothingHandedIn,
    hand_in,
    save_draft,
)
from loim.trainings.actions.assignments.reminding import remind_of_deadlines
from loim.trainings.models import HandIn, HandInDraft
from loim.trainings.queries.assignments.matrix import hand_ins_to_read, matrix
from loim.trainings.queries.cohort.who import Reader
from tests import factories as make
from tests.factories import cohort

pytestmark = pytest.mark.django_db
DUE = datetime(2023, 10, 20, 20, 59, 59, tzinfo=UTC)  # 23:59:59 in Tallinn
BEFORE = DUE - timedelta(days=3)


@pytest.fixture
def assignment(db):  # type: ignore[no-untyped-def]
    return cohort.assignment(cohort.running_training(), due_at=DUE, late_days=7)


@pytest.fixture
def team_reader(assignment):  # type: ignore[no-untyped-def]
    team = cohort.admitted_team(assignment.training, members=2)
    return Reader(team, member=team.members.order_by("pk").first())


@pytest.fixture
def trainer(team_reader):  # type: ignore[no-untyped-def]
    mentor = cohort.mentor(team_reader.training, is_trainer=True)
    return Reader(team_reader.team, user=mentor.user, mentor=mentor)


def give(assignment, by, now=BEFORE, **words):  # type: ignore[no-untyped-def]
    words.setdefault("text", "Vastus")
    return hand_in(
        assignment=assignment, submission=words.pop("submission", uuid4()), by=by, now=now, **words
    )


@pytest.mark.parametrize("zone", ["Europe/Tallinn", "America/Los_Angeles", "Asia/Tokyo", "UTC"])
def test_the_deadlines_second_is_in_time_in_every_time_zone(assignment, team_reader, zone):  # type: ignore[no-untyped-def]
    at = (DUE + timedelta(microseconds=999_999)).astimezone(ZoneInfo(zone))

    row = give(assignment, team_reader, at)

    assert not row.is_late


@pytest.mark.parametrize("zone", ["Europe/Tallinn", "America/Los_Angeles", "Asia/Tokyo", "UTC"])
def test_the_next_second_is_late_in_every_time_zone(assignment, team_reader, zone):  # type: ignore[no-untyped-def]
    row = give(assignment, team_reader, (DUE + timedelta(seconds=1)).astimezone(ZoneInfo(zone)))

    assert row.is_late


def test_after_the_last_late_second_it_is_refused_with_what_to_do(assignment, team_reader):  # type: ignore[no-untyped-def]
    until = DUE + timedelta(days=7)
    late = give(assignment, team_reader, until)
    with pytest.raises(DeadlineOver) as refused:
        give(assignment, team_reader, until + timedelta(seconds=1))

    assert late.is_late
    assert "koosloome@example.ee" in str(refused.value)
    assert HandIn.objects.count() == 1


def test_before_it_is_given_it_is_refused(team_reader):  # type: ignore[no-untyped-def]
    coming = cohort.assignment(team_reader.training, opens_at=BEFORE, due_at=DUE)

    with pytest.raises(NotGivenYet):
        give(coming, team_reader, BEFORE - timedelta(seconds=1))


def test_nothing_cannot_be_handed_in(assignment, team_reader):  # type: ignore[no-untyped-def]
    with pytest.raises(NothingHandedIn):
        give(assignment, team_reader, text="  ")


def test_the_same_form_sent_twice_is_one_version(assignment, team_reader):  # type: ignore[no-untyped-def]
    once = uuid4()

    assert give(assignment, team_reader, submission=once) == give(
        assignment, team_reader, submission=once
    )
    assert HandIn.objects.count() == 1


def test_a_file_alone_is_enough_and_uses_up_the_draft(assignment, team_reader):  # type: ignore[no-untyped-def]
    save_draft(assignment=assignment, text="pooleli", seen=0, by=team_reader, now=BEFORE)

    row = give(assignment, team_reader, text="", file=ContentFile(b"%PDF-", name="too.pdf"))

    assert row.original_name == "too.pdf"
    assert not HandInDraft.objects.exists()


def test_two_who_write_at_once_lose_nothing(assignment, team_reader):  # type: ignore[no-untyped-def]
    save_draft(assignment=assignment, text="Mari", seen=0, by=team_reader, now=BEFORE)
    with pytest.raises(DraftChanged):
        save_draft(assignment=assignment, text="Jüri", seen=0, by=team_reader, now=BEFORE)

    assert HandInDraft.objects.get().text == "Mari"


def test_sent_back_after_the_deadline_it_is_handed_in_anew_and_not_late(  # type: ignore[no-untyped-def]
    assignment, team_reader, trainer
):
    first = give(assignment, team_reader)
    after = DUE + timedelta(days=20)
    send_back_hand_in(
        hand_in=first, words="Lisage näide.", submission=uuid4(), by=trainer, now=after
    )

    second = give(assignment, team_reader, after + timedelta(days=1))

    assert (second.version, second.is_late) == (2, False)


def test_what_is_accepted_stays(assignment, team_reader, trainer):  # type: ignore[no-untyped-def]
    row = give(assignment, team_reader)
    accept_hand_in(hand_in=row, submission=uuid4(), by=trainer, now=BEFORE)

    with pytest.raises(AcceptedAlready):
        give(assignment, team_reader)


def test_an_acceptance_is_taken_back_for_some_minutes(assignment, team_reader, trainer):  # type: ignore[no-untyped-def]
    row = give(assignment, team_reader)
    accepted = accept_hand_in(hand_in=row, submission=uuid4(), by=trainer, now=BEFORE)
    with pytest.raises(TooLateToUndo):
        undo_decision(hand_in=accepted, by=trainer, now=BEFORE + timedelta(minutes=16))
    undone = undo_decision(hand_in=accepted, by=trainer, now=BEFORE + timedelta(minutes=15))

    assert (undone.state, undone.decided_at) == ("handed_in", None)


def test_sending_back_needs_words_and_the_newest_version(assignment, team_reader, trainer):  # type: ignore[no-untyped-def]
    first = give(assignment, team_reader)
    with pytest.raises(WordsMissing):
        send_back_hand_in(hand_in=first, words=" ", submission=uuid4(), by=trainer, now=BEFORE)
    give(assignment, team_reader)
    with pytest.raises(DecidedAlready):
        accept_hand_in(hand_in=first, submission=uuid4(), by=trainer, now=BEFORE)


def test_the_team_is_written_to_in_its_members_language(assignment, team_reader, trainer):  # type: ignore[no-untyped-def]
    row = give(assignment, team_reader)
    comment_on(hand_in=row, text="Hea algus", submission=uuid4(), by=trainer, now=BEFORE)
    accept_hand_in(hand_in=row, submission=uuid4(), by=trainer, now=BEFORE)

    letters = OutgoingMail.objects.order_by("pk").values_list("template", "language")
    assert (
        list(letters)
        == [("trainings_hand_in_comment", "en")] * 2 + [("trainings_hand_in_decided", "en")] * 2
    )


def test_nobody_else_answers_or_hands_in(assignment, team_reader):  # type: ignore[no-untyped-def]
    row = give(assignment, team_reader)
    other = cohort.admitted_team(assignment.training, members=1)
    stranger = Reader(other, member=other.members.get())

    with pytest.raises(PermissionDenied):
        comment_on(hand_in=row, text="Tere", submission=uuid4(), by=stranger, now=BEFORE)
    with pytest.raises(PermissionDenied):
        accept_hand_in(hand_in=row, submission=uuid4(), by=team_reader, now=BEFORE)


def test_one_who_has_left_meanwhile_hands_in_nothing(assignment, team_reader):  # type: ignore[no-untyped-def]
    type(team_reader.member).objects.filter(pk=team_reader.member.pk).update(
        state="left", left_at=BEFORE
    )

    with pytest.raises(PermissionDenied):
        give(assignment, team_reader)


def test_a_trainer_reads_the_oldest_first_and_a_mentor_only_their_teams(  # type: ignore[no-untyped-def]
    assignment, team_reader, trainer
):
    later = give(assignment, team_reader, BEFORE + timedelta(hours=1))
    other = cohort.admitted_team(assignment.training, members=1)
    earlier = give(assignment, Reader(other, member=other.members.get()))
    mentor = cohort.mentor(assignment.training)

    assert list(hand_ins_to_read(trainer.user)) == [earlier, later]
    assert list(hand_ins_to_read(mentor.user)) == []
    assert list(hand_ins_to_read(make.user())) == []


@pytest.mark.parametrize("teams", [1, 3])
def test_the_matrix_takes_a_fixed_number_of_queries(assignment, django_assert_num_queries, teams):  # type: ignore[no-untyped-def]
    for _ in range(teams):
        team = cohort.admitted_team(assignment.training, members=1)
        give(assignment, Reader(team, member=team.members.get()))

    with django_assert_num_queries(3):
        _assignments, rows = matrix(assignment.training, BEFORE)
        assert [str(row.cells[0].standing) for row in rows] == ["handed_in"] * teams


def test_teams_that_have_not_handed_in_are_reminded_once(assignment, team_reader):  # type: ignore[no-untyped-def]
    done = cohort.admitted_team(assignment.training, members=1)
    give(assignment, Reader(done, member=done.members.get()))
    OutgoingMail.objects.all().delete()

    assert remind_of_deadlines(now=DUE - timedelta(days=2, seconds=1)) == 0
    assert remind_of_deadlines(now=DUE - timedelta(days=1)) == 1
    assert remind_of_deadlines(now=DUE - timedelta(days=1)) == 0
    assert OutgoingMail.objects.count() == 2
