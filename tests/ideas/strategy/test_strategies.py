"""Strategies: what feeds each, and who keeps it."""

from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from loim.ideas.models import Strategy
from loim.people.models import Role
from tests.factories import organisation
from tests.factories.ideas import challenge, forum, forum_event, idea
from tests.factories.proposals import answered, proposal, recorder, strategy, told

pytestmark = pytest.mark.django_db


def form(owner: Any, **fields: Any) -> dict[str, Any]:
    return {
        "title": "Arengukava 2030",
        "kind": "development_plan",
        "owner": owner.pk,
        "language": "et",
        "start_year": "2024",
        "end_year": "2030",
        **fields,
    }


def test_it_gathers_ideas_and_proposals_that_feed_it(now: datetime, client: Client) -> None:
    feeds = strategy(title="Arengukava 2030")
    keeper = organisation()
    by_name = idea(forum(forum_event(organiser=keeper)), "Nimetab ise")
    by_name.strategies.add(feeds)
    asking = forum(forum_event(organiser=keeper))
    idea(asking, "Väljakutse kaudu", challenge=challenge(asking, strategy=feeds))
    idea(forum(forum_event(organiser=keeper), strategy=feeds), "Foorumi kaudu")
    idea(forum(forum_event(organiser=keeper), strategy=feeds, is_public=False), "Suletud")
    told(answered(proposal(now, strategy=feeds, title="Õhtune buss"), now), now, text="Käib.")

    page = client.get(f"/en/strategies/{feeds.pk}/").content.decode()

    for words in ("Nimetab ise", "Väljakutse kaudu", "Foorumi kaudu", "Õhtune buss", "Käib."):
        assert words in page
    assert "Suletud" not in page
    assert "Arengukava 2030" in client.get("/en/strategies/").content.decode()


def test_its_owners_recorders_keep_it_and_others_do_not(client: Client) -> None:
    owner = organisation()
    client.force_login(recorder(owner))
    assert client.post("/en/strategies/new/", form(owner, title_en="Plan")).status_code == 302
    made = Strategy.objects.get()
    assert str(made.text("title", "en")) == "Plan"
    client.post(f"/en/strategies/{made.pk}/edit/", form(owner, end_year="2035"))
    made.refresh_from_db()
    assert made.end_year == 2035

    client.force_login(recorder(organisation()))
    assert client.get(f"/en/strategies/{made.pk}/edit/").status_code == 403
    assert client.post(f"/en/strategies/{made.pk}/edit/", form(owner)).status_code == 403
    client.force_login(recorder(owner, Role.MEMBER))
    assert client.post("/en/strategies/new/", form(owner)).status_code == 403
    assert Strategy.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"end_year": "2020"}, "It cannot end before it begins"),
        ({"url": "javascript:alert(1)"}, "valid URL"),
        ({"title": "Vana kava"}, "already exists"),
    ],
)
def test_what_is_wrong_is_said(client: Client, wrong: dict[str, str], words: str) -> None:
    owner = organisation()
    strategy(owner, "Vana kava")
    client.force_login(recorder(owner))
    page = client.post("/en/strategies/new/", form(owner, **wrong)).content.decode()
    assert words in page
    assert Strategy.objects.count() == 1


def test_years_in_order_are_kept_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="strategy_years_in_order"), transaction.atomic():
        strategy(start_year=2030, end_year=2020)


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(
    now: datetime, client: Client, rows: int, django_assert_num_queries: Any
) -> None:
    feeds = strategy()
    for _row in range(rows):
        strategy()
        keeper = organisation()
        of = idea(forum(forum_event(organiser=keeper), strategy=feeds))
        answered(proposal(now, made_by=keeper, strategy=feeds, ideas=[of]), now)
    with django_assert_num_queries(2):
        client.get("/en/strategies/")
    with django_assert_num_queries(9):
        client.get(f"/en/strategies/{feeds.pk}/")
