"""Calls and questions are found and told of once they are published; before, by nobody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from loim.digests.sources import Wanted
from loim.networks.actions.bodies import asking, calls
from loim.networks.models import Network
from loim.networks.models.bodies import BodyQuestion, MemberCall
from loim.networks.new_items import find_calls
from loim.networks.queries.bodies.record import RecordFilter, record
from loim.networks.search_documents_bodies import _calls, _questions
from tests.factories import bodies as make
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = make.NOW


def found(of: Network) -> list[str]:
    keys = {MemberCall: _calls, BodyQuestion: _questions}
    rows = [(give, model.objects.filter(network=of)) for model, give in keys.items()]
    return [
        one.texts["et"].title
        for give, own in rows
        for one in give(list(own.values_list("pk", flat=True)))
    ]


def test_what_was_published_is_found_and_what_is_over_comes_later(body: Network) -> None:
    make.call(body, title="Lahtine kutse")
    make.call(body, state="settled", title="Lõppenud kutse")
    make.call(body, state="draft", title="Mustand")
    make.question(body, title="Raamatukogu")
    make.question(body, "draft", title="Küsimuse mustand")

    assert found(body) == ["Lahtine kutse", "Lõppenud kutse", "Raamatukogu"]
    keys = MemberCall.objects.values_list("pk", flat=True)
    assert [one.importance for one in _calls(list(keys))] == [1.0, 0.5]


def test_a_draft_that_is_given_up_stays_with_its_keepers(body: Network, world: World) -> None:
    draft, question = make.call(body, state="draft"), make.question(body, "draft")
    public = make.call(body)

    for call in (draft, public):
        calls.cancel_call(call=call, reason="Kohad kaovad.", by=world.coordinator, now=NOW)
    asking.withdraw_question(question=question, reason="Muu moodi.", by=world.coordinator, now=NOW)

    assert found(body) == []
    assert list(record(RecordFilter(), NOW.date())) == []
    pages = [
        reverse("body-call", args=[draft.pk]), reverse("body-question", args=[question.pk]),
        reverse("body-call", args=[public.pk]),
    ]  # fmt: skip
    keeper = Client()
    keeper.force_login(world.coordinator)
    assert [Client().get(page).status_code for page in pages] == [404, 404, 200]
    assert [keeper.get(page).status_code for page in pages] == [200, 200, 200]


def test_letters_and_feeds_tell_of_calls_that_take_applications(body: Network) -> None:
    shown = make.call(body, title="Kutse osaluskokku")
    make.call(body, opens_at=NOW + timedelta(days=1))
    make.call(body, state="settled")
    county = body.organisation.municipality
    assert county is not None

    [item] = find_calls(Wanted(now=NOW, county=county.county_id))

    assert (item.key, str(item.title)) == (f"bodies:{shown.pk}", "Kutse osaluskokku")
    assert item.path == reverse("body-call", args=[shown.pk])
    assert "apply until" in item.when
    assert find_calls(Wanted(now=NOW, county="0000")) == []
    assert find_calls(Wanted(now=NOW, since=NOW)) == []
