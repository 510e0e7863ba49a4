"""What is kept beside a change tells on which page it was made, and opens nobody's link."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from pghistory.models import Context

from loim.config.history import HistoryMiddleware
from loim.events.queries.registration.own_link import own_key_of
from tests.factories import user
from tests.factories.registration import participant, published_event, registration_settings

pytestmark = pytest.mark.django_db


def test_the_secret_of_a_link_is_not_kept_with_the_change_made_by_it(client: Client) -> None:
    meeting = published_event()
    registration_settings(meeting)
    person = participant(meeting)
    key = own_key_of(person.registration)
    Context.objects.all().delete()

    client.post(f"/en/events/registrations/{key}/withdraw/", {"participant": [person.pk]})

    person.refresh_from_db()
    kept = [str(row.metadata) for row in Context.objects.all()]
    assert person.state == "cancelled"
    assert kept
    assert all(key not in metadata for metadata in kept)
    assert any("/en/events/registrations/…" in metadata for metadata in kept)


def context_of(path: str, rf: RequestFactory) -> dict[str, Any]:
    request = rf.post(path)
    request.user = user()
    middleware = HistoryMiddleware(lambda _request: None)  # type: ignore[arg-type,return-value]
    return middleware.get_context(request)


def test_who_gives_feedback_is_not_kept_and_who_does_anything_else_is(rf: RequestFactory) -> None:
    feedback = context_of("/events/feedback/ticket/", rf)
    other = context_of("/events/5/questions/", rf)

    assert (feedback["user"], feedback["url"]) == (None, "/events/feedback/…/")
    assert other["user"] is not None
    assert other["url"] == "/events/5/questions/"


def test_no_link_of_ones_own_and_no_record_of_a_client_is_named(rf: RequestFactory) -> None:
    own = context_of("/counselling/own/0123456789abcdefghijklmnopqrstuv/withdraw/", rf)
    record = context_of("/counselling/clients/5b0ee47a-0a63-4b8c-9b5f-0d6d4c5a6a10/edit/", rf)

    assert own["url"] == "/counselling/own/…/withdraw/"
    assert record["url"] == "/counselling/clients/…/edit/"
