"""Pages of forums: who sees what, and how many queries it takes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from loim.common.models import OutgoingMail
from loim.events.models import EventStatus
from loim.events.queries.registration.own_link import own_key_for
from loim.ideas.models import Comment, Forum, GroupNote, Idea, Support
from loim.ideas.queries.forum.listed import forums_open, ideas_to_moderate
from tests.factories import user
from tests.factories.ideas import challenge, forum, forum_event, idea, note
from tests.factories.registration import participant
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, tzinfo=UTC)


def get(address: str, who: Any = None) -> Any:
    client = Client()
    if who is not None:
        client.force_login(who)
    return client.get(f"/en{address}")


def text_of(address: str, who: Any = None) -> str:
    response = get(address, who)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def fill(of: Forum, number: int) -> None:
    asked = challenge(of)
    for _each in range(number):
        one = idea(of, challenge=asked)
        Support.objects.create(
            idea=one, user=user(), key_hash=f"s{one.pk}", confirmed_at=NOW, given_at=NOW
        )
        Comment.objects.create(
            idea=one,
            words="Hea",
            state="shown",
            key_hash=f"c{one.pk}",
            confirmed_at=NOW,
            written_at=NOW,
        )
        note(of, challenge=asked)


def test_a_forum_s_page_asks_the_same_number_of_queries_for_three_ideas_and_thirty(
    django_assert_num_queries: Any,
) -> None:
    few, many = forum(), forum()
    fill(few, 3)
    fill(many, 30)
    text_of(f"/ideas/{few.pk}/")

    with django_assert_num_queries(10):
        assert "Mõte" in text_of(f"/ideas/{few.pk}/")
    with django_assert_num_queries(10):
        assert "Mõte" in text_of(f"/ideas/{many.pk}/?order=supported")


def test_the_list_of_forums_asks_the_same_number_of_queries(django_assert_num_queries: Any) -> None:
    fill(forum(), 1)
    text_of("/ideas/")

    with django_assert_num_queries(2):
        text_of("/ideas/")
    for _each in range(2):
        fill(forum(), 2)
    with django_assert_num_queries(2):
        text_of("/ideas/")


def test_the_list_leaves_out_forums_of_drafts_and_those_that_are_not_public() -> None:
    forum(forum_event(title="Avalik foorum"))
    forum(forum_event(title="Mustand", status=EventStatus.DRAFT))
    forum(forum_event(title="Siseasi"), is_public=False)

    page = text_of("/ideas/")

    assert "Avalik foorum" in page
    assert "Mustand" not in page
    assert "Siseasi" not in page


def test_filters_and_order_are_kept() -> None:
    of = forum(closes_at=None)
    first, second = challenge(of, "Buss"), challenge(of, "Kool")
    early = datetime(2023, 9, 1, tzinfo=UTC)
    idea(of, "Öine buss", challenge=first, written_at=early, language="et")
    idea(
        of,
        "Школа",
        challenge=second,
        written_at=datetime(2023, 10, 12, 12, tzinfo=UTC),
        language="ru",
    )
    idea(of, "Hiljem", written_at=datetime(2024, 1, 1, tzinfo=UTC))

    def titles(query: str) -> set[str]:
        page = text_of(f"/ideas/{of.pk}/?{query}")
        return {title for title in ("Öine buss", "Школа", "Hiljem") if title in page}

    assert titles("") == {"Öine buss", "Школа", "Hiljem"}
    assert titles(f"challenge={first.pk}") == {"Öine buss"}
    assert titles("stage=during") == {"Школа"}
    assert titles("stage=after") == {"Hiljem"}
    assert titles("language=ru") == {"Школа"}
    assert titles("words=buss") == {"Öine buss"}
    assert titles("proposal=none") == {"Öine buss", "Школа", "Hiljem"}
    assert titles("proposal=done") == set()
    assert titles("challenge=nonsense&order=x") == {"Öine buss", "Школа", "Hiljem"}


def test_what_is_hidden_or_waits_leaves_no_trace_but_a_count() -> None:
    of = forum()
    idea(of, "Nähtav")
    idea(of, "Peidetud", state="hidden", state_note="Solvab.")
    idea(of, "Ootab", state="awaiting")

    page = text_of(f"/ideas/{of.pk}/")

    assert "Nähtav" in page
    assert "1 idea is not shown" in page
    for secret in ("Peidetud", "Solvab", "Ootab"):
        assert secret not in page


def test_a_forum_that_is_not_public_is_for_its_participants(world: World) -> None:
    of = forum(forum_event(organiser=world.rakvere), is_public=False)
    idea(of, "Siseasi")
    place = participant(of.event, "admitted", email="tulija@example.ee")
    client = Client()

    assert get(f"/ideas/{of.pk}/").status_code == 302
    assert get(f"/ideas/{of.pk}/", user()).status_code == 403
    assert "Siseasi" in text_of(f"/ideas/{of.pk}/", user("tulija@example.ee"))
    assert "Siseasi" in text_of(f"/ideas/{of.pk}/", world.coordinator)
    entered = client.get(f"/en/ideas/{of.pk}/participant/{own_key_for(place)}/")
    assert (entered.status_code, entered["Location"]) == (302, f"/en/ideas/{of.pk}/")
    assert "Siseasi" in client.get(f"/en/ideas/{of.pk}/").content.decode()


def test_a_link_of_another_event_opens_nothing() -> None:
    place = participant(forum_event(), "admitted", email="tulija@example.ee")

    assert get(f"/ideas/{forum().pk}/participant/{own_key_for(place)}/").status_code == 404


def test_whoever_asks_for_a_link_learns_nothing_of_who_is_registered() -> None:
    of = forum()
    participant(of.event, "admitted", email="tulija@example.ee")
    answers = []
    for email in ("tulija@example.ee", "voorad@example.ee"):
        response = Client().post(f"/en/ideas/{of.pk}/participant/", {"email": email}, follow=True)
        answers.append(response.content.decode().replace(email, "@").count("If @ is registered"))

    assert answers == [1, 1]
    assert [mail.to for mail in OutgoingMail.objects.all()] == ["tulija@example.ee"]


def test_an_organiser_begins_from_the_event_s_page(world: World) -> None:
    event = forum_event(organiser=world.rakvere)
    client = Client()
    client.force_login(world.coordinator)

    assert "Gather ideas" in client.get(f"/en/events/{event.pk}/").content.decode()
    sent = {"introduction": "Tere", "from_whom": "anyone", "choice_method": "none",
            "votes_each": "3", "most_chosen": "3", "is_public": "on", "is_moderated": "on"}  # fmt: skip
    answer = client.post(f"/en/ideas/events/{event.pk}/open/", sent)

    made = Forum.objects.get(event=event)
    assert answer["Location"] == f"/en/ideas/{made.pk}/challenges/"
    assert "what became of them" in client.get(f"/en/events/{event.pk}/").content.decode()


def test_a_method_without_words_is_refused_by_its_field_and_nothing_is_lost(world: World) -> None:
    event = forum_event(organiser=world.rakvere)
    client = Client()
    client.force_login(world.coordinator)

    sent = {"introduction": "Räägime bussist", "from_whom": "anyone", "choice_method": "jury",
            "votes_each": "3", "most_chosen": "3"}  # fmt: skip
    page = client.post(f"/en/ideas/events/{event.pk}/open/", sent).content.decode()

    assert "Say in words how one chooses" in page
    assert "Räägime bussist" in page
    assert not Forum.objects.exists()


def test_challenges_are_added_moved_and_removed(world: World) -> None:
    of = forum(forum_event(organiser=world.rakvere))
    client = Client()
    client.force_login(world.coordinator)
    for title in ("Esimene", "Teine"):
        client.post(f"/en/ideas/{of.pk}/challenges/", {"title": title})
    first, second = of.challenges.order_by("number")
    idea(of, challenge=first)

    step = f"/en/ideas/{of.pk}/challenges/{second.pk}/step/"
    client.post(step, {"step": "up"})
    assert list(of.challenges.order_by("number").values_list("title", flat=True)) == [
        "Teine",
        "Esimene",
    ]
    client.post(f"/en/ideas/{of.pk}/challenges/{first.pk}/step/", {"step": "remove"})
    client.post(step, {"step": "remove"})

    assert list(of.challenges.values_list("title", flat=True)) == ["Esimene"]


def test_a_group_s_writer_notes_what_was_heard_once(world: World) -> None:
    of = forum(forum_event(organiser=world.rakvere))
    place = participant(of.event, "admitted", email="tulija@example.ee")
    client = Client()
    assert client.get(f"/en/ideas/{of.pk}/notes/new/")["Location"].endswith("/participant/")
    client.get(f"/en/ideas/{of.pk}/participant/{own_key_for(place)}/")

    form = client.get(f"/en/ideas/{of.pk}/notes/new/").context["form"]
    sent = {"group": "Noored", "text": "Buss ei käi.", "language": "et",
            "submission": form.initial["submission"]}  # fmt: skip
    for _twice in range(2):
        client.post(f"/en/ideas/{of.pk}/notes/new/", sent)

    assert [(n.group, n.words) for n in GroupNote.objects.all()] == [("Noored", "Buss ei käi.")]
    assert "Buss ei käi." in text_of(f"/ideas/{of.pk}/")
    organiser = Client()
    organiser.force_login(world.coordinator)
    page = organiser.get(f"/en/ideas/{of.pk}/new/?note={GroupNote.objects.get().pk}")
    assert "Buss ei käi." in page.content.decode()


def test_an_empty_note_is_refused_and_what_was_typed_stays() -> None:
    of = forum()
    participant(of.event, "admitted", email="tulija@example.ee")
    client = Client()
    client.force_login(user("tulija@example.ee"))

    page = client.post(
        f"/en/ideas/{of.pk}/notes/new/", {"group": "Meie rühm", "text": "", "language": "et"}
    )

    assert "Meie rühm" in page.content.decode()
    assert not GroupNote.objects.exists()


def test_what_is_open_now_and_what_waits(world: World) -> None:
    open_one = forum(forum_event(organiser=world.rakvere), is_moderated=True)
    forum(closes_at=NOW)
    forum(opens_at=NOW + timedelta(days=1))
    forum(forum_event(status=EventStatus.CANCELLED))
    forum(is_public=False)
    idea(open_one, state="awaiting")
    idea(open_one, state="awaiting", confirmed_at=None)
    idea(forum(forum_event(), closes_at=NOW), state="awaiting")
    Comment.objects.create(
        idea=idea(open_one),
        words="?",
        state="awaiting",
        confirmed_at=NOW,
        written_at=NOW,
        key_hash="x",
    )

    assert list(forums_open(NOW)) == [open_one]
    assert [(row.forum, row.number) for row in ideas_to_moderate(world.coordinator)] == [
        (open_one, 2)
    ]
    assert ideas_to_moderate(user()) == []


def test_ideas_of_the_event_are_counted_before_during_and_after() -> None:
    of = forum()
    idea(of, "Ammu", written_at=datetime(2023, 9, 1, tzinfo=UTC))
    # 12 October begins in Tallinn three hours before it does in Greenwich.
    idea(of, "Öösel", written_at=datetime(2023, 10, 11, 21, 30, tzinfo=UTC))

    page = text_of(f"/ideas/{of.pk}/?stage=during")

    assert "Öösel" in page
    assert "Ammu" not in page
    assert Idea.objects.count() == 2
