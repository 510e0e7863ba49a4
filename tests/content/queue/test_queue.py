"""The translators' queue: what waits, for whom, with what most people read first."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loim.content.actions.counting import count_recent_readings
from loim.content.actions.writing import save_draft, withdraw
from loim.content.models import ReadCount, Text, TextState
from loim.content.queries.queue.work import (
    TextsToAttendTo,
    WorkFilter,
    figures,
    texts_to_attend_to,
    work_for,
)
from loim.people.models import User
from tests import factories
from tests.factories import content as make
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator(world: World) -> User:
    person = factories.user("tolkija@example.ee")
    factories.membership(person, world.rakvere, "translator")
    return person


def queue(person: User, **wanted: str) -> list[tuple[str, str]]:
    return [
        (state.language, state.title or state.source_title)
        for state in work_for(person, WorkFilter(**wanted))
    ]


def test_missing_stale_and_drafts_wait_and_what_is_up_to_date_does_not(
    text: Text, world: World, translator: User, now: datetime
) -> None:
    by = world.coordinator
    assert queue(translator) == [("en", "Tere"), ("ru", "Tere"), ("uk", "Tere")]

    make.published(text, "ru", by, now, title="Привет")
    make.published(text, "en", by, now, title="Hello")
    withdraw(text=text, language="en", by=by, now=now)
    assert queue(translator) == [("uk", "Tere")]

    make.published(text, "et", by, now, title="Tere tulemast")
    assert queue(translator) == [("ru", "Привет"), ("uk", "Tere tulemast")]
    assert queue(translator, what="stale") == [("ru", "Привет")]
    assert queue(translator, what="missing", language="ru") == []
    assert queue(translator, words="tulemast") == [("ru", "Привет"), ("uk", "Tere tulemast")]


def test_a_draft_of_the_source_waits_for_editors_only(
    text: Text, world: World, translator: User, now: datetime
) -> None:
    save_draft(
        text=text, language="et", fields={"title": "Uus"}, seen_revision=0, by=world.coordinator,
        now=now,
    )  # fmt: skip
    assert queue(translator, what="draft") == []
    assert queue(world.coordinator, what="draft") == [("et", "Tere")]
    assert texts_to_attend_to(world.coordinator) == TextsToAttendTo(missing=3, own_drafts=1)
    assert texts_to_attend_to(translator) == TextsToAttendTo(missing=3)
    assert not texts_to_attend_to(world.manager)


def test_what_most_people_miss_comes_first(
    text: Text, world: World, translator: User, now: datetime
) -> None:
    other = make.text(world.rakvere, world.coordinator, now, title="Teine")
    make.published(other, "et", world.coordinator, now)
    for day, language, of, readings in (
        (date(2023, 10, 2), "uk", other, 5),
        (date(2023, 9, 5), "uk", other, 4),
        (date(2023, 9, 4), "ru", text, 100),  # 28 days ago: no longer
        (date(2023, 10, 1), "en", text, 7),
    ):
        ReadCount.objects.create(text=of, language=language, day=day, readings=readings)

    assert count_recent_readings(today=now.date()) == 2
    assert count_recent_readings(today=now.date()) == 0
    assert queue(translator)[:2] == [("uk", "Teine"), ("en", "Tere")]
    assert TextState.objects.get(text=other, language="uk").recent_readings == 9


def test_figures_are_of_each_language(
    text: Text, world: World, translator: User, now: datetime
) -> None:
    make.published(text, "ru", world.coordinator, now, title="Привет")
    make.published(
        text, "et", world.coordinator, now, title="Tere kõik", body="<p>Kolm head sõna</p>"
    )
    found = {row.language: row for row in figures(translator, WorkFilter())}
    assert [(code, row.stale, row.missing, row.to_translate) for code, row in found.items()] == [
        ("et", 0, 0, 0),
        ("en", 0, 1, 5),
        ("ru", 1, 0, 5),
        ("uk", 0, 1, 5),
    ]


def test_another_citys_texts_are_nobody_elses_work(text: Text, world: World) -> None:
    elsewhere = factories.user("mujal@example.ee")
    factories.membership(elsewhere, world.tartu, "editor")
    assert queue(elsewhere) == []
    browser = Client()
    browser.force_login(elsewhere)
    for page in ("", "all/", "export.csv"):
        answer = browser.get(f"/en/texts/{page}")
        assert answer.status_code == 200
        assert "Tere" not in answer.content.decode()
    assert browser.get("/en/texts/export.pdf").status_code == 404
    browser.force_login(factories.user("lugeja@example.ee"))
    assert browser.get("/en/texts/").status_code == 403


def test_pages_and_files_take_so_many_queries_however_many_texts(
    text: Text, world: World, now: datetime
) -> None:
    browser = Client()
    browser.force_login(world.coordinator)

    def queries() -> list[int]:
        found = []
        for page in ("", "all/", "export.csv", "export.xlsx"):
            with CaptureQueriesContext(connection) as captured:
                assert browser.get(f"/en/texts/{page}").status_code == 200
            found.append(len(captured))
        return found

    queries()
    before = queries()
    for number in range(2):
        made = make.text(world.rakvere, world.coordinator, now, title=f"Tekst {number}")
        make.published(made, "et", world.coordinator, now)
        make.published(made, "ru", world.coordinator, now, title=f"Текст {number}")
        make.published(made, "et", world.coordinator, now, title=f"Uus {number}")
    assert queries() == before

    lines = browser.get("/en/texts/export.csv?what=stale").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Title;Kind;Organisation;Language;What is to be done;Words")
    assert [line.split(";")[0] for line in lines[1:]] == ["Текст 0", "Текст 1"]
    assert lines[1].split(";")[3:5] == ["Русский", "out of date"]
    html = browser.get("/en/texts/all/?words=Uus+1").content.decode()
    assert "Uus 1" in html
    assert "Uus 0" not in html


def test_empty_states_say_what_comes_next(world: World) -> None:
    browser = Client()
    browser.force_login(world.coordinator)
    assert "Nothing waits" in browser.get("/en/texts/").content.decode()
    assert "Loosen a filter" in browser.get("/en/texts/?what=stale").content.decode()
    assert "There are no texts yet" in browser.get("/en/texts/all/").content.decode()
