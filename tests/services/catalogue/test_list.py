"""The list of services: what fits whom, and that nothing of what they say is kept."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from loim.config.logs import without_secrets
from loim.services.logic.conditions import Applies, Question
from loim.services.queries.catalogue.listing import (
    ServiceFilter,
    listed_services,
    shown_services,
)
from tests.factories import services as make
from tests.world import World

pytestmark = pytest.mark.django_db
MONDAY = datetime(2023, 10, 2, 9, tzinfo=UTC)  # noon in Tallinn


def titles(wanted: ServiceFilter, now: datetime = MONDAY) -> list[str]:
    rows = shown_services(list(listed_services(wanted, now, "et")), wanted.answers, now, "et")
    return [row.service.words.get("title") for row in rows]  # type: ignore[attr-defined]


@pytest.fixture
def four(world: World) -> None:
    by, owner = world.coordinator, world.rakvere
    adult = [[{"question": "age", "at_least": 18}]]
    student = [[{"question": "status", "any": ["student"]}]]
    make.service(owner, by, title="Ainult täisealisele", conditions=adult, languages=("et", "ru"))
    make.service(owner, by, title="Boonus õppurile", conditions=student)
    make.service(owner, by, title="Cafe kõigile", topics=[make.topic("noored")],
                 life_events=[make.life_event("kolin")])  # fmt: skip
    make.draft(owner, by, title="Dokument mustandina")


def test_who_says_nothing_sees_all_that_is_provided(four: None) -> None:
    assert titles(ServiceFilter()) == ["Ainult täisealisele", "Boonus õppurile", "Cafe kõigile"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ServiceFilter(answers={Question.AGE: 15}), ["Boonus õppurile", "Cafe kõigile"]),
        (
            ServiceFilter(answers={Question.AGE: 20, Question.STATUS: frozenset({"worker"})}),
            ["Ainult täisealisele", "Cafe kõigile"],
        ),
        (ServiceFilter(topic="noored"), ["Cafe kõigile"]),
        (ServiceFilter(life_event="kolin"), ["Cafe kõigile"]),
        (ServiceFilter(language="ru"), ["Ainult täisealisele"]),
        (ServiceFilter(text="õppurile boonus"), ["Boonus õppurile"]),
        (ServiceFilter(text="mustandina"), []),
        (ServiceFilter(municipality="0663"), ["Ainult täisealisele", "Boonus õppurile", "Cafe kõigile"]),
        (ServiceFilter(municipality="0793"), []),
        (ServiceFilter(level="state"), []),
    ],
)  # fmt: skip
def test_a_filter_leaves_what_fits(four: None, wanted: ServiceFilter, found: list[str]) -> None:
    assert titles(wanted) == found


def test_what_is_not_said_hides_nothing_and_is_named(four: None) -> None:
    answers = {Question.STATUS: frozenset({"student"})}
    keys = listed_services(ServiceFilter(answers=answers), MONDAY, "et")

    rows = {row.service.words.get("title"): row for row in shown_services(keys, answers, MONDAY)}  # type: ignore[attr-defined]

    assert rows["Boonus õppurile"].applies == Applies.YES
    assert rows["Ainult täisealisele"].applies == Applies.UNKNOWN
    assert rows["Ainult täisealisele"].asks == (Question.AGE,)


def test_a_municipality_sees_its_additions_instead_of_the_national_service(world: World) -> None:
    by = world.coordinator
    national = make.service(world.rakvere, by, title="Isikukood", level="state")
    mirror = make.mirror(national, world.rakvere, by)

    assert list(listed_services(ServiceFilter(), MONDAY)) == [national.pk]
    assert list(listed_services(ServiceFilter(municipality="0663"), MONDAY)) == [mirror.pk]
    assert list(listed_services(ServiceFilter(municipality="0793"), MONDAY)) == [national.pk]


def test_open_now_is_by_the_hours_and_not_when_an_alert_closes_it(world: World) -> None:
    by, where = world.coordinator, make.place(world.rakvere)
    make.hours(where)
    service = make.service(world.rakvere, by)
    make.at_place(service, where)
    other = make.service(world.rakvere, by)
    wanted = ServiceFilter(is_open_now=True)

    assert listed_services(wanted, MONDAY) == [service.pk]
    assert listed_services(wanted, MONDAY + timedelta(hours=8)) == []
    make.alert(other, by, MONDAY, MONDAY + timedelta(hours=1))  # of another: changes nothing
    assert listed_services(wanted, MONDAY) == [service.pk]
    make.alert(where, by, MONDAY, MONDAY + timedelta(hours=1))
    assert listed_services(wanted, MONDAY) == []


def test_an_alert_stands_beside_its_own_service_alone(world: World) -> None:
    by = world.coordinator
    closed, other = (make.service(world.rakvere, by) for _ in range(2))
    make.alert(closed, by, MONDAY, MONDAY + timedelta(hours=1))
    make.alert(make.place(world.rakvere), by, MONDAY, MONDAY + timedelta(hours=1))

    rows = shown_services([closed.pk, other.pk], {}, MONDAY)

    assert [len(row.alerts) for row in rows] == [1, 0]


@pytest.mark.parametrize("query", ["", "age=30&municipality=0663&is_open_now=on"])
def test_one_service_and_three_need_as_many_queries(
    world: World, client: Client, query: str
) -> None:
    where = make.place(world.rakvere)
    make.hours(
        where,
        weekdays=list(range(7)),
        opens_at="00:00",
        closes_at="00:00",
        is_open_on_holidays=True,
    )
    counts = []
    for _ in range(2):
        for _ in range(1 + len(counts)):
            service = make.service(world.rakvere, world.coordinator, topics=[make.topic()])
            make.at_place(service, where)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/en/services/?{query}")
        counts.append(len(queries))
        assert page.content.decode().count('class="ds-card service-card"') == (
            1 if len(counts) == 1 else 3
        )

    assert counts[0] == counts[1]


def test_answers_go_to_no_store_no_other_site_and_no_log(client: Client) -> None:
    said = "/en/services/?age=30&right=temporary_protection"

    page = client.get(said)

    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex"
    assert "noindex" not in client.get("/en/services/").headers.get("X-Robots-Tag", "")
    assert "we do not store it" in page.content.decode()
    logged: Any = without_secrets(None, "", {"request": f"GET {said}", "event": "request_finished"})
    assert logged["request"] == "GET /en/services/?…"


def test_answers_that_make_no_sense_are_left_out_and_said(client: Client, four: None) -> None:
    page = client.get("/en/services/?age=old&children=two&topic=nothing")

    assert page.status_code == 200
    assert "Write ages as numbers" in page.content.decode()


def test_what_people_say_is_tried_with_one_query(
    world: World, django_assert_max_num_queries: Any
) -> None:
    make.service(
        world.rakvere, world.coordinator, conditions=[[{"question": "age", "at_least": 18}]]
    )
    wanted = ServiceFilter(answers={Question.AGE: 17}, is_open_now=False)

    with django_assert_max_num_queries(1):
        assert listed_services(wanted, timezone.now()) == []
