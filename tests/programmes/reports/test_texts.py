"""Two people write one report: nobody's words are lost."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from loim.programmes.actions.report_texts import TextsChangedMeanwhile, save_texts
from loim.programmes.actions.reports import ReportNotOpen
from loim.programmes.logic.edited_texts import Edited, fingerprint, merge, tidy
from loim.programmes.models import Report
from loim.programmes.queries.report_texts import last_written
from tests.factories import membership, user
from tests.programmes.reports.conftest import World

pytestmark = pytest.mark.django_db
EMPTY = fingerprint("")


def edit(world: World, report: Report, now: datetime, **texts: tuple[str, str]) -> frozenset[str]:
    """`done="new text", "text that it began from"`, of the first activity."""
    edited = {
        name if name == "summary" else f"{name}-{world.meetings.pk}": Edited(
            text, fingerprint(base)
        )
        for name, (text, base) in texts.items()
    }
    return save_texts(report=report, edited=edited, by=world.manager, now=now)


def done(world: World, report: Report) -> str:
    return report.entries.get(activity=world.meetings).done


def test_a_text_is_saved_tidy_and_says_what_changed(world: World, noon: datetime) -> None:
    report = world.start()

    changed = edit(world, report, noon, done=("Üks \r\n\r\nKaks\n\n", ""), summary=("", ""))

    assert changed == {f"done-{world.meetings.pk}"}
    assert done(world, report) == "Üks\n\nKaks"


def test_two_people_in_different_texts_do_not_disturb_each_other(
    world: World, noon: datetime
) -> None:
    report = world.start()
    edit(world, report, noon, done=("Minu", ""), deviation=("", ""))
    edit(world, report, noon, done=("", ""), deviation=("Teise", ""))

    entry = report.entries.get(activity=world.meetings)
    assert (entry.done, entry.deviation) == ("Minu", "Teise")


def test_the_same_text_is_not_overwritten_and_the_rest_is_saved(
    world: World, noon: datetime
) -> None:
    report = world.start()
    edit(world, report, noon, done=("Esimese sõnad", ""))

    with pytest.raises(TextsChangedMeanwhile) as refusal:
        edit(world, report, noon, done=("Teise sõnad", ""), deviation=("Põhjus", ""))

    assert refusal.value.names == {f"done-{world.meetings.pk}"}
    entry = report.entries.get(activity=world.meetings)
    assert (entry.done, entry.deviation) == ("Esimese sõnad", "Põhjus")


def test_whoever_has_seen_both_texts_may_save(world: World, noon: datetime) -> None:
    report = world.start()
    edit(world, report, noon, done=("Esimese sõnad", ""))
    edit(world, report, noon, done=("Mõlema sõnad", "Esimese sõnad"))
    assert done(world, report) == "Mõlema sõnad"


def test_the_same_words_from_both_are_no_conflict(world: World, noon: datetime) -> None:
    report = world.start()
    edit(world, report, noon, done=("Sama", ""))
    assert edit(world, report, noon, done=("Sama", "")) == frozenset()


def test_history_tells_who_wrote_the_other_text_and_when(world: World, noon: datetime) -> None:
    report = world.start()
    edit(world, report, noon, done=("Esimese sõnad", ""), summary=("Lühidalt", ""))

    name = f"done-{world.meetings.pk}"
    written = last_written(report, {name, "summary"})

    assert {key: (who.by, who.at) for key, who in written.items()} == {
        name: (world.manager, noon),
        "summary": (world.manager, noon),
    }


@pytest.mark.parametrize("name", ["approver", "coordinator", "outsider"])
def test_only_the_programmes_manager_writes(world: World, noon: datetime, name: str) -> None:
    report = world.start()
    with pytest.raises(PermissionDenied):
        save_texts(
            report=report,
            edited={"summary": Edited("Minu oma", EMPTY)},
            by=getattr(world, name),
            now=noon,
        )
    report.refresh_from_db()
    assert report.summary == ""


@pytest.mark.parametrize("status", ["submitted", "accepted"])
def test_a_submitted_report_takes_no_more_words(world: World, noon: datetime, status: str) -> None:
    report = world.start()
    report.status, report.submitted_at = status, noon
    report.accepted_at = noon if status == "accepted" else None
    report.save()
    with pytest.raises(ReportNotOpen):
        edit(world, report, noon, done=("Veel midagi", ""))


@pytest.mark.parametrize("status", ["submitted", "accepted"])
def test_the_database_refuses_a_word_in_a_submitted_report_whatever_the_door(
    world: World, noon: datetime, status: str
) -> None:
    report = world.start()
    Report.objects.filter(pk=report.pk).update(
        status=status,
        submitted_at=noon,
        accepted_at=noon if status == "accepted" else None,
    )
    for change in (
        lambda: report.entries.update(done="Tagauksest"),
        lambda: report.entries.all().delete(),
        lambda: report.entries.create(activity=world.meetings, done="Veel"),
        lambda: Report.objects.filter(pk=report.pk).update(summary="Tagauksest"),
        lambda: Report.objects.filter(pk=report.pk).update(status="draft"),
        lambda: Report.objects.filter(pk=report.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_erasing_a_person_leaves_their_accepted_report(world: World, noon: datetime) -> None:
    leaving = user("leaving@example.ee")
    membership(leaving, world.programme.implementer, "programme_manager")
    report = world.start(by=leaving)
    Report.objects.filter(pk=report.pk).update(
        status="accepted", submitted_at=noon, accepted_at=noon, submitted_by=leaving
    )
    leaving.delete()
    report.refresh_from_db()
    assert (report.created_by, report.submitted_by, report.status) == (None, None, "accepted")


WORDS = st.sampled_from(["", "a", "b", "a b"])


@given(start=WORDS, first=WORDS, second=WORDS)
def test_of_two_edits_of_one_text_none_is_lost_unseen(start: str, first: str, second: str) -> None:
    stored = {"done": start}
    for wanted in (first, second):
        merged = merge(stored, {"done": Edited(wanted, fingerprint(start))})
        kept = stored["done"]
        stored |= merged.changed
        if merged.conflicts:
            assert stored["done"] == kept
        else:  # their words stand, or they changed nothing
            assert stored["done"] == wanted or wanted == start


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
