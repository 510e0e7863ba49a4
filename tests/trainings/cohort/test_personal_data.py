"""What the cohort's rooms keep about people was looked at, is exported and erased."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps

from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA
from loim.trainings.actions.cohort.erasing import erase_cohort_account, erase_cohort_due
from loim.trainings.models import HandIn, HandInComment, Mentoring, Team, TrainingCertificate
from loim.trainings.queries.cohort.personal import export_cohort
from tests import factories as make
from tests.factories import cohort

NOW = datetime(2023, 10, 2, tzinfo=UTC)
MODELS = (
    "Mentor", "MentorHistory", "Mentoring", "MentoringHistory", "TrainingCertificate",
    "TrainingCertificateHistory", "HandInComment", "HandInDraft", "DayPlace", "AnnouncementLetter",
)  # fmt: skip


@pytest.mark.parametrize("model", MODELS)
def test_each_field_is_declared_or_found_to_be_impersonal(model: str) -> None:
    label = f"trainings.{model}"
    fields = {f"{label}.{f.name}" for f in apps.get_model(label)._meta.concrete_fields}

    assert fields - set(PERSONAL_DATA) - NOT_PERSONAL == set()
    assert fields & set(PERSONAL_DATA) & NOT_PERSONAL == set()


@pytest.mark.django_db
def test_whoever_erases_their_account_is_named_nowhere() -> None:
    person = make.user("mari@example.ee", name="Mari Mets")
    training = cohort.running_training()
    member = cohort.member(cohort.admitted_team(training), user=person, name="Mari Mets")
    paper = TrainingCertificate.objects.create(
        training=training, member=member, code="AAAA-BBBB-CCCC", name="Mari Mets", days=1,
        of_days=1, issued_at=NOW,
    )  # fmt: skip
    cohort.mentor(training, person, name="Mari Mets")
    assert "Mari Mets" in str(export_cohort(person))

    erase_cohort_account(person, NOW)

    paper.refresh_from_db()
    assert paper.name == ""
    for model in ("TrainingCertificateHistory", "MentorHistory", "Mentor"):
        rows = apps.get_model("trainings", model).objects.values_list("name", flat=True)
        assert "Mari Mets" not in set(rows)


@pytest.mark.django_db
def test_what_was_said_goes_with_the_teams_people_and_the_hours_stay() -> None:
    training = cohort.running_training()
    team = cohort.admitted_team(training, members=1)
    row = HandIn.objects.create(
        assignment=cohort.assignment(training), team=team, version=1, text="Töö", handed_in_at=NOW
    )
    HandInComment.objects.create(hand_in=row, text="Mari ütles", written_at=NOW)
    Mentoring.objects.create(
        team=team, mentor=cohort.mentor(training), start_at=NOW + timedelta(days=1), minutes=60,
        notes="Mari lubas", booked_at=NOW,
    )  # fmt: skip
    assert erase_cohort_due(now=NOW) == 0
    Team.objects.update(erased_at=NOW)

    assert erase_cohort_due(now=NOW) == 2
    assert erase_cohort_due(now=NOW) == 0
    assert not HandInComment.objects.exists()
    assert list(Mentoring.objects.values_list("notes", "minutes")) == [("", 60)]
    history = apps.get_model("trainings", "MentoringHistory")
    assert set(history.objects.values_list("notes", flat=True)) == {""}
