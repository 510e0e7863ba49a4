"""A new version, and a past across two of them: only what is comparable is compared."""

from datetime import timedelta

import pytest
from django.utils import translation

from loim.assessments.actions.parts import (
    Choice,
    StatementFacts,
    put_statement,
    remove_part,
)
from loim.assessments.actions.questionnaires import (
    QuestionnaireFacts,
    SlugTaken,
    copy_questionnaire,
    create_questionnaire,
)
from loim.assessments.actions.versions import (
    NotReady,
    VersionPublished,
    introduce,
    publish_version,
    start_version,
)
from loim.assessments.queries.next_steps import resolved, steps_for
from loim.assessments.queries.past import past_of
from loim.assessments.queries.tree import tree_of
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=365)


def test_a_past_across_versions_counts_only_what_stayed_the_same():
    asked = make.published()
    village, by = make.subject(), asked.made_by
    who = make.leader(village)
    make.finished(village, asked, who, 2, 2, 0, 0)
    draft = start_version(questionnaire=asked, by=by, now=make.NOW)
    people = draft.themes.get(key="people")
    first, second = draft.statements.filter(theme=people).order_by("pk")
    remove_part(part=second, by=by, now=make.NOW)
    five = StatementFacts("Viis taset", [Choice(str(number)) for number in range(5)])
    rescaled = draft.statements.get(key="shelter-1")
    put_statement(theme=rescaled.theme, statement=rescaled, facts=five, by=by, now=make.NOW)
    other = StatementFacts("Küsib muud", make.CHOICES, asks_something_else=True)
    put_statement(theme=people, statement=first, facts=other, by=by, now=make.NOW)
    publish_version(version=draft, by=by, now=make.NOW)

    done = make.finished(village, asked, who, 0, 4, 2, now=LATER)
    past = past_of(done)

    assert (past.comparable, past.asked, past.versions) == (1, 3, (1, 2))
    assert [point.overall.percent for point in past.points] == [0, 100]
    assert past.change(done) == 100
    assert past.change(done, "people") is None  # nothing of it can be compared
    assert not past.thresholds_differ


def test_one_before_the_other_on_the_same_version_moves_by_points():
    asked, village = make.published(), make.subject()
    who = make.leader(village)
    first = make.finished(village, asked, who, 0, 0, 1, 1)
    second = make.finished(village, asked, who, 2, 2, 1, 0, now=LATER)

    past = past_of(second)

    assert (past.change(second), past.change(second, "people")) == (37, 100)
    assert past.change(first) is None
    assert past.comparable == past.asked == 4


def test_a_version_is_published_whole_and_once():
    translation.activate("en")
    made = make.questionnaire()
    by, draft = made.made_by, make.draft_of(made)
    with pytest.raises(NotReady, match="Add a theme"):
        publish_version(version=draft, by=by, now=make.NOW)
    make.filled(draft, by)
    publish_version(version=draft, by=by, now=make.NOW)
    with pytest.raises(VersionPublished):
        introduce(version=draft, introduction="Muu", translations={}, by=by, now=make.NOW)
    second = start_version(questionnaire=made, by=by, now=make.NOW)
    assert start_version(questionnaire=made, by=by, now=make.NOW) == second
    assert [each.statement.key for each in tree_of(second).statements()] == [
        "people-1", "people-2", "shelter-1", "shelter-2",
    ]  # fmt: skip


def test_a_copy_is_another_questionnaire_with_the_same_parts_and_a_short_name_of_its_own():
    asked = make.published()
    by, owner = asked.made_by, asked.owner
    facts = QuestionnaireFacts(slug="koopia", title="Koopia", owner=owner, for_kind=make.KIND)

    copy = copy_questionnaire(questionnaire=asked, facts=facts, by=by, now=make.NOW)

    assert tree_of(copy.versions.get()).asked == 4
    with pytest.raises(SlugTaken):
        create_questionnaire(facts=facts, by=by, now=make.NOW)


def test_next_steps_never_lead_to_what_is_gone():
    made = make.questionnaire()
    draft = make.draft_of(made)
    make.filled(draft, made.made_by)
    targets = {
        "library_item": "999999", "library_topic": "kadunud", "collection": "999999",
        "experts": "kadunud", "events": "training",
    }  # fmt: skip
    for target, key in targets.items():
        draft.next_steps.create(wording="Tee", target=target, target_key=key, position=9)
    tree = tree_of(draft)

    found = resolved(steps_for(tree.next_steps, {None: 10}), make.NOW)

    urls = [[lead.url.removeprefix("/en") for lead in each.leads] for each in found]
    assert urls == [
        [], ["/library/"], ["/library/"], ["/library/"], ["/experts/"], ["/events/calendar/"],
    ]  # fmt: skip
    assert len(steps_for(tree.next_steps, {None: 70})) == 5  # one is up to 60
