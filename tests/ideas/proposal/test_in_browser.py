"""Every page of proposals and strategies, wide and on a phone: readable, reachable, calm."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from loim.ideas.models import Proposal
from tests.browser import walk
from tests.factories import organisation
from tests.factories.ideas import forum, forum_event, idea
from tests.factories.proposals import (
    answered,
    milestone,
    owner_of,
    proposal,
    recorder,
    strategy,
    told,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
LONG = "Ettepanek, mille pealkiri on nii pikk, et see ei mahu telefonis ühele reale, ja natuke veel"


@pytest.fixture
def made() -> Proposal:
    """Of an idea, under way, with a milestone; beside it one that is late and one that is done."""
    now = timezone.now()
    keeper = organisation("MTÜ Korraldaja")
    feeds = strategy(keeper, "Arengukava 2030")
    place = forum(forum_event(organiser=keeper))
    ideas = [idea(place, "Buss ka õhtul"), idea(place, "Buss öösel")]
    main = proposal(now, made_by=keeper, strategy=feeds, ideas=ideas[:1], title=LONG)
    answered(main, now)
    milestone(main, timezone.localdate() + timedelta(days=30), now)
    proposal(now - timedelta(days=40), made_by=keeper, strategy=feeds)
    told(answered(proposal(now, made_by=keeper, ideas=ideas[1:]), now), now)
    return main


def paths(made: Proposal) -> dict[str, Any]:
    """For whom: nobody, the owner, the maker."""
    of = f"/en/proposals/{made.pk}"
    place = made.ideas.get().forum_id
    step = made.milestones.get().pk
    return {
        "": ["/en/proposals/", f"{of}/", f"/en/ideas/{place}/outcomes/", "/en/strategies/",
             f"/en/strategies/{made.strategy_id}/"],
        "owner": [f"{of}/", f"{of}/answer/", f"{of}/progress/", f"{of}/milestones/",
                  f"{of}/milestones/{step}/"],
        "maker": [f"{of}/edit/", f"{of}/keep/", "/en/strategies/new/",
                  f"/en/proposals/new/?idea={made.ideas.get().pk}"],
    }  # fmt: skip


@pytest.mark.parametrize("who", ["", "owner", "maker"])
def test_pages_are_accessible_wide_and_on_a_phone(
    made: Proposal,
    who: str,
    page: Page,
    sign_in: Callable[..., None],
) -> None:
    people = {"owner": owner_of, "maker": lambda of: recorder(of.made_by)}
    if who:
        sign_in(people[who](made), page)
    walk(page, paths(made)[who])


def test_the_owner_answers_in_the_browser(
    made: Proposal, page: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(owner_of(made), page)
    page.goto(f"/en/proposals/{made.pk}/")
    page.get_by_role("link", name="Tell how it goes").click()
    page.get_by_label("Done", exact=True).check()
    page.get_by_label("In words").first.fill("Buss käib iga päev.")
    page.get_by_role("button", name="Tell it").click()
    page.get_by_role("heading", name="What came of it").wait_for()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("Taken back").wait_for()
    assert page.get_by_role("heading", name="What came of it").count() == 0
