"""The differences of two versions read like an explanatory memorandum."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx
import pytest
from django.urls import reverse
from django.utils import translation

from loim.programmes.actions.plan_approval import approve_version
from loim.programmes.actions.plan_drafts import amend, start_next_year
from loim.programmes.actions.plan_indicators import Targets, change_targets
from loim.programmes.logic.next_plan_year import moved_to_next_period
from loim.programmes.logic.plan_changes import NOT_APPLICABLE, Change, ChangeKind
from loim.programmes.logic.plan_document import DateRange, OrderReference
from loim.programmes.queries.change_sentences import WORDINGS, sentence
from loim.programmes.queries.plan_changes import changes_in_words

pytestmark = pytest.mark.django_db
K = ChangeKind
SPRING = DateRange(date(2023, 3, 1), date(2023, 5, 31))
AUTUMN = DateRange(date(2023, 9, 1), date(2023, 11, 30))


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            Change(K.ACTIVITY_ADDED, "Tegevused Narvas", "3.5.2.3", "3.5.2.3"),
            "Activity 3.5.2.3 “Tegevused Narvas” is added.",
        ),
        (
            Change(K.TARGET, "KOV-ide arv", old=Decimal(15), new=Decimal(20)),
            "The target of the indicator “KOV-ide arv” rises from 15 to 20.",
        ),
        (
            Change(K.TARGET, "KOV-ide arv", old=Decimal(20), new=Decimal(0)),
            "The target of the indicator “KOV-ide arv” falls from 20 to 0.",
        ),
        (
            Change(K.TARGET, "KOV-ide arv", old=None, new=Decimal(0)),
            "The target of the indicator “KOV-ide arv” is set to 0.",
        ),
        (
            Change(K.TARGET, "KOV-ide arv", old=Decimal(0), new=None),
            "The indicator “KOV-ide arv” has no target for the plan period; it was 0.",
        ),
        (
            Change(K.ROW_PERIOD, "Klubi", "3.5.2.1", "2.1", SPRING, AUTUMN),
            "Activity 2.1 “Klubi” moves in time: in the plan period it runs 1 September 2023–30 November 2023; before, it ran 1 March 2023–31 May 2023.",
        ),
        (
            Change(K.ROW_PERIOD, "Klubi", "3.5.2.1", "2.1", NOT_APPLICABLE, AUTUMN),
            "Activity 2.1 “Klubi” applies in the plan period now: 1 September 2023–30 November 2023.",
        ),
        (
            Change(K.ROW_PERIOD, "Klubi", "3.5.2.1", "2.1", SPRING, NOT_APPLICABLE),
            "Activity 2.1 “Klubi” does not apply in the plan period; before, it ran 1 March 2023–31 May 2023.",
        ),
        (
            Change(K.ROW_COST, "Klubi", "3.5.2.1", "2.1", Decimal("900.5"), Decimal(1200)),
            "The planned cost of activity 2.1 “Klubi” rises from 900.5 to 1,200 euros.",
        ),
        (
            Change(K.ORDER, "", new=OrderReference("24", date(2023, 1, 26))),
            "The plan is approved by order no 24 of 26 January 2023.",
        ),
        (
            Change(K.PLACES, "Arv", old=("3.5.1.3",), new=("3.5.1.3", "3.5.1.4")),
            "The indicator “Arv” stands under 3.5.1.3, 3.5.1.4; before, it stood under 3.5.1.3.",
        ),
        (
            Change(K.CHAPTER_ADDED, "Riigi tegevused"),
            "Chapter “Riigi tegevused” is added.",
        ),
    ],
)
def test_changes_are_full_sentences(change, said):
    assert sentence(change) == said


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("value", [("vana", "uus"), (None, "uus"), ("vana", None)])
def test_every_kind_of_change_has_words_for_every_case(kind, value):
    said = sentence(Change(kind, "Asi", "3.1", "3.1", *value))
    assert said.endswith(".")
    assert "%(" not in said
    assert set(WORDINGS) == set(K)


def test_equal_documents_have_no_differences(document):
    assert changes_in_words(document, document) == []


def test_changes_are_grouped_by_activity_in_the_documents_order(document):
    rakvere, tartu = document.activities[6], document.activities[4]
    changed = replace(
        document,
        chapters=(
            document.chapters[0],
            replace(
                document.chapters[1],
                activities=(
                    replace(tartu, narrative=("Uus lugu.",)),
                    document.activities[5],
                    replace(rakvere, target_group="kõik"),
                ),
            ),
        ),
        indicators=(*document.indicators[:5], replace(document.indicators[5], target=Decimal(2))),
    )
    groups = changes_in_words(document, changed)
    assert [(g.code, [c.sentence for c in g.changes]) for g in groups] == [
        ("3.5.2.1", ["The description of activity 3.5.2.1 is reworded."]),
        (
            "3.5.2.4",
            [
                "The target group of activity 3.5.2.4 is worded anew.",
                "The target of the indicator “KOV-ide osaluskogude arv” rises from 1 to 2.",
            ],
        ),
    ]
    assert groups[0].title == tartu.title
    assert groups[0].changes[0].before == tartu.narrative
    assert groups[0].changes[0].after == ("Uus lugu.",)


def test_what_simply_goes_on_next_year_is_said_once(document):
    groups = changes_in_words(document, moved_to_next_period(document))
    assert [group.code for group in groups] == ["", "3.5.1.2"]
    assert groups[0].changes[-1].sentence == (
        "42 activities of the earlier plan go on through the whole plan period."
    )
    assert [change.sentence[:24] for change in groups[1].changes] == ["Activity 3.5.1.2 “KOV-id"]


@pytest.fixture
def amended(imported, approver, manager, now):
    approved = approve_version(
        version=imported, order_number="24", order_date=date(2023, 1, 26), by=approver, now=now
    )
    draft = amend(version=approved, by=manager, now=now)
    key = draft.indicators.get(unit="Osaluskord").indicator_id
    change_targets(
        version=draft, targets={key: Targets(Decimal(20), Decimal(45), 2029)}, by=manager
    )
    return approve_version(
        version=draft, order_number="88", order_date=date(2023, 9, 1), by=approver, now=now
    )


def test_the_page_tells_the_differences_to_anyone(amended, client):
    address = reverse("plan-diff", args=[amended.based_on_id, amended.pk])
    page = client.get("/en" + address if not address.startswith("/en") else address).text
    assert "rises from 15 to 20." in page
    assert "amended by order no 88 of 1 September 2023" in page


def test_the_memorandum_is_a_word_document(amended, client):
    address = reverse("plan-diff-file", args=[amended.based_on_id, amended.pk])
    response = client.get("/en" + address if not address.startswith("/en") else address)
    texts = [p.text for p in docx.Document(io.BytesIO(response.content)).paragraphs]
    assert any("rises from 15 to 20." in text for text in texts)
    assert any(text.startswith("Activity 3.5.1.3 Tõhusa") for text in texts)


def test_versions_of_two_programmes_are_not_compared(amended, client, approver, now):
    from tests import factories as make

    other = make.programme(ministry=approver.memberships.get().organisation)
    version = make.plan_version(make.plan(other))
    about = make.activity(other)
    make.plan_row(make.plan_section(version, about), about)
    approve_version(
        version=version, order_number="1", order_date=date(2023, 1, 26), by=approver, now=now
    )
    assert client.get(reverse("plan-diff", args=[version.pk, amended.pk])).status_code == 404


def test_next_years_draft_is_compared_with_the_plan_it_came_from(amended, manager, now, client):
    draft = start_next_year(version=amended, by=manager, now=now)
    client.force_login(manager)
    page = client.get(reverse("plan", args=[draft.pk])).text
    assert reverse("plan-diff", args=[amended.pk, draft.pk]) in page
