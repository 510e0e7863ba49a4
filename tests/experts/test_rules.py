"""What must never be false: each constraint is violated once."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from loim.experts.models import Consent, Expert, ExpertRequest, Reference
from tests.factories import experts as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("expert_is_of_known_kinds", {"kinds": []}),
        ("expert_is_of_known_kinds", {"kinds": ["wizard"]}),
        ("expert_works_in_known_languages", {"languages": ["xx"]}),
        ("expert_works_in_known_formats", {"formats": []}),
        ("expert_available_from_a_day", {"availability": "later"}),
        ("expert_available_from_a_day", {"available_from": date(2024, 1, 1)}),
        ("expert_hidden_with_reason", {"hidden_reason": "Miks?"}),
        ("expert_says_who_they_are", {"headline": ""}),
    ],
)
def test_an_expert(rule, values):
    expert = make.draft()

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Expert.objects.filter(pk=expert.pk).update(**values)


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("expert_request_state_known", {"state": "lost"}),
        ("expert_request_kind_known", {"kind": "other"}),
        ("expert_request_confirmed_before_read", {"confirmed_at": None}),
        ("expert_request_ends_some_time", {"state": "closed"}),
        ("expert_request_books_work", {"kind": "message", "state": "chosen"}),
        ("expert_request_dates_in_order", {"end_date": date(2024, 1, 1)}),
    ],
)
def test_a_request(rule, values):
    request = make.request(make.expert())

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        ExpertRequest.objects.filter(pk=request.pk).update(**values)


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("reference_state_known", {"state": "lost"}),
        ("reference_decided_at_some_time", {"state": "confirmed"}),
        ("reference_of_an_organisation", {"organisation_name": ""}),
        ("reference_dates_in_order", {"end_date": date(2020, 1, 1)}),
    ],
)
def test_a_reference(rule, values):
    reference = make.reference(make.expert())

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Reference.objects.filter(pk=reference.pk).update(**values)


def test_consent_and_messages_and_approaches(now):
    expert = make.expert()
    request = make.request(expert)
    approach = request.approaches.get()
    message = apps.get_model("experts", "ApproachMessage")
    for rule, do in (
        ("consent_lapses_some_day",
         lambda: Consent.objects.update(expires_at=make.MADE - timedelta(days=1))),
        ("consent_ended_somehow", lambda: Consent.objects.update(end="renewed")),
        ("approach_state_known", lambda: request.approaches.update(state="lost")),
        ("approach_once", lambda: request.approaches.create(expert=expert, turn_at=now)),
        ("approach_message_says",
         lambda: message.objects.create(
             approach=approach, from_expert=True, words="", written_at=now)),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            do()


def test_history_keeps_changes_and_no_words_of_people(now):
    expert = make.expert()
    history = apps.get_model("experts", "ExpertHistory")

    assert history.objects.filter(pgh_obj=expert).exists()
    names = {field.name for field in history._meta.get_fields()}
    assert names.isdisjoint({"name", "headline", "about", "translations", "fee"})
