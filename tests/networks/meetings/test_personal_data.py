"""What meetings keep of people is declared, handed out, and emptied with the account."""

import pytest
from django.apps import apps

from loim.networks.models import NetworkTask, Presence, Vote
from loim.networks.personal_data_meetings import export_meetings
from loim.people.personal_records import REGISTERED
from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA
from tests.factories import meetings as make
from tests.networks.meetings.conftest import DAY, NOW

MODELS = (
    "Meeting", "MeetingHistory", "MeetingHabits", "Presence", "MinutesItem", "MinutesItemHistory",
    "MeetingDecision", "MeetingDecisionHistory", "Vote", "MinutesAddition", "NetworkTask",
    "NetworkTaskHistory",
)  # fmt: skip


def test_each_field_is_declared_or_found_to_be_impersonal():
    fields = {
        f"networks.{name}.{field.name}"
        for name in MODELS
        for field in apps.get_model("networks", name)._meta.concrete_fields
    }
    declared, impersonal = fields & set(PERSONAL_DATA), fields & NOT_PERSONAL

    assert declared | impersonal == fields
    assert not declared & impersonal


@pytest.mark.django_db
def test_a_person_reads_what_concerns_them_and_it_goes_with_the_account(circle):
    meeting = make.meeting(circle.network, DAY, state="draft")
    make.there(meeting, circle.chair, circle.mari)
    decision = make.decision(make.item(meeting), voting="named", votes_for=1)
    decision.votes.create(meeting=meeting, member=circle.chair, choice="for")
    make.task(circle.network, owner=circle.chair, title="Saata kutse")
    make.task(circle.network, owner=circle.mari, title="Mari ülesanne")

    exported = str(export_meetings(circle.chair_account))
    REGISTERED["network_meetings"].erase(circle.chair_account, NOW)

    assert "Saata kutse" in exported
    assert "'vote': 'for'" in exported
    assert "Mari" not in exported
    assert not Vote.objects.filter(member=circle.chair).exists()
    assert {row.member for row in Presence.objects.all()} == {None, circle.mari}
    owners = dict(NetworkTask.objects.values_list("title", "owner"))
    assert owners == {"Saata kutse": None, "Mari ülesanne": circle.mari.pk}
