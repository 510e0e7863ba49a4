"""A newcomer's own list: page, paper and calendar; answers stand in the address alone."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from icalendar import Calendar
from pypdf import PdfReader

from loim.services.models import Journey
from tests.factories import journeys as make
from tests.services.journeys.conftest import Way
from tests.world import World

pytestmark = pytest.mark.django_db
LIST = "/en/journeys/saabuja/list/"


def body(client: Client, address: str, **query: Any) -> str:
    return client.get(address, query).content.decode()


def test_only_what_the_steps_depend_on_is_asked(way: Way, client: Client) -> None:
    page = client.get("/en/journeys/saabuja/")
    assert list(page.context["form"].fields) == ["on_arrival", "children"]
    assert "We do not keep them" in page.content.decode()


def test_the_list_has_what_applies_with_its_dates(way: Way, client: Client) -> None:
    page = body(client, LIST, on_arrival="2026-11-02", children="none_of_these")
    assert "By 2 December 2026" in page
    assert "Leia koolikoht" not in page
    assert "1 step is not for you" in page
    assert "45 minutes" in page
    assert "üürileping" in page


def test_a_step_that_depends_on_what_was_not_said_tells_so(way: Way, client: Client) -> None:
    page = body(client, LIST)
    assert "If this is true of you:" in page
    assert "has children" in page
    assert "Time limit: 30 days. Counted from: your arrival" in page


def test_a_day_off_is_told_with_the_working_day_before(way: Way, client: Client) -> None:
    assert "That is a day off, so go by 23 December 2026" in body(
        client, LIST, on_arrival="2026-11-26"
    )


def test_a_slip_is_shown_by_its_question_and_nothing_is_lost(way: Way, client: Client) -> None:
    page = body(client, LIST, on_arrival="1026-11-02", children=["0", "none_of_these"])
    assert "Check the year" in page
    assert "Choose either what is true of you" in page
    assert 'value="1026-11-02"' in page


def test_nobody_keeps_the_answers(way: Way, client: Client) -> None:
    page = client.get(LIST, {"children": "0"})
    assert page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex"
    assert "sessionid" not in page.cookies


def test_a_draft_is_nobodys(way: Way, world: World, client: Client) -> None:
    draft = make.draft(world.rakvere, way.by, title="Salajane")
    for end in ("", "list/", "list.ics", "list.pdf", "keep/"):
        address = f"/journeys/{draft.slug}/{end}"
        answer = client.post(address) if end == "keep/" else client.get(address)
        assert answer.status_code == 404
    assert "Salajane" not in body(client, "/journeys/")


def test_what_is_being_written_reaches_readers_with_the_next_edition(
    way: Way, client: Client
) -> None:
    make.step(way.journey, way.by, "Tee bussikaart")
    assert "Tee bussikaart" not in body(client, LIST)
    make.published(way.journey, way.by)
    assert "Tee bussikaart" in body(client, LIST)


def test_the_calendar_has_a_day_for_each_deadline_with_the_same_uid_for_ever(
    way: Way, client: Client
) -> None:
    def entry(day: str) -> Any:
        answer = client.get("/en/journeys/saabuja/list.ics", {"on_arrival": day})
        assert answer["Content-Type"].startswith("text/calendar")
        (found,) = Calendar.from_ical(answer.content).walk("VEVENT")
        return found

    first, later = entry("2026-11-02"), entry("2026-11-09")
    assert first["UID"] == later["UID"] == f"journey-{way.journey.pk}-step-{way.home.pk}@loim"
    assert (first.decoded("dtstart"), first.decoded("dtend")) == (
        date(2026, 12, 2),
        date(2026, 12, 3),
    )
    assert first.get("dtstart").params["VALUE"] == "DATE"
    assert later.decoded("dtstart") == date(2026, 12, 9)
    assert len(first.walk("VALARM")) == 2
    assert client.get("/en/journeys/saabuja/list.ics", {"on_arrival": "x"}).status_code == 302


@pytest.mark.parametrize("language", ["et", "en", "ru", "uk"])
def test_the_paper_is_tagged_and_in_the_readers_language(
    way: Way, client: Client, language: str, tmp_path: Any
) -> None:
    make.translated(way.home.text, "uk", way.by, title="Зареєструйте житло", todo="<p>Ідіть.</p>")
    prefix = "" if language == "et" else f"/{language}"
    answer = client.get(f"{prefix}/journeys/saabuja/list.pdf", {"on_arrival": "2026-11-02"})
    (tmp_path / "list.pdf").write_bytes(answer.content)
    reader = PdfReader(tmp_path / "list.pdf")
    assert reader.trailer["/Root"]["/Lang"] == language
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = "".join(page.extract_text() for page in reader.pages)
    assert ("Зареєструйте" in text) == (language == "uk")
    assert "Leia koolikoht" in text


def test_a_closed_service_says_so_in_the_list(way: Way, client: Client) -> None:
    way.service.status, way.service.end_date = "closed", date(2026, 11, 1)
    way.service.save()
    assert "This service is closed." in body(client, LIST)


def test_a_text_in_another_language_is_marked(way: Way, client: Client) -> None:
    page = body(client, LIST)
    assert '<span lang="et">Registreeri elukoht</span>' in page
    assert "has not been translated into your language yet" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_take_the_same_queries_however_long_the_journey(
    way: Way, client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for _number in range(rows - 1):
        make.step(way.journey, way.by, services=(way.service,))
    if rows > 1:
        make.published(way.journey, way.by)
    translation.activate("en")
    with django_assert_num_queries(9):
        client.get(LIST, {"on_arrival": "2026-11-02"})


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_journeys_takes_the_same_queries(
    way: Way, world: World, client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for _number in range(rows - 1):
        other = make.draft(world.rakvere, way.by)
        make.step(other, way.by)
        make.published(other, way.by)
    with django_assert_num_queries(4):
        client.get("/journeys/")
    assert Journey.objects.count() == rows
