"""The organiser's form builder: every kind, order, conditions, and answers that were given."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from loim.events.logic.question_order import Placed, breaks_order, earlier_than, in_order, moved
from loim.events.models import Answer, Event, EventStatus, Option, Question, QuestionKind
from tests.clock import freeze_time
from tests.factories import event
from tests.factories.registration import (
    answer,
    option,
    participant,
    place_rule,
    question,
    registration_settings,
)
from tests.world import World

NOW = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)
database = pytest.mark.django_db


@pytest.fixture
def _morning() -> Iterator[None]:
    with freeze_time(NOW):
        yield


@pytest.fixture
def meeting(world: World, _morning: None) -> Event:
    of = event(
        world.activity,
        organiser=world.rakvere,
        status=EventStatus.PUBLISHED,
        published_at=NOW,
        start_date=date(2023, 11, 15),
        end_date=date(2023, 11, 17),
        languages=["et"],
    )
    registration_settings(of)
    return of


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def address(of: Event, part: str = "") -> str:
    return f"/en/events/{of.pk}/questions/{part}"


def form(**changes: Any) -> dict[str, Any]:
    return {
        "label": "Buss?",
        "label_en": "Bus?",
        "help_text": "",
        "stage": "application",
        "only_if": "",
        "kept_days": "",
        **changes,
    }


def rows(*answers: tuple[Any, str, str], **changes: Any) -> dict[str, Any]:
    """(key, label, most) of each."""
    sent = form(option=[key for key, _label, _most in answers], **changes)
    for number, (_key, label, most) in enumerate(answers):
        sent[f"o{number}-label"], sent[f"o{number}-most"] = label, most
    return sent


def labels(of: Event) -> list[str]:
    asked = Question.objects.filter(event=of, removed_at=None)
    return list(asked.order_by("position", "pk").values_list("label", flat=True))


@database
@pytest.mark.parametrize("kind", QuestionKind.values)
def test_a_question_of_every_kind_is_added(meeting: Event, browser: Client, kind: str) -> None:
    shown = browser.get(address(meeting, f"new/{kind}/"))
    browser.post(
        address(meeting, f"new/{kind}/"),
        rows(("", "Tartu", "5"), ("", "", ""), ("", "Narva", ""), is_required="on"),
    )

    made = Question.objects.get()
    assert shown.status_code == 200
    assert (made.kind, made.label, made.text("label", "en")) == (kind, "Buss?", "Bus?")
    assert made.is_required
    options = list(made.options.order_by("position").values_list("label", "most"))
    if kind == "yes_no":
        assert len(options) == 2
    elif kind in {"one_of", "several_of", "diet", "accommodation"}:
        assert options == [("Tartu", 5), ("Narva", None)]
    else:
        assert options == []


@database
def test_answers_to_choose_are_given_in_other_languages_too(
    meeting: Event, browser: Client
) -> None:
    browser.post(
        address(meeting, "new/one_of/"),
        {**rows(("", "Tartust", "")), "o0-label_en": "From Tartu", "o0-label_ru": "Из Тарту"},
    )

    made = Option.objects.get()
    assert (made.text("label", "en"), made.text("label", "ru"), made.text("label", "uk")) == (
        "From Tartu",
        "Из Тарту",
        "Tartust",
    )


@database
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (rows(), "Write at least one answer that can be chosen."),
        (rows(("", "", "")), "Write at least one answer that can be chosen."),
        (rows(("", "", "5")), "Write the answer, or leave the whole row empty."),
        (rows(("", "Tartu", "0")), "At least 1."),
        (rows(("", "Tartu", ""), label=""), "This field is required."),
        (rows(("", "Tartu", ""), kept_days="0"), "Keep answers for 1 to 3650 days."),
        (rows(("", "Tartu", ""), stage="never"), "Select a valid choice"),
    ],
)
def test_a_question_that_cannot_be_is_not_added(
    meeting: Event, browser: Client, sent: dict[str, Any], said: str
) -> None:
    page = browser.post(address(meeting, "new/one_of/"), sent).content.decode()

    assert said in page
    assert Question.objects.count() == 0


@database
def test_more_rows_are_asked_for_without_losing_a_word(meeting: Event, browser: Client) -> None:
    page = browser.post(
        address(meeting, "new/one_of/"), {**rows(("", "Tartu", "5")), "more": "1", "label": ""}
    ).content.decode()

    assert 'value="Tartu"' in page
    assert 'name="o3-label"' in page
    assert "This field is required." not in page
    assert Question.objects.count() == 0


@database
def test_a_kind_that_does_not_exist_has_no_form(meeting: Event, browser: Client) -> None:
    assert browser.get(address(meeting, "new/poem/")).status_code == 404


@database
@pytest.mark.parametrize(
    ("which", "kind", "options"),
    [
        ("diet", "diet", 4),
        ("access", "access", 0),
        ("accommodation", "accommodation", 2),
        ("photos", "yes_no", 2),
        ("interpretation", "several_of", 3),
        ("phone", "phone", 0),
    ],
)
def test_a_ready_made_question_is_added_in_one_press(
    meeting: Event, browser: Client, which: str, kind: str, options: int
) -> None:
    browser.post(address(meeting, "ready-made/"), {"which": which})

    made = Question.objects.get()
    assert (made.kind, made.options.count()) == (kind, options)
    assert set(made.translations) == {"en", "ru", "uk"}
    if which == "accommodation":
        assert list(made.options.order_by("position").values_list("label", flat=True)) == [
            "15.11.2023 – 16.11.2023",
            "16.11.2023 – 17.11.2023",
        ]


@database
def test_an_unknown_ready_made_question_is_refused(meeting: Event, browser: Client) -> None:
    assert browser.post(address(meeting, "ready-made/"), {"which": "poem"}).status_code == 404


@database
def test_questions_are_ordered_and_a_condition_stays_after_what_it_looks_at(
    meeting: Event, browser: Client
) -> None:
    stays = question(meeting, QuestionKind.YES_NO, label="Kas ööbid?")
    yes = option(stays, "Jah")
    whom = question(meeting, QuestionKind.SHORT_TEXT, label="Kellega?", only_if=yes)
    question(meeting, QuestionKind.SHORT_TEXT, label="Miks?")

    browser.post(address(meeting, f"{whom.pk}/move/"), {"step": "later"})
    after = labels(meeting)
    browser.post(address(meeting, f"{whom.pk}/move/"), {"step": "earlier"})
    said = browser.post(
        address(meeting, f"{whom.pk}/move/"), {"step": "earlier"}, follow=True
    ).content.decode()

    assert after == ["Kas ööbid?", "Miks?", "Kellega?"]
    assert labels(meeting) == ["Kas ööbid?", "Kellega?", "Miks?"]
    assert "so it has to come after it." in said


@database
def test_a_condition_looks_only_at_earlier_questions_so_no_circle_arises(
    meeting: Event, browser: Client
) -> None:
    first = question(meeting, QuestionKind.ONE_OF, label="Esimene")
    of_first = option(first, "Üks")
    second = question(meeting, QuestionKind.ONE_OF, label="Teine", only_if=of_first)
    of_second = option(second, "Kaks")
    words = question(meeting, QuestionKind.SHORT_TEXT, label="Kolmas")

    offered = browser.get(address(meeting, f"{words.pk}/")).content.decode()
    own = browser.get(address(meeting, f"{first.pk}/")).content.decode()
    refused = browser.post(
        address(meeting, f"{first.pk}/"),
        rows((of_first.pk, "Üks", ""), label="Esimene", only_if=of_second.pk),
    )
    browser.post(address(meeting, f"{words.pk}/"), form(label="Kolmas", only_if=of_second.pk))

    assert f'<option value="{of_first.pk}">' in offered
    assert f'<option value="{of_second.pk}">' in offered
    assert f'<option value="{of_second.pk}">' not in own
    first.refresh_from_db()
    words.refresh_from_db()
    assert refused.status_code in {200, 302}
    assert first.only_if is None
    assert words.only_if == of_second


@database
def test_a_question_asked_when_registering_does_not_look_at_one_asked_later(
    meeting: Event, browser: Client
) -> None:
    later = question(meeting, QuestionKind.ONE_OF, label="Hiljem", stage="follow_up", position=1)
    of_later = option(later, "Jah")
    now = question(meeting, QuestionKind.SHORT_TEXT, label="Kohe", position=2)

    browser.post(address(meeting, f"{now.pk}/"), form(label="Kohe!", only_if=of_later.pk))

    now.refresh_from_db()
    assert (now.label, now.only_if) == ("Kohe!", None)


@database
def test_a_question_is_removed_and_its_answers_stay(meeting: Event, browser: Client) -> None:
    why = question(meeting, QuestionKind.SHORT_TEXT, label="Miks?")
    answer(participant(meeting), why, text="Huvi")

    browser.post(address(meeting, f"{why.pk}/remove/"))
    again = browser.post(address(meeting, f"{why.pk}/remove/"))

    assert labels(meeting) == []
    assert Answer.objects.get().question == why
    assert Question.objects.get().removed_at == NOW
    assert again.status_code == 404


@database
def test_a_question_that_another_looks_at_or_places_are_given_by_stays(
    meeting: Event, browser: Client
) -> None:
    stays = question(meeting, QuestionKind.ONE_OF, label="Kas ööbid?")
    yes = option(stays, "Jah")
    whom = question(meeting, QuestionKind.SHORT_TEXT, label="Kellega?", only_if=yes)
    role = question(meeting, QuestionKind.ONE_OF, label="Roll?")
    place_rule(meeting, "option", option=option(role, "Noor"), floor=2)

    looked_at = browser.post(address(meeting, f"{stays.pk}/remove/"), follow=True)
    kept = browser.post(address(meeting, f"{role.pk}/remove/"), follow=True)
    browser.post(address(meeting, f"{whom.pk}/remove/"))
    browser.post(address(meeting, f"{stays.pk}/remove/"))

    assert "“Kellega?” is asked only of those who chose “Jah”." in looked_at.content.decode()
    assert "A rule of places looks at “Noor”." in kept.content.decode()
    assert labels(meeting) == ["Roll?"]


@database
def test_an_answer_that_somebody_chose_is_not_deleted_but_no_longer_offered(
    meeting: Event, browser: Client
) -> None:
    bus = question(meeting, QuestionKind.ONE_OF, label="Buss?")
    tartu, narva, elva = (option(bus, name) for name in ("Tartu", "Narva", "Elva"))
    answer(participant(meeting), bus, option=tartu)

    shown = browser.get(address(meeting, f"{bus.pk}/")).content.decode()
    browser.post(
        address(meeting, f"{bus.pk}/"),
        rows((tartu.pk, "", ""), (narva.pk, "", ""), (elva.pk, "Elvast", "3")),
    )

    assert "1 person has answered this question." in shown
    assert "1 person has chosen it." in shown
    assert Answer.objects.get().option == tartu
    assert {(o.label, o.removed_at) for o in Option.objects.all()} == {
        ("Tartu", NOW),
        ("Elvast", None),
    }


@database
def test_an_answer_that_is_looked_at_stays(meeting: Event, browser: Client) -> None:
    bus = question(meeting, QuestionKind.ONE_OF, label="Buss?")
    tartu, narva = option(bus, "Tartu"), option(bus, "Narva")
    question(meeting, QuestionKind.SHORT_TEXT, label="Kust?", only_if=tartu)

    page = browser.post(
        address(meeting, f"{bus.pk}/"), rows((narva.pk, "Narva", ""))
    ).content.decode()

    assert "“Kust?” is asked only of those who chose “Tartu”." in page
    assert Option.objects.filter(removed_at=None).count() == 2


@database
def test_rewording_keeps_the_answers_and_the_kind(meeting: Event, browser: Client) -> None:
    bus = question(meeting, QuestionKind.ONE_OF, label="Bus?")
    tartu = option(bus, "Tartu")
    answer(participant(meeting), bus, option=tartu)

    browser.post(address(meeting, f"{bus.pk}/"), rows((tartu.pk, "Tartust", ""), kind="short_text"))

    bus.refresh_from_db()
    assert (bus.label, bus.kind) == ("Buss?", "one_of")
    assert Answer.objects.get().option == tartu


@database
def test_a_question_of_another_event_is_not_found(meeting: Event, browser: Client) -> None:
    other = question(event(), QuestionKind.SHORT_TEXT, label="Võõras küsimus")

    for part in ("", "move/", "remove/"):
        assert browser.post(address(meeting, f"{other.pk}/{part}"), form()).status_code == 404
    other.refresh_from_db()
    assert (other.label, other.removed_at) == ("Võõras küsimus", None)


@database
def test_an_answer_of_another_question_is_not_taken_over(meeting: Event, browser: Client) -> None:
    other = option(question(meeting, QuestionKind.ONE_OF), "Võõras vastus")
    bus = question(meeting, QuestionKind.ONE_OF, label="Buss?")

    browser.post(address(meeting, f"{bus.pk}/"), rows((other.pk, "Oma", "")))

    other.refresh_from_db()
    assert other.label == "Võõras vastus"
    assert list(bus.options.values_list("label", flat=True)) == ["Oma"]


@database
def test_questions_of_what_is_over_are_not_changed(meeting: Event, browser: Client) -> None:
    why = question(meeting, QuestionKind.SHORT_TEXT, label="Miks?")
    Event.objects.filter(pk=meeting.pk).update(status="held")

    for part in (f"{why.pk}/", f"{why.pk}/move/", f"{why.pk}/remove/", "new/phone/"):
        browser.post(address(meeting, part), form(label="Muudetud"))

    assert labels(meeting) == ["Miks?"]


@database
def test_the_form_is_previewed_as_applicants_see_it(meeting: Event, browser: Client) -> None:
    Event.objects.filter(pk=meeting.pk).update(status="draft")
    bus = question(
        meeting, QuestionKind.ONE_OF, label="Buss?", translations={"en": {"label": "Bus?"}}
    )
    option(bus, "Tartu", most=4)

    page = browser.get(address(meeting, "preview/")).content.decode()

    assert "Bus?" in page
    assert "Tartu (4 left)" in page
    assert "Nothing can be sent from here." in page


@database
def test_the_list_costs_the_same_for_one_question_and_for_three(
    meeting: Event, browser: Client, django_assert_num_queries: Any
) -> None:
    def add() -> None:
        asked = question(meeting, QuestionKind.ONE_OF)
        answer(participant(meeting), asked, option=option(asked))

    add()
    browser.get(address(meeting))
    with django_assert_num_queries(8):
        browser.get(address(meeting))
    add()
    add()
    with django_assert_num_queries(8):
        browser.get(address(meeting))


@st.composite
def orders(draw: st.DrawFn) -> list[Placed]:
    keys = draw(st.permutations(range(1, draw(st.integers(1, 6)) + 1)))
    return [
        Placed(
            key,
            draw(st.sampled_from(["application", "follow_up"])),
            draw(st.none() | st.sampled_from([other for other in keys if other != key] or [None])),
        )
        for key in keys
    ]


@given(orders())
def test_where_order_holds_conditions_never_go_round_in_a_circle(order: list[Placed]) -> None:
    looks_at = {question.key: question.looks_at for question in order}
    if breaks_order(order):
        return
    for key in looks_at:
        seen = []
        here: int | None = key
        while here is not None:
            assert here not in seen
            seen.append(here)
            here = looks_at[here]


@given(orders(), st.integers(0, 5), st.sampled_from([-1, 1]))
def test_moving_a_question_loses_none_and_goes_back_again(
    order: list[Placed], number: int, step: int
) -> None:
    key = order[number % len(order)].key
    there = moved(order, key, step)

    assert sorted(q.key for q in there) == sorted(q.key for q in order)
    if there != in_order(order):
        assert moved(there, key, -step) == in_order(order)


@given(orders())
def test_what_a_question_may_look_at_never_breaks_the_order(order: list[Placed]) -> None:
    for question_ in order:
        for other in earlier_than(order, question_.key, question_.stage):
            changed = [
                Placed(q.key, q.stage, other if q.key == question_.key else None) for q in order
            ]
            assert breaks_order(changed) == []
