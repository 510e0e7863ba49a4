"""Thanks and feedback: asked once, answered once, nobody known by their answers."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from loim.events.actions.day.feedback import (
    FeedbackOver,
    TicketUsed,
    drop_old_tickets,
    give_feedback,
    hash_of_key,
    make_tickets,
)
from loim.events.actions.day.feedback_questions import (
    AnsweredAlready,
    TooManyQuestions,
    add_question,
    add_ready_questions,
    change_question,
    move_question,
    remove_question,
    write_ready_questions,
)
from loim.events.actions.day.thanks import send_thanks
from loim.events.logic.day.anonymity import shown_forms
from loim.events.logic.day.ready_feedback import READY_QUESTIONS
from loim.events.models import (
    DaySettings,
    Event,
    FeedbackAnswer,
    FeedbackForm,
    FeedbackKind,
    FeedbackQuestion,
    FeedbackTicket,
)
from loim.events.queries.day.feedback_results import feedback_results
from loim.people.models import Role
from tests.events.day.conftest import DAY, letters
from tests.factories import membership, user
from tests.factories.registration import participant, published_event, registration
from tests.world import World

pytestmark = pytest.mark.django_db
DAY_AFTER = datetime(2023, 11, 16, 7, 0, tzinfo=UTC)  # nine o'clock in Tallinn


@pytest.fixture
def held(meeting: Event) -> Event:
    meeting.status = "held"
    meeting.save()
    return meeting


@pytest.fixture
def asked(held: Event) -> Event:
    write_ready_questions(held)
    return held


def answer(event: Event, rating: int = 5, text: str = "", language: str = "et") -> FeedbackForm:
    [key] = make_tickets(event, 1)
    useful, _organised, _again, better = event.feedback_questions.order_by("position")
    said: dict[int, int | str] = {useful.pk: rating}
    if text:
        said[better.pk] = text
    return give_feedback(key=key, answers=said, language=language, now=DAY_AFTER)


# ---- thanks


def test_whoever_came_is_thanked_the_day_after_once_with_a_link(held: Event):
    participant(held, "attended", email="mari@example.ee", language="en")
    participant(held, "admitted", email="jaan@example.ee")
    participant(held, "absent", email="juta@example.ee")

    for hours in (-12, 0, 3, 24, 48):
        send_thanks(now=DAY_AFTER + timedelta(hours=hours))

    [letter] = letters()
    assert (letter.to, letter.subject) == (
        "mari@example.ee",
        "Thank you for coming: Kogukonnapäev",
    )
    [key] = re.findall(r"/en/events/feedback/([\w-]+)/", letter.body)
    assert FeedbackTicket.objects.get().key_hash == hash_of_key(key)
    assert key not in str(list(FeedbackTicket.objects.values()))


def test_without_check_in_everybody_who_held_a_place_is_thanked(held: Event):
    participant(held, "admitted")
    participant(held, "cancelled")
    participant(held, "waiting")
    assert send_thanks(now=DAY_AFTER) == 1


def test_people_who_share_an_address_get_a_link_each(held: Event):
    form = registration(held, email="buroo@example.ee")
    for name in ("Mari", "Jaan"):
        participant(held, "attended", of_registration=form, email="", name=name, language="en")
    assert send_thanks(now=DAY_AFTER) == 2
    [letter] = letters()
    assert len(re.findall(r"/feedback/[\w-]+/", letter.body)) == 2
    assert "Mari" not in letter.body  # which link is whose is nobody's business
    assert FeedbackTicket.objects.count() == 2


def test_nobody_is_thanked_for_what_was_not_held_or_is_long_past(meeting: Event):
    participant(meeting, "attended")
    assert send_thanks(now=DAY_AFTER) == 0
    meeting.status = "held"
    meeting.save()
    assert send_thanks(now=DAY_AFTER + timedelta(days=15)) == 0


def test_the_organiser_may_have_neither_thanks_nor_questions(held: Event):
    settings = DaySettings.objects.create(event=held, sends_thanks=False)
    participant(held, "attended", language="en")
    assert send_thanks(now=DAY_AFTER) == 0
    settings.sends_thanks, settings.asks_feedback = True, False
    settings.save()
    assert send_thanks(now=DAY_AFTER) == 1
    assert "/feedback/" not in letters()[0].body
    assert not FeedbackTicket.objects.exists()


def test_the_ready_questions_are_asked_where_there_are_none(held: Event):
    held.language = "ru"
    held.save()
    participant(held, "attended")
    send_thanks(now=DAY_AFTER)
    first = held.feedback_questions.order_by("position").first()
    assert held.feedback_questions.count() == 4
    assert first.label == READY_QUESTIONS[0].labels["ru"]  # type: ignore[union-attr]
    assert first.text("label", "uk") == READY_QUESTIONS[0].labels["uk"]  # type: ignore[union-attr]


def test_tickets_stand_in_another_order_than_the_letters(held: Event):
    keys = make_tickets(held, 200)
    stored = list(FeedbackTicket.objects.order_by("pk").values_list("key_hash", flat=True))
    assert sorted(stored) == sorted(map(hash_of_key, keys))
    assert stored != list(map(hash_of_key, keys))


# ---- answering


def test_a_ticket_is_used_up_and_leaves_no_trace(asked: Event):
    [key] = make_tickets(asked, 1)
    useful = asked.feedback_questions.get(position=0)

    give_feedback(key=key, answers={useful.pk: 4}, language="en", now=DAY_AFTER)
    with pytest.raises(TicketUsed):
        give_feedback(key=key, answers={useful.pk: 1}, language="en", now=DAY_AFTER)

    assert not FeedbackTicket.objects.exists()
    form = FeedbackForm.objects.get()
    assert (form.given_on, form.language) == (DAY_AFTER.date(), "en")
    assert FeedbackAnswer.objects.get().rating == 4


def test_what_is_kept_names_neither_person_nor_time():
    kept = {
        model.__name__: {field.name for field in model._meta.concrete_fields}
        for model in (FeedbackTicket, FeedbackForm, FeedbackAnswer)
    }
    assert kept == {
        "FeedbackTicket": {"id", "event", "key_hash"},
        "FeedbackForm": {"id", "event", "given_on", "language"},
        "FeedbackAnswer": {"id", "form", "question", "rating", "text"},
    }


def test_answers_to_another_events_questions_are_left_out(asked: Event):
    other = published_event()
    write_ready_questions(other)
    foreign = other.feedback_questions.get(position=0)
    [key] = make_tickets(asked, 1)
    give_feedback(key=key, answers={foreign.pk: 5}, language="et", now=DAY_AFTER)
    assert not FeedbackAnswer.objects.exists()


def test_after_sixty_days_nothing_is_collected(asked: Event):
    [key] = make_tickets(asked, 1)
    late = DAY_AFTER + timedelta(days=60)
    with pytest.raises(FeedbackOver):
        give_feedback(key=key, answers={}, language="et", now=late)
    assert FeedbackTicket.objects.count() == 1  # nothing is half done
    assert drop_old_tickets(now=late) == 1


# ---- results


@given(st.integers(0, 200))
def test_numbers_grow_by_five_at_least_so_nobody_is_told_apart(given):
    before, after = shown_forms(given, is_closed=False), shown_forms(given + 1, is_closed=False)
    assert after == before or after - before >= 5
    assert before <= given
    assert shown_forms(given, is_closed=True) in (0, given)


@pytest.mark.parametrize(("given", "shown"), [(0, 0), (4, 0), (5, 5), (6, 5), (9, 5), (10, 10)])
def test_answers_are_shown_from_five_on_and_five_at_a_time(asked: Event, given: int, shown: int):
    make_tickets(asked, 1)  # somebody has still to answer
    for number in range(given):
        answer(asked, rating=number % 5 + 1, text=f"Arvamus {number}")

    results = feedback_results(asked, DAY_AFTER.date())

    assert (results.given, results.shown) == (given, shown)
    useful, organised, _again, better = results.questions
    assert useful.answered == shown
    assert organised.answered == 0
    assert sorted(better.texts) == sorted(f"Arvamus {number}" for number in range(shown))


def test_numbers_and_averages_are_counted(asked: Event):
    for rating in (5, 5, 4, 2, 1):
        answer(asked, rating=rating)
    useful = feedback_results(asked, DAY_AFTER.date()).questions[0]
    assert [(bar.value, bar.people) for bar in useful.bars] == [
        (5, 2), (4, 1), (3, 0), (2, 1), (1, 1),
    ]  # fmt: skip
    assert useful.average == pytest.approx(3.4)


def test_when_it_is_closed_all_answers_count(asked: Event):
    make_tickets(asked, 1)
    for _ in range(7):
        answer(asked)
    assert feedback_results(asked, DAY + timedelta(days=60)).shown == 5
    assert feedback_results(asked, DAY + timedelta(days=61)).shown == 7


def test_when_everybody_has_answered_all_answers_count_once_nobody_can_come_anew(asked: Event):
    for _ in range(7):
        answer(asked)
    assert feedback_results(asked, DAY + timedelta(days=14)).shown == 5
    assert feedback_results(asked, DAY + timedelta(days=15)).shown == 7


@pytest.mark.parametrize("forms", [5, 15])
def test_results_take_as_many_queries_however_many_answered(
    asked: Event, django_assert_num_queries: Any, forms: int
):
    for _ in range(forms):
        answer(asked, text="Sõna")
    with django_assert_num_queries(6):
        feedback_results(asked, DAY_AFTER.date())


# ---- questions


def test_the_organiser_asks_their_own_questions(world: World, held: Event):
    by = {"by": world.coordinator, "now": DAY_AFTER}
    add_ready_questions(event=held, **by)  # type: ignore[arg-type]
    add_ready_questions(event=held, **by)  # type: ignore[arg-type]  # a double click
    assert held.feedback_questions.count() == 4
    own = add_question(
        event=held,
        kind=FeedbackKind.YES_NO,
        label="Kas tuled tagasi?",
        translations={"en": {"label": "Will you come back?"}},
        **by,  # type: ignore[arg-type]
    )
    move_question(question=own, by_places=-1, **by)  # type: ignore[arg-type]
    first = held.feedback_questions.get(position=0)
    remove_question(question=first, **by)  # type: ignore[arg-type]
    change_question(question=own, kind="yes_no", label="Tuled?", translations={}, **by)  # type: ignore[arg-type]
    labels = list(held.feedback_questions.order_by("position").values_list("label", flat=True))
    assert labels == [
        READY_QUESTIONS[1].labels["et"],
        READY_QUESTIONS[2].labels["et"],
        "Tuled?",
        READY_QUESTIONS[3].labels["et"],
    ]


def test_what_was_answered_is_not_asked_otherwise_afterwards(world: World, asked: Event):
    answer(asked)
    question = asked.feedback_questions.get(position=3)
    by = {"by": world.coordinator, "now": DAY_AFTER}
    with pytest.raises(AnsweredAlready):
        remove_question(question=question, **by)  # type: ignore[arg-type]
    with pytest.raises(AnsweredAlready):
        change_question(question=question, kind="text", label="X", translations={}, **by)  # type: ignore[arg-type]
    with pytest.raises(AnsweredAlready):
        add_question(event=asked, kind="text", label="X", translations={}, **by)  # type: ignore[arg-type]


def test_ten_questions_are_the_most(world: World, asked: Event):
    by = {"by": world.coordinator, "now": DAY_AFTER}
    for _ in range(6):
        add_question(event=asked, kind="text", label="Veel?", translations={}, **by)  # type: ignore[arg-type]
    with pytest.raises(TooManyQuestions):
        add_question(event=asked, kind="text", label="Veel?", translations={}, **by)  # type: ignore[arg-type]


def test_nobody_else_changes_questions(world: World, asked: Event):
    stranger = user("narva@example.ee")
    membership(stranger, world.narva, Role.COORDINATOR)
    with pytest.raises(PermissionDenied):
        remove_question(
            question=asked.feedback_questions.get(position=0), by=stranger, now=DAY_AFTER
        )


# ---- pages


@pytest.fixture
def recent(world: World) -> Event:
    """Held yesterday, by the clock of the server."""
    event = published_event(
        title="Kogukonnapäev",
        organiser=world.rakvere,
        start_date=timezone.localdate() - timedelta(days=1),
        status="held",
        translations={"en": {"title": "Community day"}},
    )
    write_ready_questions(event)
    return event


def page(name: str, *arguments: Any) -> str:
    with translation.override("en"):
        return reverse(name, args=arguments)


def fields(event: Event) -> list[str]:
    keys = event.feedback_questions.order_by("position").values_list("pk", flat=True)
    return [f"question_{key}" for key in keys]


def test_the_form_is_sent_once_however_often(recent: Event):
    [key] = make_tickets(recent, 1)
    client = Client()
    shown = client.get(page("feedback", key)).content.decode()
    assert "Community day" in shown
    assert "How useful was this event for you?" in shown

    useful, _organised, again, better = fields(recent)
    form = {useful: "5", again: "0", better: "Rohkem arutelu"}
    first = client.post(page("feedback", key), form, follow=True)
    second = client.post(page("feedback", key), form, follow=True)

    assert "Your answers have arrived" in first.content.decode()
    assert second.status_code == 404
    assert "This link has been used" in second.content.decode()
    said = set(FeedbackAnswer.objects.values_list("rating", "text"))
    assert said == {(5, ""), (0, ""), (None, "Rohkem arutelu")}
    assert FeedbackForm.objects.get().language == "en"


@pytest.mark.parametrize("answers", [{}, {"rating": "6"}, {"rating": "0"}, {"text": " "}])
def test_nothing_or_nonsense_is_not_sent_and_the_ticket_stays(recent: Event, answers: Any):
    [key] = make_tickets(recent, 1)
    useful, _organised, _again, better = fields(recent)
    form = {useful: answers.get("rating", ""), better: answers.get("text", "")}
    response = Client().post(page("feedback", key), form)
    assert response.status_code == 200
    assert FeedbackTicket.objects.count() == 1
    assert not FeedbackForm.objects.exists()


def test_a_link_of_long_ago_says_so(world: World):
    event = published_event(organiser=world.rakvere, status="held")  # of November 2023
    [key] = make_tickets(event, 1)
    response = Client().get(page("feedback", key))
    assert response.status_code == 410
    assert "no longer collected" in response.content.decode()


def test_the_organiser_sees_charts_and_a_file_nobody_else_does(world: World, recent: Event):
    for number in range(5):
        [key] = make_tickets(recent, 1)
        useful, *_others, better = recent.feedback_questions.order_by("position")
        give_feedback(
            key=key,
            answers={useful.pk: 4, better.pk: f"=Sõna {number}"},
            language="ru",
            now=timezone.now(),
        )
    client = Client()
    client.force_login(world.coordinator)

    shown = client.get(page("event-feedback-results", recent.pk)).content.decode()
    assert "On average 4.0 of 5, from 5 people" in shown
    assert shown.count('<li lang="ru">') == 5
    book = openpyxl.load_workbook(
        BytesIO(client.get(page("event-feedback-export", recent.pk)).content)
    )
    numbers, texts = book.worksheets
    assert [cell.value for cell in numbers[3]][1:] == ["4", 5]
    assert sorted(row[2].value for row in texts.iter_rows(min_row=2)) == [
        f"=Sõna {number}" for number in range(5)
    ]

    stranger = user("narva@example.ee")
    membership(stranger, world.narva, Role.COORDINATOR)
    client.force_login(stranger)
    for name in ("event-feedback-results", "event-feedback-export", "event-feedback-questions"):
        response = client.get(page(name, recent.pk))
        assert response.status_code == 403
        assert "Sõna" not in response.content.decode()


def test_questions_are_edited_on_their_pages(world: World, recent: Event):
    FeedbackQuestion.objects.filter(event=recent).delete()
    client = Client()
    client.force_login(world.coordinator)
    address = page("event-feedback-questions", recent.pk)
    client.post(address, {"ready": ""})
    own = {"label": "Kas tuled tagasi?", "kind": "yes_no", "label_en": "Will you come back?"}
    shown = client.post(address, {"add": "", **own}, follow=True).content.decode()
    assert "Will you come back?" in shown
    question = recent.feedback_questions.get(label="Kas tuled tagasi?")
    client.post(address, {"question": question.pk, "up": ""})
    one = page("event-feedback-question", recent.pk, question.pk)
    assert client.get(one).status_code == 200
    client.post(one, {"label": "Tuled?", "kind": "text"})
    question.refresh_from_db()
    assert (question.label, question.kind, question.position) == ("Tuled?", "text", 3)
    assert question.translations == {}
    client.post(address, {"question": question.pk, "remove": ""})
    assert recent.feedback_questions.count() == 4
    assert client.post(address, {"question": "x", "remove": ""}).status_code == 302


def test_settings_are_saved(world: World, recent: Event):
    client = Client()
    client.force_login(world.coordinator)
    address = page("event-day-settings", recent.pk)
    assert client.get(address).status_code == 200
    client.post(address, {"reminder_days": ["3", "1"], "certificate_hours": "6.5"})
    settings = DaySettings.objects.get()
    assert (settings.reminder_days, settings.sends_thanks, settings.asks_feedback) == (
        [3, 1], False, False,
    )  # fmt: skip
    assert str(settings.certificate_hours) == "6.50"
