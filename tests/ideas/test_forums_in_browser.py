"""Forums in a browser: wide and on a phone, for everybody who meets them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from loim.ideas.actions.choice.jury import add_juror, save_criterion
from loim.ideas.models import Comment, Idea
from loim.people.models import Role
from tests.browser import PHONE, walk
from tests.factories import membership, organisation, user
from tests.factories.ideas import challenge, forum, forum_event, idea, note

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Väga-pikk-sõna-mida-keegi-ei-poolita-" * 4


@pytest.fixture
def there() -> Any:
    now = timezone.now()
    of = organisation()
    organiser = user("korraldaja@example.ee", name="Kai Korraldaja")
    membership(organiser, of, Role.COORDINATOR)
    gathered = forum(
        forum_event(organiser=of), is_moderated=True, has_teams=True, choice_method="jury",
        method="Žürii hindab.", choice_opens_at=now - timedelta(hours=1),
        choice_closes_at=now + timedelta(days=1), introduction="Räägi meile.",
    )  # fmt: skip
    one = idea(
        gathered, "Öine buss", challenge=challenge(gathered, "Kuidas koju saab?"), words=LONG
    )
    idea(gathered, "Ootab", state="awaiting")
    note(gathered)
    Comment.objects.create(
        idea=one, words=LONG, state="shown", key_hash="c", confirmed_at=now, written_at=now
    )
    return gathered, one, organiser


def test_everybody_reads_and_gives(page: Any, there: Any) -> None:
    gathered, one, _organiser = there
    walk(page, [
        "/en/ideas/", f"/en/ideas/{gathered.pk}/", f"/en/ideas/{gathered.pk}/new/",
        f"/en/ideas/idea/{one.pk}/", f"/en/ideas/{gathered.pk}/participant/",
    ])  # fmt: skip


def test_an_organiser_moderates_and_sets_up(page: Any, sign_in: Any, there: Any) -> None:
    gathered, one, organiser = there
    sign_in(organiser, page)
    walk(page, [
            f"/en/ideas/{gathered.pk}/moderation/", f"/en/ideas/{gathered.pk}/settings/",
            f"/en/ideas/{gathered.pk}/challenges/", f"/en/ideas/{gathered.pk}/choice/",
            f"/en/ideas/{gathered.pk}/notes/new/", f"/en/ideas/idea/{one.pk}/",
            f"/en/ideas/idea/{one.pk}/translate/en/", f"/en/ideas/idea/{one.pk}/team/start/",
            "/en/ideas/mine/",
    ])  # fmt: skip


def test_an_idea_is_given_on_a_phone_and_a_draft_survives(
    phone: Any, sign_in: Any, there: Any
) -> None:
    gathered, _one, _organiser = there
    sign_in(user("mari@example.ee", name="Mari"), phone)
    phone.goto(f"/en/ideas/{gathered.pk}/new/")
    phone.get_by_label("Your idea in one sentence").fill("Kino hoovis")
    phone.wait_for_timeout(500)
    phone.goto("/en/ideas/")
    phone.goto(f"/en/ideas/{gathered.pk}/new/")

    assert phone.get_by_label("Your idea in one sentence").input_value() == "Kino hoovis"
    phone.get_by_label("A few words more").fill("Suvel, tekkidega.")
    phone.get_by_role("button", name="Send the idea").click()
    phone.get_by_text("Your idea will be shown when somebody has read it.").wait_for()

    assert Idea.objects.get(title="Kino hoovis").words == "Suvel, tekkidega."


def test_a_juror_gives_points(phone: Any, sign_in: Any, there: Any) -> None:
    gathered, one, organiser = there
    juror = user("hindaja@example.ee", name="Helle Hindaja")
    before = datetime(2023, 1, 1, tzinfo=UTC)
    save_criterion(forum=gathered, by=organiser, now=before, title="Vajadus")
    add_juror(forum=gathered, email=juror.email, name="", by=organiser, now=before)
    sign_in(juror, phone)
    walk(phone, [f"/en/ideas/{gathered.pk}/jury/", f"/en/ideas/{gathered.pk}/jury/{one.pk}/"])
    phone.set_viewport_size(PHONE)
    phone.get_by_label("4", exact=True).check()
    phone.get_by_role("button", name="Save and go on").click()
    phone.get_by_role("button", name="I have finished").click()
    phone.get_by_text("Thank you: you have assessed everything.").wait_for()
