"""Reminders: to those who have not answered, once, never to the others."""

from datetime import timedelta

import pytest

from loim.common.models import OutgoingMail
from loim.surveys.actions.erasing import erase_what_is_due
from loim.surveys.actions.letters import (
    NobodyToRemind,
    remind,
    remind_when_due,
    write_due_invitations,
)
from loim.surveys.actions.steps import close_what_is_due
from loim.surveys.models import Survey, SurveyInvitation
from tests.conftest import NOW
from tests.factories import surveys as make
from tests.world import World

pytestmark = pytest.mark.django_db


def letters() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("pk").values_list("template", "to"))


def test_only_those_who_have_not_answered_are_reminded_and_not_twice(
    anonymous: Survey, world: World
) -> None:
    written = NOW - timedelta(days=20)
    make.invitation(anonymous, email="vastas@example.ee", has_answered=True, written_at=written)
    make.invitation(anonymous, email="vaikis@example.ee", written_at=written)

    assert remind(survey=anonymous, by=world.coordinator, now=NOW) == 1
    with pytest.raises(NobodyToRemind):
        remind(survey=anonymous, by=world.coordinator, now=NOW + timedelta(hours=1))

    assert letters() == [("survey_reminder", "vaikis@example.ee")]


def test_reminders_leave_by_themselves_so_many_days_before_the_close(survey: Survey) -> None:
    survey.closes_at, survey.remind_days = NOW + timedelta(days=4), 3
    survey.save()
    make.invitation(survey, email="vaikis@example.ee", written_at=NOW - timedelta(days=20))

    early = remind_when_due(now=NOW)
    due = remind_when_due(now=NOW + timedelta(days=1, hours=1))
    again = remind_when_due(now=NOW + timedelta(days=3, hours=12))

    assert (early, due, again) == (0, 1, 0)


def test_invitations_wait_until_the_survey_takes_answers(survey: Survey) -> None:
    survey.opens_at = NOW + timedelta(days=1)
    survey.save()
    make.invitation(survey, email="ootab@example.ee")

    assert write_due_invitations(now=NOW) == 0
    assert write_due_invitations(now=NOW + timedelta(days=1, minutes=1)) == 1
    assert write_due_invitations(now=NOW + timedelta(days=1, minutes=6)) == 0


def test_a_survey_closes_by_itself_and_is_erased_when_it_was_promised(survey: Survey) -> None:
    survey.kept_days = 30
    survey.closes_at = NOW - timedelta(minutes=1)
    survey.save()
    make.invitation(survey, email="mari@example.ee", name="Mari Näidis")

    assert close_what_is_due(now=NOW) == 1
    assert erase_what_is_due(now=NOW + timedelta(days=30))["surveys"] == 0
    erased = erase_what_is_due(now=NOW + timedelta(days=31))

    assert erased == {"surveys": 1, "invitations": 1, "texts": 0}
    kept = SurveyInvitation.objects.get()
    assert (kept.name, kept.email) == ("", "")
    assert erase_what_is_due(now=NOW + timedelta(days=32))["surveys"] == 0
