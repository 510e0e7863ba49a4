"""What stands on the front page: for whom, near where, and at the edges of time."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from loim.events.models import Audience, EventScope, EventStatus
from loim.people.models import User
from loim.portal.home.audiences import AUDIENCES, BY_KEY
from loim.portal.home.board import Asked, board
from tests.conftest import NOW
from tests.factories import (
    clubs,
    ideas,
    journeys,
    library,
    membership,
    municipality_organisation,
    published_event,
    registration_settings,
    surveys,
    trainings,
)
from tests.factories import pages as content
from tests.world import World

pytestmark = pytest.mark.django_db
VIRU, TARTU = "0060", "0079"
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _in_english() -> None:
    translation.activate("en")


def part(
    name: str, *, of: str = "", county: str = "", now: datetime = NOW, person: User | None = None
) -> list[Any]:
    """Of the audience named, else of the first that sees this part."""
    audience = BY_KEY[of] if of else next(each for each in AUDIENCES if name in each.parts)
    return board(Asked(audience, county, now, person))[name]


def titles(rows: list[Any]) -> list[str]:
    return [
        str(row.shown.get("title")) if hasattr(row, "shown") else str(row.title) for row in rows
    ]


def open_event(title: str, **fields: Any) -> Any:
    closes_at = fields.pop("closes_at", NOW + timedelta(days=9))
    opens_at = fields.pop("opens_at", None)
    event = published_event(title=title, **fields)
    registration_settings(event, closes_at=closes_at, opens_at=opens_at)
    return event


class TestRegister:
    def test_what_closes_first_comes_first_with_the_time_left(self) -> None:
        open_event("Hiljem", closes_at=NOW + timedelta(days=9))
        open_event("Kohe", closes_at=NOW + timedelta(hours=5))

        rows = part("register")

        assert [(row.title, row.left, row.is_soon) for row in rows] == [
            ("Kohe", "5 hours left", True),
            ("Hiljem", "9 days left", False),
        ]

    @pytest.mark.parametrize(
        ("fields", "is_there"),
        [
            ({"closes_at": NOW}, False),
            ({"closes_at": NOW + timedelta(seconds=1)}, True),
            ({"opens_at": NOW}, True),
            ({"opens_at": NOW + timedelta(seconds=1)}, False),
            ({"start_date": TODAY}, True),
            ({"start_date": TODAY - timedelta(days=1)}, False),
            ({"status": EventStatus.DRAFT}, False),
            ({"status": EventStatus.CANCELLED}, False),
        ],
    )
    def test_open_at_this_very_second(self, fields: dict[str, Any], is_there: bool) -> None:
        open_event("Koolitus", **fields)

        assert titles(part("register")) == (["Koolitus"] if is_there else [])


class TestThisWeek:
    @pytest.mark.parametrize(
        ("fields", "is_there"),
        [
            ({"start_date": TODAY}, True),
            ({"start_date": TODAY - timedelta(days=1)}, False),
            ({"start_date": TODAY - timedelta(days=1), "end_date": TODAY}, True),
            ({"start_date": TODAY + timedelta(days=6)}, True),
            ({"start_date": TODAY + timedelta(days=7)}, False),
            ({"start_date": TODAY, "status": EventStatus.CANCELLED}, False),
            ({"start_date": TODAY, "status": EventStatus.DRAFT}, False),
        ],
    )
    def test_seven_days_from_today(self, fields: dict[str, Any], is_there: bool) -> None:
        published_event(title="Õhtu", **fields)

        assert titles(part("week")) == (["Õhtu"] if is_there else [])

    def test_the_day_is_tallinns(self) -> None:
        """At a quarter past midnight here it is still yesterday in Greenwich."""
        published_event(title="Eilne", start_date=date(2023, 10, 2))

        assert titles(part("week", now=datetime.fromisoformat("2023-10-03T00:15+03:00"))) == []

    def test_near_me_is_where_the_event_is_or_its_organiser(self, world: World) -> None:
        place = world.tartu.municipality
        published_event(title="Tartus", start_date=TODAY, organiser=world.rakvere,
                        place_municipality=place)  # fmt: skip
        published_event(title="Rakveres", start_date=TODAY, organiser=world.rakvere)

        assert titles(part("week", county=TARTU)) == ["Tartus"]
        assert titles(part("week", county=VIRU)) == ["Rakveres"]
        assert titles(part("week", county="0045")) == []
        assert set(titles(part("week"))) == {"Tartus", "Rakveres"}

    def test_what_is_for_the_whole_country_can_be_registered_for_from_anywhere(
        self, world: World
    ) -> None:
        open_event("Üleriigiline", organiser=world.rakvere, scope=EventScope.NATIONAL)
        open_event("Rakvere oma", organiser=world.rakvere)

        assert titles(part("register", county=TARTU)) == ["Üleriigiline"]


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ("everyone", {"Kõigile", "Ütlemata", "Uustulnukale", "Ametnikule", "Ühendusele"}),
        ("newcomers", {"Kõigile", "Ütlemata", "Uustulnukale"}),
        ("communities", {"Kõigile", "Ütlemata", "Ühendusele"}),
        ("community-workers", {"Kõigile", "Ütlemata", "Ühendusele"}),
        ("municipalities", {"Kõigile", "Ütlemata", "Ametnikule"}),
        ("partners", {"Kõigile", "Ütlemata", "Ametnikule", "Ühendusele"}),
    ],
)
def test_each_audience_sees_what_is_for_it_and_what_is_for_nobody_in_particular(
    audience: str, expected: set[str]
) -> None:
    for title, whom in (
        ("Kõigile", [Audience.EVERYONE]), ("Ütlemata", []), ("Uustulnukale", [Audience.NEWCOMERS]),
        ("Ametnikule", [Audience.OFFICIALS]), ("Ühendusele", [Audience.ASSOCIATIONS]),
    ):  # fmt: skip
        open_event(title, audiences=whom)

    assert set(titles(part("register", of=audience))) == expected


def test_the_library_and_the_news_are_for_the_audience_and_the_county(world: World) -> None:
    by, tartu = world.coordinator, world.tartu.municipality
    assert tartu is not None
    for title, facts in (
        ("Kõigile", {}), ("Vallale", {"audiences": ["municipality"]}),
        ("Tartule", {"counties": [tartu.county]}),
    ):  # fmt: skip
        library.item(world.rakvere, by, title=title, **facts)
    content.news(world.rakvere, by, NOW, "Tudengile", audience="students")
    content.news(world.rakvere, by, NOW, "Tartlasele", municipality=tartu)

    assert set(titles(part("library", of="newcomers"))) == {"Kõigile", "Tartule"}
    assert set(titles(part("library", of="municipalities", county=VIRU))) == {"Kõigile", "Vallale"}
    assert titles(part("news", of="newcomers", county=VIRU)) == ["Tudengile"]
    assert titles(part("news", of="municipalities", county=TARTU)) == ["Tartlasele"]


class TestDeadlines:
    @pytest.mark.parametrize(
        ("now", "left"),
        [
            (trainings.CLOSES - timedelta(days=2), "2 days left"),
            (trainings.CLOSES - timedelta(seconds=1), "Less than an hour left"),
            (trainings.CLOSES, "Less than an hour left"),  # its last second counts
            (trainings.CLOSES + timedelta(seconds=1), None),
        ],
    )
    def test_a_call_stands_until_its_last_second(self, now: datetime, left: str | None) -> None:
        trainings.call(trainings.training(title="Koosloome"))

        assert [row.left for row in part("deadlines", now=now)] == ([left] if left else [])

    def test_who_comes_late_has_until_then(self) -> None:
        late = trainings.CLOSES + timedelta(days=5)
        trainings.call(late_rule="accepted", late_until=late)

        [row] = part("deadlines", now=trainings.CLOSES + timedelta(days=1))

        assert row.closes_at == late

    def test_forums_end_when_their_gathering_does_the_nearest_first(self) -> None:
        trainings.call(trainings.training(title="Kutse"))
        for title, days in (("Foorum", 3), ("Lõppenud", 0)):
            ideas.forum(ideas.forum_event(title=title), closes_at=NOW + timedelta(days=days))

        rows = part("deadlines")

        assert [(str(row.title), row.what) for row in rows] == [
            ("Foorum", "Give an idea"), ("Kutse", "Apply with a team"),
        ]  # fmt: skip

    def test_a_survey_is_for_whoever_is_asked_alone(self, world: World) -> None:
        asked = surveys.opened(surveys.survey(title="Vajadused"))
        surveys.invitation(asked, world.rakvere)

        assert titles(part("deadlines")) == []
        assert titles(part("deadlines", person=world.manager)) == []
        assert titles(part("deadlines", person=world.coordinator)) == ["Vajadused"]


def test_newcomers_find_journeys_and_clubs_near_them(world: World) -> None:
    keeper, other = world.rakvere, municipality_organisation("Võru")
    membership(world.coordinator, other, "coordinator")
    for owner in (keeper, other):
        made = journeys.draft(owner, world.coordinator, title=f"Elu: {owner.name}")
        journeys.step(made, world.coordinator)
        journeys.published(made, world.coordinator)
        clubs.club(owner, title=f"Klubi: {owner.name}")
    clubs.club(keeper, title="Mustand", status="draft")

    assert len(part("journeys")) == 2
    assert titles(part("journeys", county=TARTU)) == []
    assert f"Klubi: {keeper.name}" in titles(part("clubs", county=VIRU))
    assert "Mustand" not in titles(part("clubs"))
