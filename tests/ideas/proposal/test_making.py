"""A proposal is made of ideas or of nothing, once, and its owner is asked."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from loim.common.models import OutgoingMail
from loim.ideas.actions.proposal.letters_to_owner import NobodyToAsk
from loim.ideas.actions.proposal.making import (
    AlreadyProposed,
    AnswerByIsPast,
    IdeaNotShown,
    make_proposal,
)
from loim.ideas.models import AnswerLink, Proposal, Shown
from loim.people.models import Role
from tests.factories import organisation
from tests.factories.ideas import forum, forum_event, idea
from tests.factories.proposals import proposal, recorder
from tests.mail import Mailbox, run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def setting(now: datetime) -> dict[str, Any]:
    """What a proposal takes; its maker keeps a forum."""
    keeper = organisation("MTÜ Korraldaja")
    return {
        "title": "Õhtune buss",
        "text": "Et töölt koju saaks.",
        "language": "et",
        "made_by": keeper,
        "owner": organisation("Bussiamet"),
        "owner_email": "buss@example.ee",
        "answer_by": date(2023, 11, 1),
        "submission": uuid4(),
        "by": recorder(keeper),
        "now": now,
    }


def of_forum_of(made_by: Any, **fields: Any) -> Any:
    return idea(forum(forum_event(organiser=made_by)), **fields)


def test_an_idea_becomes_a_proposal_with_its_first_step(setting: dict[str, Any]) -> None:
    of = of_forum_of(setting["made_by"])

    made = make_proposal(**setting, ideas=[of])

    assert list(made.ideas.all()) == [of]
    assert (made.status, made.sent_date) == ("sent", date(2023, 10, 2))
    [step] = made.steps.all()
    assert (step.before, step.after, step.by, step.date) == (
        "", "sent", setting["by"], date(2023, 10, 2),
    )  # fmt: skip


def test_several_ideas_become_one_and_one_may_come_of_nothing(setting: dict[str, Any]) -> None:
    ideas = [of_forum_of(setting["made_by"]) for _number in range(3)]
    of_three = make_proposal(**setting, ideas=ideas)
    of_nothing = make_proposal(**{**setting, "submission": uuid4()})
    assert (of_three.ideas.count(), of_nothing.ideas.count()) == (3, 0)


def test_a_form_that_is_sent_twice_makes_one_and_writes_once(setting: dict[str, Any]) -> None:
    first, second = make_proposal(**setting), make_proposal(**setting)
    assert first.pk == second.pk
    assert OutgoingMail.objects.count() == 1


def test_owners_with_accounts_are_asked_in_their_language_and_others_by_a_link(
    setting: dict[str, Any], mailbox: Mailbox
) -> None:
    recorder(setting["owner"], email="ru@example.ee", language="en")
    recorder(setting["owner"], Role.MEMBER, email="liige@example.ee")

    made = make_proposal(**setting)
    run_jobs()

    [to_person] = mailbox.to("ru@example.ee")
    assert to_person["Subject"] == "A proposal to you: Õhtune buss"
    assert f"/en/proposals/{made.pk}/" in mailbox.text(to_person)
    [by_link] = mailbox.to("buss@example.ee")
    assert "/proposals/letter/" in mailbox.text(by_link)
    assert mailbox.to("liige@example.ee") == []


def test_whoever_has_an_account_there_needs_no_link(setting: dict[str, Any]) -> None:
    recorder(setting["owner"], email="Buss@example.ee")
    make_proposal(**setting)
    assert AnswerLink.objects.count() == 0
    assert OutgoingMail.objects.count() == 1


def test_a_ministry_is_asked_through_whoever_approves_there(setting: dict[str, Any]) -> None:
    recorder(setting["owner"], Role.MINISTRY_APPROVER)
    make_proposal(**{**setting, "owner_email": ""})
    assert OutgoingMail.objects.count() == 1


def test_nobody_to_ask_is_refused_and_nothing_is_kept(setting: dict[str, Any]) -> None:
    with pytest.raises(NobodyToAsk):
        make_proposal(**{**setting, "owner_email": ""})
    assert Proposal.objects.count() == 0


def test_yesterday_is_no_day_for_an_answer(setting: dict[str, Any]) -> None:
    with pytest.raises(AnswerByIsPast):
        make_proposal(**{**setting, "answer_by": date(2023, 10, 1)})


@pytest.mark.parametrize("state", [Shown.HIDDEN, Shown.WITHDRAWN, Shown.AWAITING])
def test_an_idea_that_is_not_shown_becomes_nothing(setting: dict[str, Any], state: str) -> None:
    of = of_forum_of(setting["made_by"], state=state, state_note="Põhjus")
    with pytest.raises(IdeaNotShown):
        make_proposal(**setting, ideas=[of])


def test_an_idea_goes_to_one_owner_once_and_to_another_too(setting: dict[str, Any]) -> None:
    of = of_forum_of(setting["made_by"])
    make_proposal(**setting, ideas=[of])
    again = {**setting, "submission": uuid4()}
    with pytest.raises(AlreadyProposed):
        make_proposal(**again, ideas=[of])
    make_proposal(**{**again, "owner": organisation()}, ideas=[of])
    assert of.proposals.count() == 2


def test_nobody_proposes_in_another_name_or_of_another_forum(setting: dict[str, Any]) -> None:
    strangers = organisation()
    with pytest.raises(PermissionDenied):
        make_proposal(**{**setting, "made_by": strangers})
    with pytest.raises(PermissionDenied):
        make_proposal(**setting, ideas=[of_forum_of(strangers)])
    with pytest.raises(PermissionDenied):
        make_proposal(**{**setting, "by": recorder(setting["made_by"], Role.MEMBER)})
    assert Proposal.objects.count() == 0


def test_an_idea_that_is_withdrawn_later_leaves_the_proposal_as_it_is(now: datetime) -> None:
    keeper = organisation()
    of = of_forum_of(keeper)
    made = proposal(now, made_by=keeper, ideas=[of])
    of.state = Shown.WITHDRAWN
    of.save()
    made.refresh_from_db()
    assert (made.status, made.ideas.count()) == ("sent", 1)
    assert made.answer_by - timedelta(days=30) == made.sent_date
