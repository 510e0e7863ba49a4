"""Writing enquiries down one after the other, taking back and correcting them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from loim.casework import vault
from loim.casework.actions.enquiries.favourites import Preset, keep_favourite
from loim.casework.actions.enquiries.recording import (
    EnquiryFacts,
    MayNotCounsel,
    NotHeldYet,
    NoTopic,
    TooLongAgo,
    record_enquiry,
)
from loim.casework.gate import opened_for
from loim.casework.logic.enquiries.habits import Habit, learnt
from loim.casework.logic.free_text import MASK
from loim.casework.models import Enquiry, EnquiryTopic, Favourite
from loim.casework.queries.enquiries.entry import habit_of
from loim.services.models import Topic
from tests.casework.conftest import Desks
from tests.casework.enquiries.conftest import only
from tests.factories.casework import enquiry

NEW = "enquiry-new"


@pytest.fixture
def anu(client: Client, desks: Desks) -> Client:
    client.force_login(desks.anu)
    return client


def messages_of(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_an_enquiry_is_written_down_and_names_nobody(
    anu: Client, desks: Desks, housing: Topic, typed: dict[str, Any]
) -> None:
    response = anu.post(reverse(NEW), typed)

    assert response.headers["Location"] == reverse(NEW)
    made = only()
    assert (made.organisation, made.counsellor, made.client) == (desks.rakvere, desks.anu, None)
    assert (made.language, made.minutes, made.target_group) == ("uk", 10, "newcomer")
    assert [part.topic for part in made.enquiry_topics.all()] == [housing]
    assert abs(made.held_at - made.recorded_at) < timedelta(minutes=1)


def test_the_same_submission_twice_is_one_enquiry(anu: Client, typed: dict[str, Any]) -> None:
    anu.post(reverse(NEW), typed)
    again = anu.post(reverse(NEW), typed, follow=True)

    assert Enquiry.objects.count() == 1
    assert EnquiryTopic.objects.count() == 1
    assert "counted once" in " ".join(messages_of(again)) or len(messages_of(again)) > 0


def test_a_personal_code_in_a_note_is_covered_and_said(anu: Client, typed: dict[str, Any]) -> None:
    anu.post(f"/en{reverse(NEW)}", {**typed, "note": "Kood 600010 19906"})

    shown = anu.get(f"/en{reverse(NEW)}")
    assert any("personal code" in text for text in messages_of(shown))
    made = only()
    assert vault.unseal(made.sealed_note) == f"Kood {MASK}"
    assert "Kood" not in made.sealed_note


def test_what_is_missing_is_said_by_its_field_and_nothing_is_lost(
    anu: Client, typed: dict[str, Any]
) -> None:
    wrong = {**typed, "topics": [], "minutes": "other", "note": "Küsis bussi kohta"}

    response = anu.post(reverse(NEW), wrong)

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"topics", "minutes_other"}
    assert "Küsis bussi kohta" in response.content.decode()
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"topics": []}, NoTopic),
        ({"held_at": timedelta(minutes=11)}, NotHeldYet),
        ({"held_at": -timedelta(days=401)}, TooLongAgo),
    ],
)
def test_what_cannot_be_is_refused(
    desks: Desks, housing: Topic, now: datetime, change: dict[str, Any], refusal: type[Exception]
) -> None:
    held_at = now + change.pop("held_at", timedelta())
    given = {
        "topics": [housing], "channel": "desk", "language": "et", "minutes": 5,
        "outcome": "answered", "held_at": held_at, **change,
    }  # fmt: skip

    with pytest.raises(refusal), opened_for(desks.anu, now=now):
        record_enquiry(
            organisation=desks.rakvere,
            facts=EnquiryFacts(**given),
            submission=uuid4(),
            by=desks.anu,
            now=now,
        )


def test_nobody_writes_for_an_organisation_of_others(
    desks: Desks, housing: Topic, now: datetime
) -> None:
    facts = EnquiryFacts([housing], "desk", "et", 5, "answered", now)

    with pytest.raises(MayNotCounsel), opened_for(desks.anu, now=now):
        record_enquiry(
            organisation=desks.tartu, facts=facts, submission=uuid4(), by=desks.anu, now=now
        )


def test_one_s_own_of_today_is_taken_back_and_its_history_stays(
    anu: Client, desks: Desks, typed: dict[str, Any]
) -> None:
    anu.post(reverse(NEW), typed)

    anu.post(reverse("enquiry-undo", args=[only().pk]))

    assert not Enquiry.objects.exists()
    history = apps.get_model("casework", "EnquiryHistory")
    assert list(history.objects.order_by("pgh_id").values_list("pgh_label", flat=True)) == [
        "insert",
        "delete",
    ]


def test_what_is_older_or_of_others_is_not_taken_back(anu: Client, desks: Desks) -> None:
    old = enquiry(desks.rakvere, desks.anu)
    others = enquiry(desks.tartu, desks.olev)

    anu.post(reverse("enquiry-undo", args=[old.pk]))
    refused = anu.post(reverse("enquiry-undo", args=[others.pk]))

    assert refused.status_code == 404
    assert Enquiry.objects.count() == 2


def test_a_correction_keeps_how_it_was(
    anu: Client, desks: Desks, work: Topic, typed: dict[str, Any]
) -> None:
    anu.post(reverse(NEW), typed)
    page = reverse("enquiry-correct", args=[only().pk])
    seen = anu.get(page).context["seen"]

    anu.post(page, {**typed, "topics": [str(work.pk)], "minutes": "45", "seen": seen})

    made = only()
    assert made.minutes == 45
    assert [part.topic for part in made.enquiry_topics.all()] == [work]
    shown = anu.get(f"/en{reverse('enquiry', args=[made.pk])}").context["history"]
    told = {(f.label, f.before, f.after) for change in shown for f in change.fields}
    assert ("Time spent, in minutes", "10", "45") in told or any(
        (before, after) == ("10", "45") for _label, before, after in told
    )


def test_of_two_who_correct_the_second_is_told(
    anu: Client, typed: dict[str, Any], desks: Desks
) -> None:
    anu.post(reverse(NEW), typed)
    page = reverse("enquiry-correct", args=[only().pk])
    seen = anu.get(page).context["seen"]
    anu.post(page, {**typed, "minutes": "20", "seen": seen})

    second = anu.post(f"/en{page}", {**typed, "minutes": "30", "seen": seen})

    assert "A colleague changed this" in second.content.decode()
    assert only().minutes == 20


def test_a_removed_enquiry_is_counted_no_more(anu: Client, desks: Desks) -> None:
    made = enquiry(desks.rakvere, desks.anu)

    anu.post(reverse("enquiry-remove", args=[made.pk]))

    assert not Enquiry.objects.exists()


def test_what_an_entry_begins_with_is_learnt(desks: Desks, now: datetime) -> None:
    for minutes in (5, 5, 30):
        enquiry(desks.rakvere, desks.anu, channel="phone", language="uk", minutes=minutes)
    enquiry(desks.tartu, desks.olev, channel="chat")

    with opened_for(desks.anu, now=now):
        assert habit_of(desks.anu, desks.rakvere) == Habit("phone", "uk", 5, "answered")


def test_among_equals_the_newest_is_the_habit() -> None:
    entries = [Habit("phone"), Habit("desk"), Habit("desk"), Habit("phone")]

    assert learnt(entries).channel == "phone"
    assert learnt([]).channel == "desk"


def test_a_favourite_is_one_s_own_and_a_key_holds_one(
    anu: Client, desks: Desks, housing: Topic, typed: dict[str, Any]
) -> None:
    given = {**typed, "key": "1", "name": "Korter"}
    anu.post(reverse("enquiry-favourites"), given)
    anu.post(reverse("enquiry-favourites"), {**given, "name": "Üürikorter"})
    keep_favourite(
        organisation=desks.tartu,
        key=1,
        preset=Preset("Muu", [housing], "chat", "en", 5, "answered"),
        by=desks.olev,
    )

    shown = anu.get(reverse(NEW), {"favourite": "1"})

    assert [one["name"] for one in shown.context["presets"]] == ["Üürikorter"]
    assert shown.context["form"].initial["topics"] == [str(housing.pk)]
    anu.post(reverse("enquiry-favourite-drop"), {"key": "1"})
    assert [one.name for one in Favourite.objects.all()] == ["Muu"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_however_much_is_written(
    anu: Client, desks: Desks, rows: int, django_assert_num_queries: Any
) -> None:
    for _one in range(rows):
        enquiry(desks.rakvere, desks.anu)
    anu.get(reverse(NEW))

    with django_assert_num_queries(17):
        anu.get(reverse(NEW))
