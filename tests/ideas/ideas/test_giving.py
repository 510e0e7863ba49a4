"""Giving an idea, whoever does."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from loim.common.models import OutgoingMail
from loim.ideas.actions.ideas import open_forum, submit_idea
from loim.ideas.actions.ideas.giving import (
    AddressMissing,
    ConfirmFirst,
    NotGathering,
    OnlyForParticipants,
    OtherForumsChallenge,
    SaysNothing,
)
from loim.ideas.models import Idea
from tests.factories import user
from tests.factories.ideas import challenge, forum, forum_event
from tests.factories.registration import participant
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, tzinfo=UTC)
WORDS = {"title": "Buss õhtul", "text": "Viimane buss läheb kell 20.", "language": "et"}


def mails() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("pk").values_list("to", "template"))


def test_an_idea_of_somebody_with_an_account_is_shown_where_nobody_reads_first() -> None:
    person = user("mari@example.ee", name="Mari Maasikas")

    made = submit_idea(forum=forum(), **WORDS, submission=uuid4(), by=person, now=NOW)

    assert (made.author, made.author_name, made.author_email) == (person, "Mari Maasikas", "")
    assert (made.state, made.confirmed_at, mails()) == ("shown", NOW, [])


def test_where_somebody_reads_first_it_waits() -> None:
    made = submit_idea(
        forum=forum(is_moderated=True), **WORDS, submission=uuid4(), by=user(), now=NOW
    )

    assert (made.state, made.confirmed_at) == ("awaiting", NOW)


def test_without_an_account_nothing_is_shown_before_the_address_is_confirmed() -> None:
    made = submit_idea(
        forum=forum(), **WORDS, author_name="Juku", author_email="juku@example.ee",
        submission=uuid4(), by=None, now=NOW,
    )  # fmt: skip

    assert (made.state, made.confirmed_at) == ("awaiting", None)
    assert mails() == [("juku@example.ee", "idea_given")]


def test_the_same_form_sent_twice_makes_one_idea_and_one_letter() -> None:
    sent = {**WORDS, "author_name": "Juku", "author_email": "juku@example.ee",
            "submission": uuid4(), "by": None, "now": NOW}  # fmt: skip
    of = forum()

    first, second = submit_idea(forum=of, **sent), submit_idea(forum=of, **sent)

    assert first.pk == second.pk
    assert (Idea.objects.count(), len(mails())) == (1, 1)


def test_who_keeps_the_event_writes_down_what_others_said_at_any_time(world: World) -> None:
    of = forum(
        forum_event(organiser=world.rakvere), is_moderated=True, closes_at=NOW - timedelta(days=9)
    )

    made = submit_idea(
        forum=of, **WORDS, author_name="Tiina", submission=uuid4(), by=world.coordinator, now=NOW
    )

    assert (made.author, made.author_name, made.state) == (None, "Tiina", "shown")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": "  "}, SaysNothing),
        ({"text": ""}, SaysNothing),
        ({"author_name": ""}, AddressMissing),
        ({"author_email": ""}, AddressMissing),
    ],
)
def test_a_gap_is_refused(change: dict[str, str], refusal: type[Exception]) -> None:
    sent = {**WORDS, "author_name": "Juku", "author_email": "juku@example.ee", **change}

    with pytest.raises(refusal):
        submit_idea(forum=forum(), **sent, submission=uuid4(), by=None, now=NOW)
    assert not Idea.objects.exists()


@pytest.mark.parametrize(
    "times", [{"opens_at": NOW + timedelta(seconds=1)}, {"closes_at": NOW}], ids=["before", "after"]
)
def test_outside_its_times_a_forum_takes_no_ideas(times: dict[str, datetime]) -> None:
    with pytest.raises(NotGathering):
        submit_idea(forum=forum(**times), **WORDS, submission=uuid4(), by=user(), now=NOW)


def test_a_forum_for_participants_takes_theirs_alone() -> None:
    of = forum(from_whom="participants")
    guest = user("kylaline@example.ee")
    waits = participant(of.event, "waiting", email="ootaja@example.ee")
    comes = participant(of.event, "admitted", email="tulija@example.ee", name="Tulija")
    elsewhere = participant(forum_event(), "admitted")

    for refused in ({"by": guest}, {"by": None, "participant": waits},
                    {"by": None, "participant": elsewhere}):  # fmt: skip
        with pytest.raises(OnlyForParticipants):
            submit_idea(forum=of, **WORDS, submission=uuid4(), now=NOW, **refused)
    made = submit_idea(forum=of, **WORDS, submission=uuid4(), participant=comes, by=None, now=NOW)
    by_account = submit_idea(
        forum=of, **WORDS, submission=uuid4(), by=user("tulija@example.ee"), now=NOW
    )

    assert (made.author_name, made.author_email) == ("Tulija", "tulija@example.ee")
    assert (made.confirmed_at, by_account.confirmed_at) == (NOW, NOW)


def test_a_challenge_of_another_forum_is_refused() -> None:
    with pytest.raises(OtherForumsChallenge):
        submit_idea(
            forum=forum(), **WORDS, challenge=challenge(forum()), submission=uuid4(), by=user(),
            now=NOW,
        )  # fmt: skip


def test_an_address_that_confirms_nothing_gets_five_letters_a_day() -> None:
    of = forum()
    sent = {**WORDS, "author_name": "Juku", "author_email": "juku@example.ee", "by": None}
    for _number in range(5):
        submit_idea(forum=of, **sent, submission=uuid4(), now=NOW)

    with pytest.raises(ConfirmFirst):
        submit_idea(forum=of, **sent, submission=uuid4(), now=NOW)
    OutgoingMail.objects.update(queued_at=NOW)
    submit_idea(forum=of, **sent, submission=uuid4(), now=NOW + timedelta(days=1))

    assert len(mails()) == 6


def test_a_forum_is_opened_once_by_who_may_change_the_event(world: World) -> None:
    event = forum_event(organiser=world.rakvere)

    first = open_forum(event=event, by=world.coordinator, now=NOW, introduction="Tere")
    second = open_forum(event=event, by=world.coordinator, now=NOW, introduction="Muu")

    assert (first.pk, second.introduction) == (second.pk, "Tere")
    with pytest.raises(PermissionDenied):
        open_forum(event=forum_event(), by=world.coordinator, now=NOW)
