"""A draft is changed by forms; what was not touched stays, and so do identities."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loim.programmes.actions.plan_approval import approve_version
from loim.programmes.actions.plan_drafts import AlreadyApproved
from loim.programmes.actions.plan_editing import (
    ActivityGone,
    ChangedMeanwhile,
    CodeTaken,
    add_activity,
    change_activity,
    remove_activity,
    seen_mark,
)
from loim.programmes.actions.plan_indicators import (
    IndicatorGone,
    IndicatorNowhere,
    IndicatorWords,
    Targets,
    change_targets,
    put_indicator,
    remove_indicator,
)
from loim.programmes.logic.plan_document import PlannedActivity
from loim.programmes.logic.plan_edits import activity_of
from loim.programmes.models import Activity, Indicator
from loim.programmes.queries.stored_plans import stored_document

pytestmark = pytest.mark.django_db
NARVA = PlannedActivity("", "3.5.2.3", "Tegevused Narvas", (), "", ())


def change(version, code, by, changed, rows=None, seen=None):
    old = activity_of(stored_document(version), code)
    known = version.rows.filter(section__code=code).order_by("position")
    change_activity(
        version=version,
        code=code,
        changed=changed,
        rows=list(known.values_list("activity_id", flat=True)) if rows is None else rows,
        seen=seen or seen_mark(old),
        by=by,
    )


def test_a_change_of_one_activity_leaves_the_others_alone(imported, manager, document):
    old = activity_of(document, "3.5.2.1")
    changed = replace(old, title="Tegevused Tartus", narrative=("Uus lugu.",))
    change(imported, "3.5.2.1", manager, changed)
    stored = stored_document(imported)
    assert activity_of(stored, "3.5.2.1") == changed
    others = [a for a in stored.activities if a.code != "3.5.2.1"]
    assert others == [a for a in document.activities if a.code != "3.5.2.1"]
    assert stored.indicators == document.indicators


def test_rows_keep_their_activities_however_they_are_reworded(imported, manager, document):
    old = activity_of(document, "3.5.1.4")
    before = list(imported.rows.filter(section__code="3.5.1.4").order_by("position")
                  .values_list("activity_id", flat=True))  # fmt: skip
    renamed = tuple(replace(row, title=f"Hoopis muu {i}") for i, row in enumerate(old.rows))
    change(imported, "3.5.1.4", manager, replace(old, code="3.5.1.5", rows=renamed))
    after = imported.rows.filter(section__code="3.5.1.5").order_by("position")
    assert list(after.values_list("activity_id", flat=True)) == before
    assert imported.indicator_places.filter(section__code="3.5.1.5").count() == 2


def test_a_foreign_key_of_a_row_is_not_believed(imported, manager, document):
    old = activity_of(document, "3.5.1.1")
    foreign = Activity.objects.get(code="3.5.2.1", number="1")
    new = replace(old.rows[1], number="2", title="Uus rida")
    rows = [*imported.rows.filter(section__code="3.5.1.1").order_by("position")
            .values_list("activity_id", flat=True), foreign.pk]  # fmt: skip
    change(imported, "3.5.1.1", manager, replace(old, rows=(*old.rows, new)), rows)
    made = imported.rows.get(title="Uus rida").activity
    assert made != foreign
    assert made.root == imported.sections.get(code="3.5.1.1").activity


def test_nobodys_change_is_written_over(imported, manager, document):
    old = activity_of(document, "3.5.1.1")
    seen = seen_mark(old)
    change(imported, "3.5.1.1", manager, replace(old, title="Esimene"))
    with pytest.raises(ChangedMeanwhile):
        change(imported, "3.5.1.1", manager, replace(old, title="Teine"), seen=seen)
    assert imported.sections.get(code="3.5.1.1").title == "Esimene"


def test_a_code_is_taken_once(imported, manager, document):
    old = activity_of(document, "3.5.1.1")
    with pytest.raises(CodeTaken):
        change(imported, "3.5.1.1", manager, replace(old, code="3.5.1.2"))
    with pytest.raises(CodeTaken):
        add_activity(
            version=imported, chapter=("1", "x"), added=replace(NARVA, code="3.5.1.2"), by=manager
        )


def test_an_activity_is_added_and_removed(imported, manager, document):
    add_activity(version=imported, chapter=("2", "Partnerite tegevused"), added=NARVA, by=manager)
    stored = stored_document(imported)
    assert stored.chapters[1].activities[-1] == replace(NARVA, section="2.4")
    remove_activity(version=imported, code="3.5.2.3", by=manager)
    assert stored_document(imported) == document
    with pytest.raises(ActivityGone):
        remove_activity(version=imported, code="3.5.2.3", by=manager)


def test_all_targets_are_changed_at_once(imported, manager, document):
    keys = list(imported.indicators.order_by("position").values_list("indicator_id", flat=True))
    change_targets(
        version=imported,
        targets={
            keys[2]: Targets(Decimal(20), Decimal(45), 2029),
            keys[1]: Targets(None, None, None),
        },
        by=manager,
    )
    stored = stored_document(imported).indicators
    assert stored[2] == replace(document.indicators[2], target=Decimal(20))
    assert (stored[1].target, stored[1].final_target) == (None, None)
    assert stored[3:] == document.indicators[3:]


def test_a_renamed_indicator_stays_the_same_one(imported, manager, now):
    worded = imported.indicators.get(position=1)
    words = IndicatorWords(
        "Koordinaatoreid tööl", "Inimest", Targets(Decimal(0), None, None), {"3.5.1.2": "Märkus"}
    )
    put_indicator(version=imported, indicator=worded.indicator_id, words=words, by=manager, now=now)
    renamed = imported.indicators.get(position=1)
    assert renamed.indicator_id == worded.indicator_id
    assert (renamed.name, renamed.target, renamed.final_target) == ("Koordinaatoreid tööl", 0, None)
    place = renamed.places.get()
    assert (place.section.code, place.note) == ("3.5.1.2", "Märkus")
    assert Indicator.objects.count() == 6


def test_an_indicator_is_added_under_two_activities_and_removed(imported, manager, document, now):
    words = IndicatorWords(
        "Infopäevade arv", "Arv", Targets(Decimal(8), None, None), {"3.5.1.3": "", "3.5.1.4": "x"}
    )
    put_indicator(version=imported, indicator=None, words=words, by=manager, now=now)
    added = imported.indicators.get(name="Infopäevade arv")
    assert added.places.count() == 2
    remove_indicator(version=imported, indicator=added.indicator_id, by=manager)
    assert stored_document(imported) == document
    with pytest.raises(IndicatorGone):
        remove_indicator(version=imported, indicator=added.indicator_id, by=manager)


def test_an_indicator_stands_somewhere(imported, manager, now):
    words = IndicatorWords("Infopäevade arv", "Arv", Targets(None, None, None), {})
    with pytest.raises(IndicatorNowhere):
        put_indicator(version=imported, indicator=None, words=words, by=manager, now=now)


@pytest.fixture
def changes(imported, document, now):
    """Every action that changes a draft, to be tried by somebody."""
    old = activity_of(document, "3.5.1.1")
    key = imported.indicators.get(position=1).indicator_id
    words = IndicatorWords("Arv", "", Targets(None, None, None), {"3.5.1.1": ""})
    return [
        lambda by: change(imported, "3.5.1.1", by, replace(old, title="Salajane")),
        lambda by: add_activity(version=imported, chapter=("2", "x"), added=NARVA, by=by),
        lambda by: remove_activity(version=imported, code="3.5.1.1", by=by),
        lambda by: change_targets(version=imported, targets={key: words.targets}, by=by),
        lambda by: put_indicator(version=imported, indicator=key, words=words, by=by, now=now),
        lambda by: remove_indicator(version=imported, indicator=key, by=by),
    ]


@pytest.mark.parametrize("person", ["stranger", "partner", "approver"])
def test_only_the_manager_changes_a_draft(person, changes, imported, document, request):
    for attempt in changes:
        with pytest.raises(PermissionDenied):
            attempt(request.getfixturevalue(person))
    assert stored_document(imported) == document


def test_an_approved_version_is_not_changed(changes, imported, approver, manager, now):
    approve_version(
        version=imported, order_number="24", order_date=date(2023, 1, 26), by=approver, now=now
    )
    for attempt in changes:
        with pytest.raises(AlreadyApproved):
            attempt(manager)


def _posted(page) -> dict[str, str]:
    """What a browser would send of the forms on the page."""
    form, formset = page.context["form"], page.context["formset"]
    data = {name: form[name].value() for name in form.fields}
    for bound in [*formset.management_form, *(field for one in formset for field in one)]:
        value = bound.value()
        if value not in {None, False, ""}:
            data[bound.html_name] = "on" if value is True else value
    return data


@pytest.fixture
def address(imported) -> str:
    return reverse("plan-section-edit", args=[imported.pk, "3.5.2.1"])


def test_the_page_saved_as_it_came_changes_nothing(imported, manager, client, document, address):
    client.force_login(manager)
    response = client.post(address, _posted(client.get(address)))
    assert response.status_code == 302
    assert stored_document(imported) == document


def test_rows_are_added_and_removed_on_the_page_and_put_in_order(
    imported, manager, client, address
):
    client.force_login(manager)
    data = _posted(client.get(address))
    new = data["rows-INITIAL_FORMS"]
    data |= {
        f"rows-{new}-number": "2.3.",
        f"rows-{new}-title": "Uus klubi",
        f"rows-{new}-overall_start": "2023-01-01",
        f"rows-{new}-overall_end": "2029-10-31",
        f"rows-{new}-is_not_applicable": "on",
        "rows-2-DELETE": "on",
    }
    assert client.post(address, data).status_code == 302
    rows = imported.rows.filter(section__code="3.5.2.1").order_by("position")
    assert list(rows.values_list("number", flat=True)) == [
        "3.5.2.1", "1", "1.2", "1.3", "2", "2.1", "2.2", "2.3", "3", "3.1",
    ]  # fmt: skip
    added = rows.get(number="2.3")
    assert (added.level, added.parent.number, added.is_not_applicable) == ("item", "2", True)


def test_more_empty_rows_save_nothing_and_lose_nothing(
    imported, manager, client, document, address
):
    client.force_login(manager)
    data = _posted(client.get(address)) | {"title": "Pooleli", "add-rows": "1"}
    page = client.post(address, data)
    assert page.context["formset"].total_form_count() == int(data["rows-TOTAL_FORMS"]) + 2
    assert "Pooleli" in page.text
    assert stored_document(imported) == document


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"rows-1-period_end": "2022-01-01"}, "period_end"),
        ({"rows-1-overall_start": ""}, "overall_end"),
        ({"rows-1-is_not_applicable": "on"}, "is_not_applicable"),
        ({"rows-1-title": ""}, "title"),
    ],
)
def test_wrong_rows_are_refused_beside_their_field(
    wrong, field, imported, manager, client, document, address
):
    client.force_login(manager)
    page = client.post(address, _posted(client.get(address)) | wrong)
    assert page.status_code == 200
    assert field in page.context["formset"].forms[1].errors
    assert stored_document(imported) == document


def test_a_page_that_was_open_too_long_keeps_what_was_typed(imported, manager, client, address):
    client.force_login(manager)
    data = _posted(client.get(address))
    imported.sections.filter(code="3.5.2.1").update(title="Kolleegi pealkiri")
    page = client.post(address, data | {"title": "Minu pealkiri"})
    assert "Minu pealkiri" in page.text
    assert imported.sections.get(code="3.5.2.1").title == "Kolleegi pealkiri"


def test_the_review_saves_all_targets(imported, manager, client):
    client.force_login(manager)
    address = reverse("plan-review", args=[imported.pk])
    page = client.get(address)
    data = {
        form[name].html_name: form[name].value() if form[name].value() is not None else ""
        for _, _, form in page.context["target_forms"]
        for name in form.fields
    }
    key = imported.indicators.get(unit="Osaluskord").indicator_id
    client.post(address, data | {f"indicator-{key}-target": "20"})
    assert imported.indicators.get(unit="Osaluskord").target == 20
    assert imported.indicators.get(position=2).target == 0


def test_an_indicator_is_added_on_its_page(imported, manager, client):
    client.force_login(manager)
    data = {"name": "Infopäevade arv", "unit": "Arv", "target": "8", "stands_3.5.1.3": "on",
            "note_3.5.1.3": "Maakondades"}  # fmt: skip
    client.post(reverse("plan-indicator-new", args=[imported.pk]), data)
    added = imported.indicators.get(name="Infopäevade arv")
    assert [(p.section.code, p.note) for p in added.places.all()] == [("3.5.1.3", "Maakondades")]


def test_an_activity_is_added_on_its_page(imported, manager, client):
    client.force_login(manager)
    data = {"chapter": "1", "code": "3.5.2.3", "title": "Tegevused Narvas"}
    response = client.post(reverse("plan-section-new", args=[imported.pk]), data)
    assert response.url == reverse("plan-section-edit", args=[imported.pk, "3.5.2.3"])
    assert imported.sections.get(code="3.5.2.3").section_number == "2.4"
    assert client.get(response.url).status_code == 200
