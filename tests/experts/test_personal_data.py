"""What is kept about people: declared, given to them, erased with them, forgotten in time."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from loim.experts.actions.erasing import erase_account, erase_what_is_due
from loim.experts.actions.references import decide_reference
from loim.experts.actions.requests.choosing import choose_expert, close_request
from loim.experts.models import Approach, Expert, ExpertRequest, Reference
from loim.experts.queries.mine import export_asked, export_profile, export_received
from loim.people.actions.erasure import erase_person
from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA
from tests.experts.test_requests import answer
from tests.factories import experts as make

pytestmark = pytest.mark.django_db


def test_each_field_was_looked_at():
    for model in apps.get_app_config("experts").get_models(include_auto_created=True):
        label = f"experts.{model.__name__}"
        for field in model._meta.concrete_fields:
            name = f"{label}.{field.name}"
            assert (name in PERSONAL_DATA) != (name in NOT_PERSONAL), name


def test_a_person_gets_all_that_is_kept_of_them_and_nothing_of_others(now):
    person = make.person("Berit")
    expert = make.expert(person, now=now, about="Minu lugu")
    make.reference(expert, now=now)
    received = make.request(expert, now=now, subject="Mulle")
    answer(make.approach(received, expert), "yes", now, "Jah!")
    make.request(make.expert(now=now), by=person, now=now, subject="Minult")
    make.request(make.expert(now=now), now=now, subject="Teistelt")
    make.request(expert, now=now, subject="Kinnitamata", is_confirmed=False)

    [profile] = export_profile(person)
    assert (profile["about"], len(profile["references"]), len(profile["consents"])) == (
        "Minu lugu", 1, 1,
    )  # fmt: skip
    assert [row["subject"] for row in export_received(person)] == ["Mulle"]
    assert export_received(person)[0]["messages"][0]["words"] == "Jah!"
    assert [row["subject"] for row in export_asked(person)] == ["Minult"]
    assert received.asker_email not in str(export_received(person))


def test_erasing_an_expert_takes_the_profile_its_history_and_its_letters(now):
    person = make.person("Berit")
    expert, other = make.expert(person, now=now), make.expert(now=now)
    make.reference(expert, now=now)
    request = make.request(expert, other, now=now)
    answer(make.approach(request, expert), "yes", now)
    choose_expert(approach=make.approach(request, expert), now=now)

    erase_account(person, now)

    assert not Expert.objects.filter(person=person).exists()
    assert not Reference.objects.exists()
    request.refresh_from_db()
    assert request.state == "closed"  # what was booked cannot be held
    for history in ("ExpertHistory", "ReferenceHistory"):
        rows = apps.get_model("experts", history).objects
        assert not rows.filter(pgh_obj_id=expert.pk).exists()
    assert Approach.objects.get().expert == other


def test_erasing_an_account_by_its_own_page_leaves_no_word_of_it(now):
    person = make.person("Berit Kustub")
    expert = make.expert(person, now=now)
    asked = make.request(make.expert(now=now), by=person, now=now)

    erase_person(by=person, now=timezone.now(), person=person)

    assert not Expert.objects.filter(pk=expert.pk).exists()
    assert not ExpertRequest.objects.filter(pk=asked.pk).exists()


def test_a_coordinators_account_is_erased_and_the_reference_stays(now, rakvere, coordinator):
    expert = make.expert(now=now)
    reference = make.reference(expert, organisation=rakvere, now=now)
    decide_reference(reference=reference, is_confirmed=True, by=coordinator, now=now)

    erase_account(coordinator, now)

    reference.refresh_from_db()
    assert (reference.state, reference.decided_by) == ("confirmed", None)


def test_requests_contacts_and_what_was_never_confirmed_are_forgotten_in_time(now):
    expert = make.expert(now=now)
    old, fresh = make.request(expert, now=now), make.request(expert, now=now)
    close_request(request=old, now=now)
    close_request(request=fresh, now=now + timedelta(days=300))
    make.request(expert, now=now, is_confirmed=False)
    declined, asked = make.reference(expert, now=now), make.reference(expert, now=now)
    decide_reference(reference=declined, is_confirmed=False, reason="Ei.", by=None, now=now)

    month = erase_what_is_due(now=now + timedelta(days=31))
    half = erase_what_is_due(now=now + timedelta(days=181))
    year = erase_what_is_due(now=now + timedelta(days=366))

    assert (month["requests"], month["references"], month["contacts"]) == (1, 0, 1)
    assert (half["requests"], half["references"]) == (0, 1)
    assert year["requests"] == 1
    assert ExpertRequest.objects.get() == fresh
    declined.refresh_from_db()
    assert (declined.contact_email, declined.contact_name) == ("", "")
    assert not Reference.objects.filter(pk=asked.pk).exists()
    assert erase_what_is_due(now=now + timedelta(days=366))["requests"] == 0
    assert erase_what_is_due(now=now + timedelta(days=366))["contacts"] == 0
