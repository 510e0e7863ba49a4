"""History tells of the page in words: lists, times, translations, partners; never the link."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import translation

from loim.events.actions.pages.page_of_event import EventPage, PartnerFacts
from loim.events.actions.pages.publishing import publish_event
from loim.events.actions.recording import EventFacts, edit_event, plan_event
from loim.events.queries.changes import event_history
from tests.factories import organisation, series
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_changed_page_is_told_in_words(world: World, now: datetime) -> None:
    visits = series(world.rakvere, "Välitööd")
    facts = EventFacts(
        title="Kohtumine",
        kind="network_meeting",
        scope="county",
        start_date=date(2023, 11, 8),
        end_date=date(2023, 11, 8),
        organiser=world.rakvere,
        activity=world.activity,
        place="Rakvere",
    )
    partner = PartnerFacts("co_organiser", organisation=organisation("Näidisühing"))
    draft = plan_event(
        facts=facts, page=EventPage(languages=("et",)), by=world.coordinator, now=now
    )
    after = EventPage(
        languages=("et", "ru"),
        audiences=("newcomers", "families"),
        start_time=time(10, 30),
        purpose="Tutvuda",
        contact_email="info@example.ee",
        online_url="https://meet.example.ee/secret",
        translations={"en": {"title": "Meeting"}, "uk": {"purpose": "Познайомитися"}},
        series=visits,
        partners=(partner,),
    )
    later = now + timedelta(minutes=1)
    edit_event(event=draft, facts=facts, page=after, by=world.coordinator, now=later)
    publish_event(event=draft, by=world.coordinator, now=now + timedelta(minutes=2))

    with translation.override("en"):
        published, edited, _planned = event_history(draft.pk)
        told = [(each.label, each.before, each.after) for each in edited.fields]
        steps = [published.step_words, edited.step_words]

    assert steps == ["Published", "Changed"]
    assert [(each.before, each.after) for each in published.fields] == [("draft", "published")]
    assert sorted(told) == sorted(
        [
            ("Title (English)", "–", "Meeting"),
            ("Purpose (Українська)", "–", "Познайомитися"),
            ("Languages spoken", "Eesti", "Eesti, Русский"),
            ("For whom", "–", "newcomers, families"),
            ("Begins at", "–", "10:30"),
            ("Purpose", "–", "Tutvuda"),
            ("E-mail for questions", "–", "info@example.ee"),
            ("Series", "–", "Välitööd"),
            ("Näidisühing", "", "co-organiser"),
        ]
    )
