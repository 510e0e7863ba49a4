"""A page goes out, comes back, is cancelled and reopened; an event that people joined stays."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from loim.events.actions.pages.publishing import AlreadyOver, publish_event, take_back_event
from loim.events.actions.pages.readiness import NotReady
from loim.events.actions.recording import EventFacts, edit_event
from loim.events.actions.steps import (
    SomebodyRegistered,
    StepNotPossible,
    WhyMissing,
    cancel_event,
    mark_held,
    reopen_event,
)
from loim.events.actions.undo import delete_event, undo_change
from loim.events.models import (
    AgendaRelease,
    Event,
    EventStatus,
    FeedbackQuestion,
    Material,
    Option,
    Partner,
    PlaceRule,
    Question,
    RegistrationSettings,
    Session,
    Speaker,
)
from loim.events.queries.changes import last_change
from loim.people.models import Role
from tests.factories import event, membership, organisation, registration, user
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2023, 11, 8)


@pytest.fixture
def draft(world: World) -> Event:
    """Everything is there that somebody needs who wants to come."""
    return event(
        world.activity,
        status=EventStatus.DRAFT,
        title="Kohtumine",
        organiser=world.rakvere,
        start_date=DAY,
        place="Rakvere",
        purpose="Tutvuda",
        languages=["et"],
        contact_email="info@example.ee",
    )


@pytest.fixture
def published(draft: Event, world: World, now: datetime) -> Event:
    return publish_event(event=draft, by=world.coordinator, now=now)


def status(of: Event) -> tuple[str, bool]:
    of.refresh_from_db()
    return of.status, of.is_public


def test_a_page_that_says_enough_goes_out(draft: Event, world: World, now: datetime) -> None:
    publish_event(event=draft, by=world.coordinator, now=now)

    assert status(draft) == (EventStatus.PUBLISHED, True)
    assert draft.published_at == now


@pytest.mark.parametrize(
    ("without", "asked_for"),
    [
        ({"place": ""}, ["place"]),
        ({"purpose": ""}, ["purpose"]),
        ({"languages": []}, ["languages"]),
        ({"contact_email": ""}, ["contact_email"]),
        ({"place": "", "contact_email": ""}, ["place", "contact_email"]),
        ({"place": "", "online_url": "https://meet.example.ee/a"}, []),
        ({"purpose": "", "description": "Räägime"}, []),
    ],
)
def test_what_is_missing_is_named(
    draft: Event, world: World, now: datetime, without: dict[str, Any], asked_for: list[str]
) -> None:
    Event.objects.update(**without)

    if not asked_for:
        publish_event(event=draft, by=world.coordinator, now=now)
        return
    with pytest.raises(NotReady) as refused:
        publish_event(event=draft, by=world.coordinator, now=now)

    assert [gap.field for gap in refused.value.gaps] == asked_for
    assert status(draft) == (EventStatus.DRAFT, False)


def test_the_refusal_says_what_to_do(draft: Event, world: World, now: datetime) -> None:
    Event.objects.update(contact_email="", place="")
    with translation.override("en"), pytest.raises(NotReady) as refused:
        publish_event(event=draft, by=world.coordinator, now=now)
    with translation.override("en"):
        words = str(refused.value)

    assert words == (
        "Everybody who reads the page needs more. Please add: where it takes place, or a link"
        " for taking part online; an e-mail address for questions."
    )


def test_what_is_over_is_not_announced_but_what_was_held_gets_its_page(
    draft: Event, world: World, now: datetime
) -> None:
    Event.objects.update(start_date=date(2023, 9, 1), end_date=date(2023, 9, 1))
    draft.refresh_from_db()
    with pytest.raises(AlreadyOver):
        publish_event(event=draft, by=world.coordinator, now=now)

    mark_held(event=draft, attendance={}, by=world.coordinator, now=now)
    publish_event(event=draft, by=world.coordinator, now=now)
    assert status(draft) == (EventStatus.HELD, True)

    take_back_event(event=draft, by=world.coordinator, now=now)
    assert status(draft) == (EventStatus.HELD, False)


def test_of_what_was_held_a_page_needs_no_address_for_questions(
    draft: Event, world: World, now: datetime
) -> None:
    Event.objects.update(
        start_date=date(2017, 8, 7), end_date=date(2017, 8, 11), status="held",
        contact_email="", languages=[], place="", purpose="", summary="Kolmkümmend kohtumist",
    )  # fmt: skip
    publish_event(event=draft, by=world.coordinator, now=now)
    assert status(draft) == (EventStatus.HELD, True)

    take_back_event(event=draft, by=world.coordinator, now=now)
    Event.objects.update(summary="")
    with pytest.raises(NotReady):
        publish_event(event=draft, by=world.coordinator, now=now)


def test_a_page_comes_back_while_nobody_registered(
    published: Event, world: World, now: datetime
) -> None:
    take_back_event(event=published, by=world.coordinator, now=now)
    assert status(published) == (EventStatus.DRAFT, False)
    with pytest.raises(StepNotPossible):
        take_back_event(event=published, by=world.coordinator, now=now)


def _take_back(**said: Any) -> None:
    take_back_event(**said)


def _delete(**said: Any) -> None:
    delete_event(**said)


def _undo(*, event: Event, by: Any, now: datetime) -> None:
    change = last_change(event.pk)
    assert change is not None
    undo_change(event_id=event.pk, context=change.context, by=by, now=now)


@pytest.mark.parametrize("do", [_take_back, _delete, _undo])
def test_what_people_registered_for_does_not_vanish(
    published: Event, world: World, now: datetime, do: Callable[..., None]
) -> None:
    registration(published)

    with pytest.raises(SomebodyRegistered):
        do(event=published, by=world.coordinator, now=now)

    assert status(published) == (EventStatus.PUBLISHED, True)
    assert published.registrations.count() == 1


@pytest.mark.parametrize("do", [_take_back, _delete, _undo])
def test_without_anybody_the_same_is_done(
    published: Event, world: World, now: datetime, do: Callable[..., None]
) -> None:
    do(event=published, by=world.coordinator, now=now)
    assert not Event.objects.filter(published_at__isnull=False).exists()


def test_a_published_event_is_cancelled_with_a_reason_that_stands_on_its_page(
    published: Event, world: World, now: datetime
) -> None:
    with pytest.raises(WhyMissing):
        cancel_event(event=published, why="  ", by=world.coordinator, now=now)
    assert status(published) == (EventStatus.PUBLISHED, True)

    cancel_event(event=published, why="Saal on kinni.", by=world.coordinator, now=now)

    assert status(published) == (EventStatus.CANCELLED, True)
    assert published.cancel_reason == "Saal on kinni."


def test_a_draft_is_cancelled_without_a_word(draft: Event, world: World, now: datetime) -> None:
    cancel_event(event=draft, by=world.coordinator, now=now)
    assert status(draft) == (EventStatus.CANCELLED, False)


def test_what_was_published_is_published_again_when_it_is_reopened(
    published: Event, world: World, now: datetime
) -> None:
    Event.objects.update(translations={"en": {"title": "Meeting", "cancel_reason": "Closed"}})
    cancel_event(event=published, why="Saal on kinni.", by=world.coordinator, now=now)

    reopen_event(event=published, by=world.coordinator, now=now)

    assert status(published) == (EventStatus.PUBLISHED, True)
    assert published.cancel_reason == ""
    assert published.translations == {"en": {"title": "Meeting"}}


def test_a_cancellation_that_people_were_told_of_is_reopened_never_undone(
    published: Event, world: World, now: datetime
) -> None:
    registration(published)
    cancel_event(event=published, why="Saal on kinni.", by=world.coordinator, now=now)

    with pytest.raises(SomebodyRegistered):
        _undo(event=published, by=world.coordinator, now=now)

    assert status(published) == (EventStatus.CANCELLED, True)


def test_a_published_page_keeps_what_publishing_asked_for(
    published: Event, world: World, now: datetime
) -> None:
    facts = EventFacts(
        title="Kohtumine",
        kind="network_meeting",
        scope="county",
        start_date=DAY,
        end_date=DAY,
        organiser=world.rakvere,
        activity=world.activity,
        place="",
    )
    with pytest.raises(NotReady):
        edit_event(event=published, facts=facts, by=world.coordinator, now=now)
    published.refresh_from_db()
    assert published.place == "Rakvere"


def test_an_edit_that_began_before_publishing_does_not_take_the_page_back(
    draft: Event, world: World, now: datetime
) -> None:
    stale = Event.objects.get(pk=draft.pk)
    publish_event(event=draft, by=world.coordinator, now=now)
    facts = EventFacts(
        title="Uus pealkiri",
        kind="training",
        scope="county",
        start_date=DAY,
        end_date=DAY,
        organiser=world.rakvere,
        activity=world.activity,
        place="Narva",
    )

    edit_event(event=stale, facts=facts, by=world.coordinator, now=now)

    assert status(draft) == (EventStatus.PUBLISHED, True)
    assert (draft.title, draft.purpose) == ("Uus pealkiri", "Tutvuda")


def test_another_organisation_publishes_nothing(draft: Event, world: World, now: datetime) -> None:
    stranger = user()
    membership(stranger, world.narva, Role.COORDINATOR)
    for step in (publish_event, take_back_event):
        with pytest.raises(PermissionDenied):
            step(event=draft, by=stranger, now=now)
    assert status(draft) == (EventStatus.DRAFT, False)


def test_a_removed_event_comes_back_with_its_parts(
    draft: Event, world: World, now: datetime
) -> None:
    """A conditional question and a rule about an answer would hold each other back."""
    Partner.objects.create(event=draft, organisation=organisation(), role="partner")
    speaker = Speaker.objects.create(event=draft, name="Mari Näidis")
    session = Session.objects.create(event=draft, day=DAY, start_time="10:00", title="Avamine")
    session.speakers.add(speaker)
    Material.objects.create(event=draft, session=session, title="Slaidid", url="https://example.ee")
    AgendaRelease.objects.create(event=draft, number=1, content={"a": [1]}, released_at=now)
    FeedbackQuestion.objects.create(event=draft, kind="rating", label="Kuidas oli?")
    RegistrationSettings.objects.create(event=draft, closes_at=now + timedelta(days=9))
    first = Question.objects.create(event=draft, kind="one_of", label="Kas sööd?")
    yes = Option.objects.create(question=first, label="Jah")
    then = Question.objects.create(event=draft, kind="diet", label="Mida?", only_if=yes)
    rule = PlaceRule.objects.create(event=draft, feature="option", option=yes, floor=2)
    key = draft.pk
    delete_event(event=draft, by=world.coordinator, now=now)
    assert Event.objects.count() == Question.objects.count() == 0

    _undo(event=Event(pk=key), by=world.coordinator, now=now)

    back = Event.objects.get(pk=key)
    assert [row.role for row in back.partners.all()] == ["partner"]
    assert list(back.speakers.all()) == [speaker]
    assert list(back.sessions.all()) == [session]
    assert list(session.speakers.all()) == [speaker]
    assert [(row.title, row.session) for row in back.materials.all()] == [("Slaidid", session)]
    assert [row.content for row in back.agenda_releases.all()] == [{"a": [1]}]
    assert [row.label for row in back.feedback_questions.all()] == ["Kuidas oli?"]
    assert back.registration_settings.closes_at == now + timedelta(days=9)
    assert list(back.questions.order_by("pk")) == [first, then]
    assert back.questions.get(pk=then.pk).only_if == yes
    assert back.place_rules.get() == rule
