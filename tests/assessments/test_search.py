"""Published questionnaires are found by what they ask; drafts and retired ones are not."""

import pytest

from loim.assessments.actions.questionnaires import retire_questionnaire
from loim.assessments.search_documents import _documents, _ids
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db


def test_a_published_questionnaire_is_found_by_its_statements(django_assert_num_queries) -> None:
    draft = make.questionnaire(title="Mustand")
    ready, retired = make.published(), make.published()
    by = make.editor(retired.owner)
    retire_questionnaire(questionnaire=retired, is_retired=True, by=by, now=make.NOW)
    keys = list(_ids())

    with django_assert_num_queries(4):
        [document] = list(_documents(keys))

    assert set(keys) == {draft.pk, ready.pk, retired.pk}
    assert (document.object_id, document.readers.is_public) == (ready.pk, True)
    [statement] = ready.versions.get().statements.all()[:1]
    assert statement.wording in document.texts["et"].body
