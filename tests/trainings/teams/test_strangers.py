"""Whoever writes somebody else's address into the form of a call learns nothing and harms nobody."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from loim.common.models import OutgoingMail
from loim.common.refusals import Refusal
from loim.trainings.actions.teams.inviting import invite_member, remind_member, remove_member
from loim.trainings.actions.teams.refusals import AskedJustNow, MunicipalityTaken, TooManyAsked
from loim.trainings.actions.teams.starting import confirm_team
from loim.trainings.models import Call, MemberState, Team
from tests.clock import freeze_time
from tests.factories import trainings as make
from tests.factories.people import municipality, user
from tests.mail import Mailbox, run_jobs
from tests.trainings.teams.test_applying import begin, somebody
from tests.world import World

pytestmark = pytest.mark.django_db


def answer(call: Call, now: datetime, email: str, place: object) -> str:
    """What the page says."""
    try:
        begin(call, now, municipality=place, leader_email=email)
    except Refusal as refusal:
        return type(refusal).__name__
    return "sent"


def test_the_answer_does_not_tell_who_leads_the_team_of_a_municipality(now: datetime) -> None:
    call, place = make.call(), municipality("Näidisvald")
    confirm_team(team=begin(call, now, municipality=place, leader_email="a@example.ee"), now=now)
    OutgoingMail.objects.all().delete()

    answers = {answer(call, now, email, place) for email in ("a@example.ee", "b@example.ee")}

    assert answers == {MunicipalityTaken.__name__}
    assert OutgoingMail.objects.get().to == "a@example.ee"  # the leader's link, once more


def test_nobodys_letter_box_is_filled(now: datetime) -> None:
    call, place = make.call(), municipality()
    for _n in range(5):
        answer(call, now, "a@example.ee", place)
    assert OutgoingMail.objects.count() == 3


def test_what_a_stranger_types_is_not_sent_to_others(now: datetime, mailbox: Mailbox) -> None:
    spam = "WIN at https://spam.example.ee"
    begin(make.call(), now, name=spam, leader_name=spam, language="en")
    run_jobs()
    [letter] = mailbox.messages
    assert "spam" not in mailbox.text(letter) + str(letter["Subject"])


def test_an_invitation_is_sent_again_after_a_day_at_the_soonest(now: datetime) -> None:
    team = make.team(state="draft")
    member = invite_member(team=team, newcomer=somebody(), submission=uuid4(), by=None, now=now)

    with pytest.raises(AskedJustNow):
        remind_member(member=member, by=None, now=now)

    OutgoingMail.objects.update(queued_at=now.replace(year=now.year - 1))
    remind_member(member=member, by=None, now=now)
    assert OutgoingMail.objects.count() == 2


def test_a_team_does_not_write_to_strangers_without_end(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loim.trainings.actions.teams.inviting.MOST_ASKED", 3)
    team = make.team(state="draft")
    for _n in range(3 - team.members.count()):
        member = invite_member(team=team, newcomer=somebody(), submission=uuid4(), by=None, now=now)
        remove_member(member=member, by=None, now=now)

    with pytest.raises(TooManyAsked):
        invite_member(team=team, newcomer=somebody(), submission=uuid4(), by=None, now=now)
    assert not Team.objects.get(pk=team.pk).members.filter(state=MemberState.INVITED).exists()


@pytest.mark.parametrize(("said", "status"), [(None, 403), ("sugulane", 403), ("", 200)])
def test_an_assessor_with_a_stake_does_not_read_the_letter(
    world: World, client: Client, said: str | None, status: int
) -> None:
    call = make.call(make.training(world.rakvere))
    assessor = make.assessor(call, user("hindaja@example.ee"))
    team = make.whole_team(call, "submitted")
    letter = make.consent_letter(team, file=ContentFile(b"%PDF-", "noukiri.pdf"))
    if said is not None:
        make.interest(assessor, team, said)
    client.force_login(assessor.user)

    with translation.override("en"), freeze_time(make.CLOSES.replace(year=make.CLOSES.year + 1)):
        response = client.get(reverse("assess-team-letter", args=[team.pk, letter.pk]))

    response.close()
    assert response.status_code == status
