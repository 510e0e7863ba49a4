"""A document becomes a draft, whole or not at all."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from loim.programmes.actions.plan_approval import approve_version
from loim.programmes.actions.plan_drafts import DraftExists
from loim.programmes.actions.plan_files import erase_forgotten_files, keep_pending_file, plan_file
from loim.programmes.actions.plan_import import (
    OrganisationsMissing,
    PlanCannotBeStored,
    import_plan,
)
from loim.programmes.documents.reader import read_plan
from loim.programmes.documents.writer_docx import write_plan_docx
from loim.programmes.logic.plan_diff import diff_plans
from loim.programmes.logic.plan_document import (
    Chapter,
    DateRange,
    IndicatorPlace,
    PlanDocument,
    PlannedActivity,
    Unrecognised,
)
from loim.programmes.models import (
    Activity,
    Indicator,
    Plan,
    PlanActivity,
    PlanFile,
    PlanSection,
    PlanVersion,
    Programme,
)
from loim.programmes.queries.stored_plans import fingerprint, stored_document
from tests import factories as make
from tests.programmes.plans.conftest import CONTENT_2023

pytestmark = pytest.mark.django_db


def file(by=None, now=None, content=CONTENT_2023) -> PlanFile:
    return plan_file(name="tegevuskava.docx", content=content, by=by, now=now)


def imported_again(document, programme, manager, now, **more) -> PlanVersion:
    return import_plan(
        document=document,
        file=file(manager, now),
        programme=programme,
        by=manager,
        now=now,
        **more,
    )


def test_the_plan_of_2023_is_stored_exactly_as_it_was_read(imported, document):
    assert stored_document(imported) == document


def test_the_plan_of_2023_has_its_activities_rows_and_indicators(imported, programme):
    coded = imported.sections.order_by("position").values_list("code", flat=True)
    assert list(coded) == [
        "3.5.1.1", "3.5.1.2", "3.5.1.3", "3.5.1.4", "3.5.2.1", "3.5.2.2", "3.5.2.4",
    ]  # fmt: skip
    assert imported.rows.count() == 43
    assert imported.indicators.count() == 6
    assert imported.indicator_places.count() == 7
    assert imported.plan.start_date == date(2023, 1, 1)
    assert imported.plan.end_date == date(2023, 12, 31)
    assert (imported.order_number, imported.order_date) == ("24", date(2023, 1, 26))
    assert not imported.is_approved
    assert Activity.objects.filter(programme=programme).count() == 43
    assert Indicator.objects.filter(programme=programme).count() == 6


def test_rows_hang_below_their_groups_and_the_coded_activity(imported):
    item = imported.rows.select_related("parent__parent", "activity__root").get(
        section__code="3.5.2.1", number="1.1"
    )
    assert item.parent.number == "1"
    assert item.parent.parent.number == "3.5.2.1"
    assert item.parent.parent.activity == item.activity.root
    assert item.activity.root.code == "3.5.2.1"
    assert item.activity.number == "1.1"


def test_not_applicable_is_kept_apart_from_no_dates(imported):
    row = imported.rows.get(number="3.5.1.2")
    assert row.is_not_applicable
    assert row.period_start is None
    assert row.overall_start == date(2024, 1, 1)


def test_the_shared_indicator_is_one_with_a_note_for_each_place(imported):
    shared = imported.indicators.get(unit="Osaluskord")
    places = shared.places.select_related("section").order_by("position")
    assert [place.section.code for place in places] == ["3.5.1.3", "3.5.1.4"]
    assert "õppevisiit" in places[0].note
    assert "õppereis" in places[1].note
    assert (shared.target, shared.final_target, shared.final_year) == (15, 45, 2029)


def test_the_original_file_is_kept_with_what_was_not_understood(programme, manager, document, now):
    strange = replace(
        document,
        unrecognised=(Unrecognised("paragraph 7", "Arusaamatu jutt"),),
        chapters=(*document.chapters, Chapter("3", "Tühi peatükk", ())),
    )
    version = imported_again(strange, programme, manager, now)
    kept = PlanFile.objects.get(pk=version.source_file_id)
    assert bytes(kept.content) == CONTENT_2023
    assert kept.name == "tegevuskava.docx"
    assert len(kept.sha256) == 64
    assert kept.unrecognised == [
        {"place": "paragraph 7", "text": "Arusaamatu jutt"},
        {"place": "chapter 3", "text": "Tühi peatükk"},
    ]


def test_what_is_exported_imports_again_without_a_difference(imported, manager, now):
    stored = stored_document(imported)
    exported = write_plan_docx(stored)
    again = read_plan(exported)
    assert not diff_plans(stored, again)
    version = imported_again(
        again, imported.plan.programme, manager, now, replaces=fingerprint(imported)
    )
    assert version == imported
    assert not diff_plans(stored, stored_document(version))


def test_an_import_makes_the_same_activities_again_only_once(imported, document, manager, now):
    before = set(Activity.objects.values_list("pk", flat=True))
    imported_again(document, imported.plan.programme, manager, now, replaces=fingerprint(imported))
    assert set(Activity.objects.values_list("pk", flat=True)) == before
    assert Indicator.objects.count() == 6
    assert PlanVersion.objects.count() == 1


def test_a_draft_is_not_replaced_unseen(imported, document, programme, manager, now):
    seen = fingerprint(imported)
    imported.sections.filter(code="3.5.1.1").update(title="Muudetud vahepeal")
    for replaces in ("", seen):
        with pytest.raises(DraftExists):
            imported_again(document, programme, manager, now, replaces=replaces)
    assert imported.sections.filter(title="Muudetud vahepeal").exists()
    assert PlanFile.objects.count() == 1


def test_next_years_document_keeps_the_activities_it_still_has(imported, document, manager, now):
    rakvere = document.activities[-1]
    moved = replace(rakvere, code="3.5.2.5", title=rakvere.title.upper())
    narva = PlannedActivity("2.4", "3.5.2.3", "Tegevused Narvas", (), "", ())
    partners = replace(
        document.chapters[1], activities=(*document.chapters[1].activities[:-1], moved, narva)
    )
    indicators = tuple(
        replace(i, places=tuple(replace(p, activity_code="3.5.2.5") for p in i.places))
        if i.places[0].activity_code == "3.5.2.4"
        else i
        for i in document.indicators
    )
    following = replace(
        document,
        period=DateRange(date(2024, 1, 1), date(2024, 12, 31)),
        chapters=(document.chapters[0], partners),
        indicators=indicators,
    )
    version = imported_again(following, imported.plan.programme, manager, now)
    old = imported.sections.get(code="3.5.2.4")
    assert version.sections.get(code="3.5.2.5").activity_id == old.activity_id
    assert set(version.rows.filter(section__code="3.5.2.5").values_list("activity", flat=True)) == (
        set(old.rows.values_list("activity", flat=True))
    )
    assert not imported.rows.filter(
        activity=version.sections.get(code="3.5.2.3").activity_id
    ).exists()
    assert version.plan != imported.plan


def test_an_import_beside_an_approved_version_is_its_amendment(
    imported, document, approver, manager, now
):
    approved = approve_version(
        version=imported, order_number="24", order_date=date(2023, 1, 26), by=approver, now=now
    )
    amended = imported_again(document, imported.plan.programme, manager, now)
    assert (amended.number, amended.based_on, amended.is_approved) == (2, approved, False)


def test_the_programme_of_an_unknown_title_is_begun(document, now):
    admin = make.user(is_administrator=True)
    implementer, ministry = make.organisation(), make.organisation()
    version = import_plan(
        document=document,
        file=file(admin, now),
        by=admin,
        now=now,
        implementer=implementer,
        ministry=ministry,
    )
    programme = version.plan.programme
    assert programme.name == document.title
    assert programme.slug == "kohalike-omavalitsuste-toetamine-loimumise-sealhulgas"
    assert (programme.start_date, programme.end_date) == (date(2023, 1, 1), date(2029, 10, 31))


def test_a_known_programme_is_found_by_its_title(programme, document, manager, now):
    Programme.objects.filter(pk=programme.pk).update(name=document.title.upper() + ".")
    version = import_plan(document=document, file=file(manager, now), by=manager, now=now)
    assert version.plan.programme == programme


def test_a_programme_is_not_begun_without_its_organisations(document, now):
    admin = make.user(is_administrator=True)
    with pytest.raises(OrganisationsMissing):
        import_plan(document=document, file=file(admin, now), by=admin, now=now)
    assert not Programme.objects.exists()


@pytest.mark.parametrize("person", ["stranger", "partner", "approver"])
def test_only_the_manager_imports(person, programme, document, now, request):
    who = request.getfixturevalue(person)
    with pytest.raises(PermissionDenied):
        imported_again(document, programme, who, now)
    assert not Plan.objects.exists()
    assert not PlanFile.objects.exists()


@pytest.mark.parametrize(
    "broken",
    [
        lambda d: replace(d, period=None),
        lambda d: replace(d, chapters=()),
        lambda d: replace(d, indicators=(replace(d.indicators[0], target=Decimal("0.001")),)),
    ],
)
def test_what_cannot_be_stored_leaves_nothing_behind(broken, programme, document, manager, now):
    with pytest.raises(PlanCannotBeStored) as refused:
        imported_again(broken(document), programme, manager, now)
    assert str(refused.value)
    assert not PlanFile.objects.exists()
    assert not Activity.objects.exists()


def test_an_indicator_outside_every_activity_is_kept(programme, manager, document, now):
    outside = replace(
        document.indicators[0],
        places=(IndicatorPlace("", "Tabel 1", "Partnerite tegevused"),),
        notes=("Kogu peatükk",),
    )
    odd = replace(document, indicators=(outside,))
    assert stored_document(imported_again(odd, programme, manager, now)) == odd


def test_two_tables_of_one_activity_are_both_kept(programme, manager, document, now):
    first = document.indicators[0]
    twice = replace(
        first,
        places=(first.places[0], replace(first.places[0], table="Tabel 99")),
        notes=("üks", "kaks"),
    )
    odd = replace(document, indicators=(twice,))
    assert stored_document(imported_again(odd, programme, manager, now)) == odd


def _plan_of(count: int) -> PlanDocument:
    from loim.programmes.logic.plan_document import RowLevel, ScheduleRow

    year = DateRange(date(2023, 1, 1), date(2023, 12, 31))
    activities = tuple(
        PlannedActivity(
            f"1.{n}", f"3.{n}", f"Tegevus {n}", ("Lugu.",), "",
            (ScheduleRow(RowLevel.ACTIVITY, f"3.{n}", f"Tegevus {n}", year, year, False, "ELVL"),
             ScheduleRow(RowLevel.GROUP, "1", f"Osa {n}", year, year, False, "ELVL")),
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    return PlanDocument("Programm", None, year, (Chapter("1", "Tegevused", activities),), ())


@pytest.mark.parametrize("count", [1, 3])
def test_writing_takes_the_same_queries_however_long_the_plan_is(
    count, programme, manager, now, django_assert_num_queries
):
    assert manager.memberships.exists()
    with django_assert_num_queries(33):
        imported_again(_plan_of(count), programme, manager, now)


@pytest.mark.parametrize("count", [1, 3])
def test_reading_back_takes_the_same_queries_however_long_the_plan_is(
    count, programme, manager, now, django_assert_num_queries
):
    version = imported_again(_plan_of(count), programme, manager, now)
    version = PlanVersion.objects.select_related("plan").get(pk=version.pk)
    with django_assert_num_queries(5):
        assert stored_document(version) == _plan_of(count)


def test_forgotten_uploads_are_erased_after_a_day_and_used_ones_stay(imported, manager, now):
    from datetime import timedelta

    pending = keep_pending_file(name="teine.docx", content=b"x", by=manager, now=now)
    assert erase_forgotten_files(now=now + timedelta(hours=23)) == 0
    assert erase_forgotten_files(now=now + timedelta(hours=25)) == 1
    assert not PlanFile.objects.filter(pk=pending.pk).exists()
    assert PlanFile.objects.filter(pk=imported.source_file_id).exists()


def test_a_plan_with_many_words_is_stored(programme, manager, document, now):
    long = replace(document.rows[0], responsible="Näidislinna valitsus, " * 40)
    first = document.activities[0]
    chapters = (
        replace(
            document.chapters[0],
            activities=(replace(first, rows=(long, *first.rows[1:])),),
        ),
    )
    wordy = replace(document, chapters=chapters, indicators=document.indicators[:1])
    version = imported_again(wordy, programme, manager, now)
    assert PlanActivity.objects.get(version=version, position=1).responsible == long.responsible
    assert PlanSection.objects.filter(version=version).count() == 1
