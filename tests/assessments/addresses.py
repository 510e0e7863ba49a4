"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from loim.assessments.models import SharedAnswer
from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests.factories import assessments as make

# By the group's secret link; tests/assessments/test_pages.py
OPEN: set[str] = {"assessment-alone", "assessment-alone-theme", "assessment-alone-thanks"}
READ_BY_PARTNERS: set[str] = set()
KEYS: dict[str, str] = {
    "assessment": "assessment",
    "assessment-begin": "assessed_subject",
    "assessment-history": "assessed_subject",
    "assessments-of-subject": "assessed_subject",
    "assessment-evidence": "shared_answer",
    "assessment-result": "finished_assessment",
}
PARTS: dict[str, str] = {}
_KIND = "villages_of_addresses"


def theirs(organisation: Organisation, activity: Activity) -> dict[str, int | str]:
    """A draft questionnaire of another organisation, and a village's assessments."""
    make.register(_KIND)
    questionnaire = make.questionnaire(organisation, for_kind=_KIND)
    draft = make.draft_of(questionnaire)
    make.filled(draft, questionnaire.made_by)
    village = make.subject(organisation, kind=_KIND)
    who = make.leader(village)
    asked = make.published(for_kind=_KIND)
    done = make.finished(village, asked, who, 1, 1, 1, 1)
    return {
        "questionnaire": questionnaire.slug,
        "theme": draft.themes.first().pk,
        "statement": draft.statements.first().pk,
        "level": draft.levels.first().pk,
        "next_step": draft.next_steps.get().pk,
        "part": "theme",
        "part_pk": draft.themes.first().pk,
        "assessed_subject": village.pk,
        "assessment": make.begun(village, asked, who).pk,
        "finished_assessment": done.pk,
        "shared_answer": SharedAnswer.objects.filter(assessment=done).first().pk,
        "assessment_step": "meet",
        "theme_number": 1,
    }
