"""A letter that went to the wrong address opens nothing; an anonymous one is redirected by nobody."""

from datetime import timedelta

import pytest

from loim.common.models import OutgoingMail
from loim.surveys.actions.answering import send_anonymously
from loim.surveys.actions.inviting import AddressStays, correct_address
from loim.surveys.actions.steps import AnswersAreCounted, close_survey, reopen_survey
from loim.surveys.models import Draft, Survey, SurveyInvitation
from loim.surveys.queries.answer_link import invitation_of
from tests.conftest import NOW
from tests.factories import surveys as make
from tests.world import World

pytestmark = pytest.mark.django_db


def correct(invitation: SurveyInvitation, world: World, email: str = "oige@example.ee") -> None:
    correct_address(
        invitation=invitation, name="Õige", email=email, language="en", by=world.coordinator,
        now=NOW,
    )  # fmt: skip


def test_the_link_that_went_to_a_wrong_address_opens_nothing(survey: Survey, world: World) -> None:
    wrong = make.invitation(survey, email="vale@example.ee", written_at=NOW)
    key = make.key_of_invitation(wrong)

    correct(wrong, world)

    wrong.refresh_from_db()
    assert invitation_of(key) is None
    assert invitation_of(make.key_of_invitation(wrong)) == wrong
    assert OutgoingMail.objects.get().to == "oige@example.ee"


def test_colleagues_who_write_already_keep_their_link(survey: Survey, world: World) -> None:
    ours = make.invitation(survey, world.rakvere, email="vana@example.ee", written_at=NOW)
    key = make.key_of_invitation(ours)
    Draft.objects.create(invitation=ours, saved_at=NOW)

    correct(ours, world)

    assert invitation_of(key) == ours


@pytest.mark.parametrize("has_answered", [True, False])
def test_nobody_sends_the_link_of_an_anonymous_answer_elsewhere(
    anonymous: Survey, world: World, has_answered: bool
) -> None:
    """Whether a letter left would tell who has answered."""
    theirs = make.invitation(
        anonymous, email="ametnik@example.ee", written_at=NOW, has_answered=has_answered
    )

    with pytest.raises(AddressStays):
        correct(theirs, world, "korraldaja@example.ee")
    correct(theirs, world, "Ametnik@example.ee")  # the same address: a name is put right

    theirs.refresh_from_db()
    assert (theirs.email, theirs.name) == ("Ametnik@example.ee", "Õige")
    assert not OutgoingMail.objects.exists()


def test_an_address_that_takes_no_letters_is_put_right(anonymous: Survey, world: World) -> None:
    failed = OutgoingMail.objects.create(
        to="vale@example.ee", template="survey_invitation", language="et", sealed_text="",
        message_id="<1@example.ee>", queued_at=NOW, given_up_at=NOW,
    )  # fmt: skip
    wrong = make.invitation(anonymous, email="vale@example.ee", written_at=NOW, mail=failed)

    correct(wrong, world)

    wrong.refresh_from_db()
    assert (wrong.email, wrong.written_at) == ("oige@example.ee", NOW)


def test_an_anonymous_survey_that_is_counted_is_not_opened_for_one_more(
    anonymous: Survey, survey: Survey, world: World
) -> None:
    choice = anonymous.questions.get(kind="one_of")
    answers = {str(choice.pk): [make.options(choice)[0].pk]}
    send_anonymously(
        invitation=make.invitation(anonymous, email="a@example.ee"), answers=answers, now=NOW
    )
    later = {"closes_at": NOW + timedelta(days=30), "by": world.coordinator, "now": NOW}
    for each in (anonymous, survey):
        close_survey(survey=each, by=world.coordinator, now=NOW)

    with pytest.raises(AnswersAreCounted):
        reopen_survey(survey=anonymous, **later)

    assert reopen_survey(survey=survey, **later).status == "open"  # one with names is another thing
