"""Pages of ideas, and what a link in a letter opens."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from loim.common.models import OutgoingMail
from loim.events.queries.registration.own_link import own_key_for
from loim.ideas.models import Comment, Idea, Support
from loim.ideas.queries.ideas.own_link import own_path
from tests.factories import user
from tests.factories.ideas import challenge, forum, forum_event, idea
from tests.factories.registration import participant
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, tzinfo=UTC)


def client_of(who: Any = None) -> Client:
    client = Client()
    if who is not None:
        client.force_login(who)
    return client


def page(address: str, who: Any = None) -> str:
    response = client_of(who).get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def english(path: str) -> str:
    return "/en/" + path.removeprefix("/et/").removeprefix("/en/").lstrip("/")


def sent(form: Any, **words: str) -> dict[str, str]:
    return {"title": "Öine buss", "text": "Viimane läheb kell 20.", "language": "et",
            "submission": str(form.initial["submission"]), **words}  # fmt: skip


def test_somebody_without_an_account_gives_confirms_and_reads_their_idea() -> None:
    of, client = forum(), Client()
    form = client.get(f"/en/ideas/{of.pk}/new/").context["form"]

    answer = client.post(
        f"/en/ideas/{of.pk}/new/",
        sent(form, author_name="Mari", author_email="mari@example.ee"),
    )

    assert answer["Location"] == f"/en/ideas/{of.pk}/new/sent/"
    one = Idea.objects.get()
    own = english(own_path(one))
    assert "Is this your idea?" in page(own)
    client.post(own, {"step": "confirm"})
    one.refresh_from_db()
    assert (one.state, one.confirmed_at is not None) == ("shown", True)
    assert "Everybody can read your idea." in page(own)
    assert "Öine buss" in page(f"/en/ideas/idea/{one.pk}/")


def test_opening_the_link_alone_confirms_nothing() -> None:
    one = idea(forum(), state="awaiting", confirmed_at=None)

    page(english(own_path(one)))

    one.refresh_from_db()
    assert one.confirmed_at is None


def test_a_double_click_makes_one_idea() -> None:
    of, client = forum(), client_of(user())
    form = client.get(f"/en/ideas/{of.pk}/new/").context["form"]

    for _twice in range(2):
        assert client.post(f"/en/ideas/{of.pk}/new/", sent(form)).status_code == 302

    assert Idea.objects.count() == 1


def test_a_gap_is_said_by_its_field_and_nothing_is_lost() -> None:
    of, client = forum(), Client()
    form = client.get(f"/en/ideas/{of.pk}/new/").context["form"]

    answer = client.post(f"/en/ideas/{of.pk}/new/", sent(form, author_name="", author_email="mari"))

    shown = answer.content.decode()
    assert "id_author_name" in shown
    assert "Viimane läheb kell 20." in shown
    assert not Idea.objects.exists()


def test_a_forum_for_participants_asks_who_one_is() -> None:
    of = forum(from_whom="participants")
    place = participant(of.event, "admitted", email="tulija@example.ee", name="Tulija")
    client = Client()

    assert client.get(f"/en/ideas/{of.pk}/new/")["Location"].endswith("/participant/")
    client.get(f"/en/ideas/{of.pk}/participant/{own_key_for(place)}/")
    form = client.get(f"/en/ideas/{of.pk}/new/").context["form"]
    assert "author_email" not in form.fields
    client.post(f"/en/ideas/{of.pk}/new/", sent(form))

    one = Idea.objects.get()
    assert (one.author_name, one.state) == ("Tulija", "shown")


def test_a_forum_that_is_over_says_so() -> None:
    assert "Ideas were gathered until" in page(f"/en/ideas/{forum(closes_at=NOW).pk}/new/")


def test_by_their_link_an_author_changes_and_withdraws() -> None:
    one = idea(forum(), "Vana")
    own, client = english(own_path(one)), Client()

    client.post(own, {"step": "change", "title": "Uus", "words": "Parem.", "language": "et"})
    one.refresh_from_db()
    assert (one.title, one.words) == ("Uus", "Parem.")
    client.post(own, {"step": "withdraw"})
    one.refresh_from_db()

    assert one.state == "withdrawn"
    assert "You have withdrawn this idea." in page(own)


def test_a_link_that_opens_nothing_says_what_to_do() -> None:
    for kind in ("", "comment/", "support/", "team/"):
        assert Client().get(f"/en/ideas/own/{kind}{'x' * 32}/").status_code == 404


def test_support_and_comment_by_address_and_what_their_links_open() -> None:
    one, client = idea(forum()), Client()

    client.post(f"/en/ideas/idea/{one.pk}/support/", {"email": "mari@example.ee"})
    form = client.get(f"/en/ideas/idea/{one.pk}/").context["comment_form"]
    client.post(f"/en/ideas/idea/{one.pk}/comment/",
                {"text": "Tore!", "language": "et", "author_name": "Mari", "author_email": "mari@example.ee",
                 "submission": form.initial["submission"]})  # fmt: skip

    support, comment = Support.objects.get(), Comment.objects.get()
    assert "Tore!" not in page(f"/en/ideas/idea/{one.pk}/")
    client.post(english(own_path(support)), {"step": "confirm"})
    client.post(english(own_path(comment)), {"step": "confirm"})
    shown = page(f"/en/ideas/idea/{one.pk}/")
    assert "Tore!" in shown
    assert "mari@example.ee" not in shown
    assert "Mari" not in shown  # she did not ask to be named
    client.post(english(own_path(comment)), {"step": "withdraw"})
    client.post(english(own_path(support)), {"step": "withdraw"})
    assert "Tore!" not in page(f"/en/ideas/idea/{one.pk}/")
    assert not Support.objects.exists()


def test_an_empty_comment_is_refused_where_it_was_written() -> None:
    one = idea(forum())

    answer = client_of(user()).post(
        f"/en/ideas/idea/{one.pk}/comment/", {"text": "", "language": "et"}
    )

    assert answer.status_code == 200
    assert "id_text_error" in answer.content.decode()


def test_a_withdrawn_idea_shows_its_number_and_no_words(world: World) -> None:
    one = idea(forum(), "Tagasi võetud", words="Salajased sõnad", state="withdrawn")
    alone = idea(one.forum, state="withdrawn")
    Support.objects.create(
        idea=one, email="m@example.ee", key_hash="m", confirmed_at=NOW, given_at=NOW
    )

    shown = page(f"/en/ideas/idea/{one.pk}/")

    assert "withdrawn by its author" in shown
    assert "1 person supported it." in shown
    assert "Salajased" not in shown
    assert Client().get(f"/en/ideas/idea/{alone.pk}/").status_code == 404
    assert "Tagasi võetud" in page(f"/en/ideas/{one.forum_id}/")


@pytest.mark.parametrize("state", ["awaiting", "hidden"])
def test_what_is_not_shown_is_its_author_s_and_the_moderator_s(state: str, world: World) -> None:
    author = user()
    one = idea(
        forum(forum_event(organiser=world.rakvere)), "Peidus", state=state, state_note="Ei sobi",
        author=author,
    )  # fmt: skip

    assert Client().get(f"/en/ideas/idea/{one.pk}/").status_code == 404
    assert client_of(user()).get(f"/en/ideas/idea/{one.pk}/").status_code == 404
    assert "Peidus" in page(f"/en/ideas/idea/{one.pk}/", author)
    assert "Peidus" in page(f"/en/ideas/idea/{one.pk}/", world.coordinator)


def test_only_the_author_changes_an_idea() -> None:
    author = user()
    one = idea(forum(), author=author)

    assert client_of(user()).get(f"/en/ideas/idea/{one.pk}/change/").status_code == 403
    assert client_of(user()).post(f"/en/ideas/idea/{one.pk}/withdraw/").status_code == 403
    assert "Sellepärast." in page(f"/en/ideas/idea/{one.pk}/change/", author)


def test_the_queue_shows_the_oldest_first_and_a_tap_shows_it(world: World) -> None:
    of = forum(forum_event(organiser=world.rakvere), is_moderated=True)
    idea(of, "Hiljem", state="awaiting", written_at=NOW)
    first = idea(of, "Varem", state="awaiting")
    client = client_of(world.coordinator)

    queue = client.get(f"/en/ideas/{of.pk}/moderation/").content.decode()
    assert queue.index("Varem") < queue.index("Hiljem")
    client.post(f"/en/ideas/idea/{first.pk}/moderate/", {"step": "show"})
    after = client.get(f"/en/ideas/{of.pk}/moderation/").content.decode()
    assert "Undo" in after
    client.post(f"/en/ideas/idea/{first.pk}/moderate/", {"step": "undo"})
    first.refresh_from_db()

    assert first.state == "awaiting"
    assert client_of(user()).get(f"/en/ideas/{of.pk}/moderation/").status_code == 403


def test_a_moderator_hides_with_a_reason(world: World) -> None:
    of = forum(forum_event(organiser=world.rakvere))
    one = idea(of)
    client = client_of(world.coordinator)

    client.post(f"/en/ideas/idea/{one.pk}/moderate/", {"step": "hide", "reason": ""})
    one.refresh_from_db()
    assert one.state == "shown"
    client.post(f"/en/ideas/idea/{one.pk}/moderate/", {"step": "hide", "reason": "Nimetab naabrit"})
    one.refresh_from_db()

    assert (one.state, OutgoingMail.objects.count()) == ("hidden", 1)
    assert "Nimetab naabrit" in page(english(own_path(one)))


def test_text_of_another_language_is_marked_and_translations_are_read() -> None:
    of = forum()
    one = idea(
        of, "Автобус", language="ru", translations={"en": {"title": "Bus"}}, challenge=challenge(of)
    )

    shown = page(f"/en/ideas/idea/{one.pk}/")

    assert "Bus" in shown
    assert 'lang="ru"' in shown


def test_names_and_addresses_of_a_team_stay_inside() -> None:
    of = forum(has_teams=True)
    one, mari = idea(of), user("mari@example.ee", name="Mari Maasikas")
    client_of(mari).post(
        f"/en/ideas/idea/{one.pk}/team/start/", {"name": "Buss", "wanted": "kaardid"}
    )
    client_of(user("juku@example.ee", name="Juku")).post(
        f"/en/ideas/idea/{one.pk}/team/join/", {"role": ""}
    )

    inside = page(f"/en/ideas/idea/{one.pk}/", mari)
    outside = page(f"/en/ideas/idea/{one.pk}/")

    assert "juku@example.ee" in inside
    assert "Team Buss" in outside
    assert "kaardid" in outside
    for secret in ("juku@example.ee", "Mari Maasikas", "Juku"):
        assert secret not in outside
    assert client_of(user()).get(f"/en/ideas/idea/{one.pk}/team/edit/").status_code == 403
