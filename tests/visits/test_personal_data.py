"""Every field of a visit that may hold personal data was looked at."""

import pytest
from django.apps import apps

from loim.people.personal_records import REGISTERED
from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA
from tests.factories import user
from tests.factories.visits import leg, note
from tests.visits.conftest import Trip

LOOKED_AT = (
    "Host", "HostHistory", "HostMessage", "Note", "NoteHistory", "Going", "GoingHistory",
    "GroupMember", "GroupMemberHistory", "DayFeedback", "FeedbackGiven",
)  # fmt: skip


@pytest.mark.parametrize("model", LOOKED_AT)
def test_each_field_is_declared_or_found_to_be_impersonal(model: str) -> None:
    label = f"visits.{model}"
    fields = {f"{label}.{one.name}" for one in apps.get_model(label)._meta.concrete_fields}

    declared, impersonal = fields & PERSONAL_DATA.keys(), fields & NOT_PERSONAL

    assert declared | impersonal == fields
    assert not declared & impersonal


@pytest.mark.django_db
def test_my_data_has_ones_own_notes_and_erasing_the_account_leaves_them_nobodys(
    trip: Trip,
) -> None:
    person = user(trip.mari.email)
    of = leg(trip.visit, title="Noortekeskus")
    mine = note(of, "Räägiti noortest.", author=trip.mari)
    note(of, "Kellegi teise oma.", author=trip.jyri)
    records = REGISTERED["visit_notes"]

    assert [(row["meeting"], row["text"]) for row in records.export(person)] == [
        ("Noortekeskus", "Räägiti noortest.")
    ]
    records.erase(person, mine.written_at)

    mine.refresh_from_db()
    assert (mine.author, mine.text) == (None, "Räägiti noortest.")
    assert of.notes.exclude(author=None).get().author == trip.jyri
