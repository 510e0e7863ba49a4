"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from datetime import UTC, datetime

from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests.factories import surveys as make

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = {
    "survey-answer", "survey-answer-page",  # by a secret; tests/surveys/test_answer_pages.py
}  # fmt: skip
# What whoever takes part in the programme reads, other partners' work included.
READ_BY_PARTNERS: set[str] = {"survey"}
# The longest beginning of an address's name: whose key its `pk` is.
KEYS: dict[str, str] = {"survey": "survey"}
# Other parts of addresses: whose key they are.
PARTS: dict[str, str] = {}


def theirs(organisation: Organisation, activity: Activity) -> dict[str, int | str]:
    """Keys of what an organisation of another programme keeps, in states that are not public."""
    survey = make.survey(organisation, activity)
    question = make.question(survey)
    survey.status, survey.opened_at = "open", datetime(2023, 9, 1, tzinfo=UTC)
    survey.save()
    return {
        "survey": survey.pk,
        "survey_question": question.pk,
        "survey_section": question.section_id,
        "survey_invitation": make.invitation(survey, email="mari@example.ee").pk,
        "step": "open",
    }
