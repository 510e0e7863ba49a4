"""Whoever writes somebody else's address into a form learns nothing and harms nobody."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from loim.common.mail import render_mail
from loim.common.models import OutgoingMail
from loim.ideas.actions.forum.links import send_participant_link
from loim.ideas.actions.ideas.giving import ConfirmFirst, submit_idea
from loim.ideas.actions.ideas.supporting import NoAddress, confirm_support, support_idea
from loim.ideas.actions.ideas.teams import join_team, start_team
from loim.ideas.models import IdeaTeamMember, Support
from tests.factories import user
from tests.factories.ideas import forum, idea
from tests.factories.registration import participant

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, tzinfo=UTC)
MOST = 5


def letters(template: str) -> int:
    return OutgoingMail.objects.filter(to="mari@example.ee", template=template).count()


def test_the_same_support_asked_for_again_and_again_fills_no_letter_box() -> None:
    one = idea(forum())
    for _n in range(MOST):
        support_idea(idea=one, email="mari@example.ee", now=NOW)

    with pytest.raises(ConfirmFirst):
        support_idea(idea=one, email="Mari@example.ee", now=NOW)

    assert (letters("idea_support_given"), Support.objects.count()) == (MOST, 1)


def test_whoever_confirms_goes_on() -> None:
    of = forum()
    for _n in range(MOST + 1):
        support = support_idea(idea=idea(of), email="mari@example.ee", now=NOW)
        confirm_support(support=support, now=NOW)
    assert letters("idea_support_given") == MOST + 1


def test_joining_teams_fills_no_letter_box() -> None:
    team = start_team(idea=idea(forum(has_teams=True)), name="A", by=user(), now=NOW)
    for _n in range(MOST):
        join_team(team=team, name="X", email="mari@example.ee", by=None, now=NOW)

    with pytest.raises(ConfirmFirst):
        join_team(team=team, name="X", email="mari@example.ee", by=None, now=NOW)

    assert letters("idea_team_joined") == MOST


def test_the_answer_does_not_tell_who_is_in_which_team() -> None:
    of = forum(has_teams=True)
    first = start_team(idea=idea(of), name="A", by=user(), now=NOW)
    second = start_team(idea=idea(of), name="B", by=user(), now=NOW)
    join_team(team=first, by=user("mari@example.ee"), now=NOW)
    OutgoingMail.objects.all().delete()

    for email in ("mari@example.ee", "keegi@example.ee"):
        join_team(team=second, name="X", email=email, by=None, now=NOW)  # no refusal for either

    mari = IdeaTeamMember.objects.get(email="mari@example.ee")
    assert (mari.team, letters("idea_team_joined")) == (first, 1)


@pytest.mark.parametrize("email", ["", "mari", "a b@example.ee", "x" * 250 + "@example.ee"])
def test_what_is_no_address_supports_nothing(email: str) -> None:
    with pytest.raises(NoAddress):
        support_idea(idea=idea(forum()), email=email, now=NOW)
    assert not Support.objects.exists()


def test_a_participants_link_is_sent_three_times_an_hour_at_most() -> None:
    of = forum(from_whom="participants")
    participant(of.event, "admitted", email="mari@example.ee")

    for _n in range(5):
        send_participant_link(forum=of, email="mari@example.ee", language="en", now=NOW)

    assert letters("forum_participant") == 3


def test_what_a_stranger_types_is_not_sent_to_an_address_that_nobody_confirmed() -> None:
    spam = "WIN at https://spam.example.ee"
    made = submit_idea(
        forum=forum(), title=spam, text="x", language="en", author_name=spam,
        author_email="mari@example.ee", submission=uuid4(), by=None, now=NOW,
    )  # fmt: skip
    about = {"title": made.title, "name": made.author_name, "forum": "Forum", "link": "LINK"}

    to_confirm = render_mail("idea_given", {**about, "must_confirm": True}, "en")
    confirmed = render_mail("idea_given", {**about, "must_confirm": False}, "en")

    assert "spam" not in to_confirm.subject + to_confirm.body
    assert "LINK" in to_confirm.body
    assert spam in confirmed.subject
