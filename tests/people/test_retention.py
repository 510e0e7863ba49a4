"""Every field that may hold personal data was looked at."""

import pytest
from django.apps import apps

from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA

LOOKED_AT = (
    "people.User",
    "people.StateIdentity",
    "people.Invitation",
    "people.Membership",
    "common.OutgoingMail",
    *(
        f"events.{model}"
        for model in (
            "Registration",
            "RegistrationHistory",
            "Participant",
            "ParticipantHistory",
            "Answer",
            "AnswerHistory",
            "Decision",
            "DecisionHistory",
            "CheckIn",
            "CheckInHistory",
            "Certificate",
            "Draw",
            "Erasure",
            "Export",
            "FeedbackAnswer",
            "FeedbackForm",
            "FeedbackTicket",
            "Invitee",
            "Message",
            "Notice",
            "Speaker",
            "SpeakerHistory",
            "AgendaRelease",
        )
    ),
)


@pytest.mark.parametrize("label", LOOKED_AT)
def test_each_field_is_declared_or_found_to_be_impersonal(label):
    model = apps.get_model(label)
    fields = {f"{label}.{field.name}" for field in model._meta.concrete_fields}

    declared = {field for field in fields if field in PERSONAL_DATA}
    impersonal = {field for field in fields if field in NOT_PERSONAL}

    assert declared | impersonal == fields
    assert not declared & impersonal


def test_what_is_declared_exists():
    for field in [*PERSONAL_DATA, *NOT_PERSONAL]:
        label, name = field.rsplit(".", 1)
        assert apps.get_model(label)._meta.get_field(name)


def test_every_declaration_says_what_for_and_how_long():
    for data in PERSONAL_DATA.values():
        assert str(data.name)
        assert str(data.purpose)
        assert str(data.until)
