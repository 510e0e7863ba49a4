"""Whoever writes somebody else's address into a public form learns nothing and harms nobody."""

from datetime import date, datetime, timedelta

import pytest

from loim.clubs.actions.erasing import erase_what_is_due
from loim.clubs.actions.joining import ask_to_join
from loim.clubs.actions.visiting import MeetingFull, NoDropIns, announce
from loim.clubs.models import Club, ClubMeeting, ClubPerson, Facilitator
from loim.common.refusals import Refusal
from tests.clubs.conftest import NOW
from tests.factories import clubs as make
from tests.mail import Mailbox, run_jobs

pytestmark = pytest.mark.django_db
SPAM = "WIN at https://spam.example.ee now"


@pytest.fixture
def meeting(talk: Club) -> ClubMeeting:
    return make.meeting(talk, date(2023, 2, 7))


def drop_in(meeting: ClubMeeting, email: str, name: str = "Keegi", now: datetime = NOW) -> str:
    """What the page answers."""
    try:
        announce(meeting=meeting, name=name, email=email, language="en", now=now)
    except Refusal as refusal:
        return type(refusal).__name__
    return "sent"


def test_the_answer_does_not_tell_who_is_a_regular(talk: Club, meeting: ClubMeeting) -> None:
    talk.welcomes_drop_ins = False
    talk.save()
    make.person(talk, email="ann@example.ee")

    answers = {drop_in(meeting, email) for email in ("ann@example.ee", "nobody@example.ee")}

    assert answers == {NoDropIns.__name__}


def test_the_answer_does_not_tell_who_comes_to_a_full_meeting(
    talk: Club, meeting: ClubMeeting
) -> None:
    talk.drop_in_places = 1
    talk.save()
    assert drop_in(meeting, "ann@example.ee", "Ann") == "sent"
    assert drop_in(meeting, "ann@example.ee", "Ann") == "sent"  # the same form, sent twice
    later = NOW + timedelta(minutes=5)

    answers = {
        drop_in(meeting, email, "Ann", later) for email in ("ann@example.ee", "nobody@example.ee")
    }

    assert answers == {MeetingFull.__name__}


def test_a_stranger_does_not_take_back_that_a_regular_stays_away(
    talk: Club, meeting: ClubMeeting, mailbox: Mailbox
) -> None:
    ann = make.person(talk, email="ann@example.ee")
    make.visit(meeting, ann, "excused")

    assert drop_in(meeting, "ann@example.ee") == "sent"

    assert ann.visits.get().state == "excused"
    run_jobs()
    assert [str(each["Subject"]) for each in mailbox.to("ann@example.ee")] == [
        "You are on the list already: Conversation club"
    ]


def test_nobodys_letter_box_is_filled_by_others(
    talk: Club, meeting: ClubMeeting, mailbox: Mailbox
) -> None:
    for _n in range(4):
        ask_to_join(club=talk, name="Keegi", email="ann@example.ee", language="en", now=NOW)
        drop_in(meeting, "ann@example.ee")
    run_jobs()
    assert len(mailbox.to("ann@example.ee")) == 3


def test_what_a_stranger_types_is_not_sent_to_others(
    talk: Club, meeting: ClubMeeting, mailbox: Mailbox
) -> None:
    ask_to_join(club=talk, name=SPAM, email="ann@example.ee", language="en", now=NOW)
    drop_in(meeting, "ben@example.ee", SPAM)
    run_jobs()
    assert len(mailbox.messages) == 2
    assert not any("spam" in mailbox.text(letter) for letter in mailbox.messages)


def test_people_of_a_club_that_is_no_more_are_forgotten_after_a_year(talk: Club) -> None:
    """Nobody leaves a club that just stopped meeting."""
    regular, waiting = make.person(talk), make.person(talk, "waiting")
    leader = make.facilitator(talk)
    make.visit(make.meeting(talk, date(2023, 1, 3), status="held"), regular)
    Club.objects.filter(pk=talk.pk).update(status="closed", changed_at=NOW)

    erase_what_is_due(now=NOW + timedelta(days=360))
    assert not ClubPerson.objects.exclude(erased_at=None).exists()
    erase_what_is_due(now=NOW + timedelta(days=370))

    assert set(ClubPerson.objects.values_list("name", "email")) == {("", "")}
    assert Facilitator.objects.get(pk=leader.pk).email == ""
    assert waiting.pk != regular.pk


def test_a_club_that_meets_keeps_its_regulars(talk: Club) -> None:
    regular, leader = make.person(talk), make.facilitator(talk)
    now = NOW + timedelta(days=800)
    make.meeting(talk, (now - timedelta(days=7)).date(), status="held")
    Club.objects.filter(pk=talk.pk).update(changed_at=NOW)

    erase_what_is_due(now=now)

    regular.refresh_from_db()
    leader.refresh_from_db()
    assert (regular.state, leader.left_at) == ("regular", None)
