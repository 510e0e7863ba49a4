"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from django.core.files.base import ContentFile

from loim.people.models import Organisation
from loim.programmes.models import Activity
from loim.trainings.models import Announcement, Call, HandIn, Mentoring
from tests.factories import cohort
from tests.factories import trainings as make
from tests.factories.people import user

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = {
    # by the secret in an own link; tests/trainings/cohort/test_pages.py
    "own-team-cohort", "own-team-assignments", "own-team-assignment", "own-team-hand-in-file",
    "own-team-mentoring", "own-team-meeting", "own-team-model", "own-team-model-version-file",
    # by the secret of a calendar; tests/trainings/mentoring/test_booking.py
    "mentor-calendar",
    # by the code on a paper; tests/trainings/cohort/test_pages.py
    "training-certificate", "training-certificate-file",
    # By a secret in the link; tests/trainings/teams/test_own_pages.py.
    "own-team", "own-team-confirm", "own-team-facts", "own-team-answer", "own-team-invite",
    "own-team-member", "own-team-letter", "own-team-letter-file", "own-team-send",
    "own-team-erase", "own-member", "own-member-answer", "own-member-erase",
}  # fmt: skip
# What whoever takes part in the programme reads, other partners' work included.
READ_BY_PARTNERS: set[str] = set()
# The longest beginning of an address's name: whose key its `pk` is.
KEYS: dict[str, str] = {
    "training": "training", "cohort": "training", "assignment": "training", "mentor": "training",
    "model": "model", "call-question": "call_question", "criterion": "criterion",
    "training-team": "applied_team", "team-consent": "applied_team", "assess-team": "applied_team",
}  # fmt: skip
# Other parts of addresses: whose key they are.
PARTS: dict[str, str] = {
    "team": "training_team", "day": "training_day", "mentor": "training_mentor",
    "hand_in": "training_hand_in", "meeting": "training_meeting",
    "version": "training_model_version", "announcement": "training_announcement",
    "assignment": "training_assignment", "letter_pk": "letter", "assessor_pk": "assessor",
}  # fmt: skip


def theirs(organisation: Organisation, activity: Activity) -> dict[str, int | str]:
    """Keys of what an organisation of another programme keeps, in states that are not public."""
    training = cohort.running_training(organisation, activity=activity, status="draft")
    team = cohort.admitted_team(training, members=1)
    assignment, mentor = cohort.assignment(training), cohort.mentor(training)
    hand_in = HandIn(assignment=assignment, team=team, version=1, handed_in_at=cohort.BEGAN)
    hand_in.file.save("too.pdf", ContentFile(b"%PDF-"), save=True)
    version = cohort.deliverable_version(cohort.deliverable(team))
    version.file.save("mudel.pdf", ContentFile(b"%PDF-"), save=True)
    return {
        "training": training.pk,
        "training_team": team.pk,
        "training_day": cohort.training_day(training).pk,
        "training_assignment": assignment.pk,
        "training_mentor": mentor.pk,
        "training_hand_in": hand_in.pk,
        "training_meeting": Mentoring.objects.create(
            team=team,
            mentor=mentor,
            start_at=cohort.BEGAN,
            minutes=60,
            booked_at=cohort.BEGAN,
        ).pk,
        "training_announcement": Announcement.objects.create(
            training=training, subject="Tere", body="Tere", sent_at=cohort.BEGAN
        ).pk,
        "model": version.deliverable_id,
        "training_model_version": version.pk,
        **_of_call(training.call),
    }


def _of_call(call: Call) -> dict[str, int | str]:
    applied = make.whole_team(call, "submitted")
    return {
        "applied_team": applied.pk,
        "call_question": make.call_question(call).pk,
        "criterion": make.criterion(call).pk,
        "letter": make.consent_letter(applied).pk,
        "assessor": make.assessor(call, user()).pk,
    }
