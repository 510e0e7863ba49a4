"""Journeys are designed, published, adopted; circles are named, changes are flagged."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from loim.people.models import Role
from loim.services.actions.journeys.adopting import (
    AdoptedAlready,
    EditionMoved,
    adopt_journey,
    answer_edition,
    write_local_words,
)
from loim.services.actions.journeys.noting import mark_seen
from loim.services.actions.journeys.ordering import CircularNeeds, StepsNeed, move_step
from loim.services.actions.journeys.publishing import (
    NothingNew,
    WordsNotPublished,
    publish_journey,
)
from loim.services.actions.journeys.steps import (
    StepFacts,
    StepNeeded,
    add_step,
    change_step,
    remove_step,
)
from loim.services.models import (
    AppliedJourney,
    Journey,
    JourneyEdition,
    JourneyNote,
    JourneyStep,
    ServiceChange,
    StepNeed,
)
from loim.services.queries.journeys.adopted import news_for
from loim.services.queries.journeys.design import ordered_steps
from loim.services.queries.journeys.flags import flags_of
from tests.factories import journeys as make
from tests.factories import membership, user
from tests.factories import services as make_services
from tests.services.journeys.conftest import Way
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def designer(way: Way, client: Client) -> Client:
    client.force_login(way.by)
    return client


@pytest.fixture
def applied(way: Way, world: World, now: datetime) -> AppliedJourney:
    return adopt_journey(
        journey=way.journey, organisation=world.rakvere, activity=world.activity,
        title="Rakveres", start_date=now.date(), by=way.by, now=now,
    )  # fmt: skip


def needs(way: Way, step: JourneyStep, *others: JourneyStep) -> None:
    facts = StepFacts(stage=step.stage, needs=frozenset(each.pk for each in others))
    change_step(step=step, facts=facts, by=way.by, now=make.MADE)


def test_a_circle_is_refused_and_named(way: Way) -> None:
    with pytest.raises(CircularNeeds) as refused:
        needs(way, way.home, way.school)
    circle = refused.value.values["circle"].split(" → ")
    assert circle[0] == circle[-1]
    assert set(circle) == {"Registreeri elukoht", "Leia koolikoht"}


def test_the_database_refuses_a_circle_and_a_step_of_another_journey(
    way: Way, world: World
) -> None:
    other = make.step(make.draft(world.rakvere, way.by), way.by)
    for need in (way.school, other, way.home):
        with pytest.raises(IntegrityError, match=r"need itself|different"), transaction.atomic():
            StepNeed.objects.create(step=way.home, need=need)


def test_a_published_edition_never_changes(way: Way) -> None:
    with pytest.raises(DatabaseError, match="edition_is_final"), transaction.atomic():
        JourneyEdition.objects.update(note="Muu")


def test_what_a_step_needs_stays_before_it_and_is_not_removed(way: Way) -> None:
    with pytest.raises(StepsNeed):
        move_step(step=way.school, is_up=True, by=way.by, now=make.MADE)
    with pytest.raises(StepNeeded):
        remove_step(step=way.home, by=way.by, now=make.MADE)
    assert [step.pk for step in ordered_steps(way.journey)] == [way.home.pk, way.school.pk]


def test_a_step_moves_up_and_over_the_edge_of_its_stage(way: Way) -> None:
    make.stage(way.journey, way.by, "Hiljem")
    bus = make.step(way.journey, way.by)
    move_step(step=bus, is_up=True, by=way.by, now=make.MADE)
    assert [step.pk for step in ordered_steps(way.journey)] == [way.home.pk, bus.pk, way.school.pk]
    move_step(step=way.school, is_up=False, by=way.by, now=make.MADE)
    assert ordered_steps(way.journey)[-1].stage.title == "Hiljem"


def test_an_edition_needs_published_words_and_something_new(way: Way) -> None:
    with pytest.raises(NothingNew):
        publish_journey(journey=way.journey, by=way.by, now=make.MADE)
    facts = StepFacts(stage=way.home.stage)
    words = {"title": "Mustand", "todo": "<p>x</p>"}
    add_step(journey=way.journey, facts=facts, fields=words, by=way.by, now=make.MADE)
    with pytest.raises(WordsNotPublished, match="Mustand"):
        publish_journey(journey=way.journey, by=way.by, now=make.MADE)


def test_another_city_designs_nothing(way: Way, world: World) -> None:
    for act in (
        lambda: move_step(step=way.home, is_up=True, by=world.manager, now=make.MADE),
        lambda: remove_step(step=way.school, by=world.manager, now=make.MADE),
        lambda: publish_journey(journey=way.journey, by=world.manager, now=make.MADE),
        lambda: mark_seen(step=way.home, last_change=9, by=world.manager, now=make.MADE),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_changed_service_flags_every_journey_until_somebody_looked(
    way: Way, world: World, now: datetime
) -> None:
    other = make.draft(world.rakvere, way.by)
    step = make.step(other, way.by, services=(way.service,))
    later = make.MADE + timedelta(days=90)
    change = ServiceChange.objects.create(service=way.service, kind="cost", changed_at=later)
    closed = ServiceChange.objects.create(service=way.service, kind="closed", changed_at=later)
    journeys = [way.journey, other]

    flags = flags_of(journeys)
    assert [flag.step for each in journeys for flag in flags[each.pk].steps] == [
        way.home.pk,
        step.pk,
    ]
    found = {change.key: change.is_closing for change in flags[way.journey.pk].steps[0].changes}
    assert (found[change.pk], found[closed.pk]) == (False, True)

    # Who saw the first change has not seen the second.
    mark_seen(step=way.home, last_change=change.pk, by=way.by, now=now)
    assert [c.key for c in flags_of(journeys)[way.journey.pk].steps[0].changes] == [closed.pk]
    mark_seen(step=way.home, last_change=closed.pk, by=way.by, now=now)
    assert flags_of(journeys)[way.journey.pk].steps == []
    assert len(flags_of(journeys)[other.pk].steps) == 1


def test_stale_texts_of_the_journey_and_of_its_services_are_flagged(way: Way) -> None:
    make.translated(way.home.text, "uk", way.by, title="Житло", todo="<p>x</p>")
    make_services.translated(way.service, "ru", way.by, title="Услуга", summary="x")
    from tests.factories.content import published

    published(way.home.text, "et", way.by, make.MADE, todo="<p>Teisiti.</p>")
    published(way.service.text, "et", way.by, make.MADE, summary="Teisiti.")
    stale = flags_of([way.journey])[way.journey.pk].texts
    assert [(text.language, text.title, text.service is not None) for text in stale] == [
        ("uk", "Житло", False),
        ("ru", "Услуга", True),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_flags_of_many_journeys_take_the_same_queries(
    way: Way, world: World, django_assert_num_queries: Any, rows: int
) -> None:
    journeys = [way.journey]
    for _number in range(rows - 1):
        journeys.append(make.draft(world.rakvere, way.by))
        make.step(journeys[-1], way.by, services=(way.service,))
    ServiceChange.objects.create(
        service=way.service, kind="cost", changed_at=make.MADE + timedelta(days=90)
    )
    with django_assert_num_queries(8):
        flags_of(journeys)


def test_an_adopted_journey_counts_and_stays_at_its_edition_until_taken_over(
    way: Way, applied: AppliedJourney, client: Client, now: datetime
) -> None:
    make.step(way.journey, way.by, "Tee bussikaart")
    make.published(way.journey, way.by, "Lisandus bussikaart.")
    here = f"/en/journeys/saabuja/list/?place={applied.pk}"
    assert "Tee bussikaart" not in client.get(here).content.decode()
    assert "Tee bussikaart" in client.get("/en/journeys/saabuja/list/").content.decode()

    news = news_for(applied, "et")
    assert news is not None
    assert [(each.change.kind.value, each.shown.get("title")) for each in news.changes] == [
        ("added", "Tee bussikaart")
    ]
    with pytest.raises(EditionMoved):
        answer_edition(applied=applied, number=1, takes_over=True, by=way.by, now=now)
    answer_edition(applied=applied, number=2, takes_over=False, by=way.by, now=now)
    applied.refresh_from_db()
    declined = news_for(applied, "et")
    assert declined is not None
    assert declined.is_declined
    answer_edition(applied=applied, number=2, takes_over=True, by=way.by, now=now)
    assert "Tee bussikaart" in client.get(here).content.decode()


def test_a_journey_is_adopted_once_and_local_words_stand_below_the_step(
    way: Way, world: World, applied: AppliedJourney, client: Client, now: datetime
) -> None:
    with pytest.raises(AdoptedAlready):
        adopt_journey(
            journey=way.journey, organisation=world.rakvere, activity=world.activity,
            title="Veel kord", start_date=now.date(), by=way.by, now=now,
        )  # fmt: skip
    write_local_words(
        applied=applied, step=way.home, words="Tuba 12",
        translations={"en": {"words": "Room 12"}}, by=way.by, now=now,
    )  # fmt: skip
    assert (
        "Room 12" in client.get(f"/en/journeys/saabuja/list/?place={applied.pk}").content.decode()
    )
    assert "Room 12" not in client.get("/en/journeys/saabuja/list/").content.decode()
    stranger = user()
    membership(stranger, world.narva, Role.COORDINATOR)
    with pytest.raises(PermissionDenied):
        write_local_words(applied=applied, step=way.home, words="Võõras", by=stranger, now=now)


def test_a_whole_journey_is_designed_by_pages(way: Way, designer: Client, world: World) -> None:
    begun = {
        "title": "Õppija", "summary": "Kooli.", "keeper": world.rakvere.pk, "slug": "oppija",
        "variants": ["student"], "submission": "5b1f8a53-0f0e-4b0e-9a50-0a4f1a3a1b11",
    }  # fmt: skip
    for _twice in range(2):
        designer.post("/journeys/design/new/", begun)
    journey = Journey.objects.get(slug="oppija")
    designer.post("/journeys/design/oppija/stage/", {"title_et": "Sügisel", "title_en": "Autumn"})
    stage = journey.stages.get()
    added = {
        "title": "Leia tuba", "todo": "Kirjuta ühiselamule.", "stage": stage.pk, "minutes": "30",
        "deadline_side": "before", "deadline_amount": "2", "deadline_unit": "weeks",
        "deadline_event": "studies", "services": [str(way.service.pk)], "g0_status": ["student"],
    }  # fmt: skip
    bad = designer.post(
        "/en/journeys/design/oppija/step/",
        {**added, "g0_age_from": "30", "g0_age_to": "20", "deadline_amount": ""},
    ).content.decode()
    assert "Say how many" in bad
    assert "Leia tuba" in bad
    designer.post("/journeys/design/oppija/step/", added)
    step = journey.steps.get()
    assert step.conditions == [[{"question": "status", "any": ["student"]}]]
    assert step.deadline is not None
    assert (step.deadline.amount, list(step.services.all())) == (2, [way.service])
    preview = designer.get("/en/journeys/design/oppija/preview/", {"status": "none_of_these"})
    assert "0 steps" in preview.content.decode()
    refused = designer.post("/en/journeys/design/oppija/act/", {"act": "publish"})
    assert "Publish these texts first" in refused.content.decode()
    assert Journey.objects.get(slug="oppija").status == "draft"


def test_notes_are_made_by_designers_anywhere_and_resolved_by_the_keeper(
    way: Way, world: World, client: Client
) -> None:
    elsewhere = user()
    membership(elsewhere, world.tartu, Role.EDITOR)
    client.force_login(elsewhere)
    said = {"step": way.home.pk, "kind": "pain", "severity": 3, "words": "Kaks korda sama leht"}
    client.post("/journeys/saabuja/blueprint/", said)
    note = JourneyNote.objects.get()
    page = client.get("/en/journeys/saabuja/blueprint/").content.decode()
    assert "Kaks korda sama leht" in page
    assert client.post(f"/journeys/design/notes/{note.pk}/", {"resolution": "x"}).status_code == 403
    client.force_login(way.by)
    client.post(f"/journeys/design/notes/{note.pk}/", {"resolution": "Leht kaotati"})
    note.refresh_from_db()
    assert (note.resolution, note.resolved_by) == ("Leht kaotati", way.by)


@pytest.mark.parametrize("rows", [1, 3])
def test_designers_pages_take_the_same_queries(
    way: Way, designer: Client, django_assert_max_num_queries: Any, rows: int
) -> None:
    for _number in range(rows - 1):
        make.step(way.journey, way.by, services=(way.service,))
    for address, most in (("design/", 12), ("design/saabuja/", 32), ("saabuja/blueprint/", 18)):
        with django_assert_max_num_queries(most):
            assert designer.get(f"/journeys/{address}").status_code == 200
