"""References: asked for, confirmed or declined by the organisation or through one letter."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from loim.experts.actions import references as acts
from loim.experts.models import Reference
from loim.experts.queries.own_link import reference_key
from loim.people.models import Role
from tests.experts.addresses import en
from tests.factories import experts as make
from tests.factories import membership, organisation, user
from tests.mail import run_jobs

pytestmark = pytest.mark.django_db


def confirm(reference, by, now, **more):
    return acts.decide_reference(reference=reference, is_confirmed=True, by=by, now=now, **more)


def test_whoever_records_for_the_organisation_confirms(now, rakvere, coordinator):
    expert = make.expert(now=now)
    reference = make.reference(expert, organisation=rakvere, now=now)

    confirm(reference, coordinator, now, words="Asjalik.")

    reference.refresh_from_db()
    assert (reference.state, reference.words, reference.is_by_link) == (
        "confirmed", "Asjalik.", False,
    )  # fmt: skip
    with pytest.raises(acts.NotWaiting):
        confirm(reference, coordinator, now)


def test_nobody_else_decides(now, rakvere, coordinator):
    expert = make.expert(now=now)
    reference = make.reference(expert, organisation=rakvere, now=now)
    other = organisation("Teine linn")
    for role in Role.values:
        stranger = user(f"{role}@example.ee")
        membership(stranger, other, role)
        with pytest.raises(PermissionDenied):
            confirm(reference, stranger, now)
    member = user("liige@example.ee")
    membership(member, rakvere, Role.MEMBER)
    with pytest.raises(PermissionDenied):
        confirm(reference, member, now)
    with pytest.raises(PermissionDenied):
        confirm(reference, None, now)  # no letter was written, so there is no link

    membership(expert.person, rakvere, Role.COORDINATOR)
    with pytest.raises(PermissionDenied):
        confirm(reference, expert.person, now)  # their own
    with pytest.raises(PermissionDenied):
        acts.withdraw_reference(reference=reference, by=coordinator, now=now)
    with pytest.raises(PermissionDenied):
        acts.show_reference(reference=reference, is_shown=False, by=coordinator)


def test_the_database_lets_nobody_confirm_their_own(now, rakvere, coordinator):
    expert = make.expert(now=now)
    reference = make.reference(expert, organisation=rakvere, now=now)

    with pytest.raises(IntegrityError, match="a reference of their own"), transaction.atomic():
        Reference.objects.filter(pk=reference.pk).update(
            state="confirmed", decided_at=now, decided_by=expert.person
        )


def test_a_decline_needs_a_reason_which_only_the_expert_reads(now, rakvere, coordinator, mailbox):
    expert = make.expert(now=now)
    reference = make.reference(expert, organisation=rakvere, now=now)
    with pytest.raises(acts.ReasonMissing):
        acts.decide_reference(reference=reference, is_confirmed=False, by=coordinator, now=now)

    acts.decide_reference(
        reference=reference, is_confirmed=False, reason="Ei mäleta.", by=coordinator, now=now
    )

    run_jobs()
    [letter] = [m for m in mailbox.to(expert.person.email) if "not confirmed" in m["Subject"]]
    assert "Ei mäleta." in mailbox.text(letter)


def test_an_organisation_takes_its_word_back(now, rakvere, coordinator):
    expert = make.expert(now=now)
    reference = confirm(
        make.reference(expert, organisation=rakvere, now=now), coordinator, now, words="Hea."
    )

    acts.take_word_back(reference=reference, reason="Eksitus.", by=coordinator, now=now)

    reference.refresh_from_db()
    assert (reference.state, reference.words) == ("declined", "")


def test_the_letters_link_serves_once(client, mailbox):
    now = timezone.now()
    expert = make.expert(now=now)
    reference = make.reference(expert, now=now)
    run_jobs()
    [letter] = mailbox.to(reference.contact_email)
    key = reference_key(reference)
    assert key in mailbox.text(letter)
    page = en("expert-reference-own", key)
    assert client.get(page).status_code == 200

    bare = client.post(page, {"step": "decline"})
    client.post(page, {"step": "confirm", "words": "Soovitan."})
    client.post(page, {"step": "decline", "reason": "Mõtlesin ümber."})

    assert bare.status_code == 422
    reference.refresh_from_db()
    assert (reference.state, reference.words, reference.is_by_link) == (
        "confirmed", "Soovitan.", True,
    )  # fmt: skip
    assert "Soovitan." in client.get(en("expert", expert.pk)).content.decode()
    assert client.get(en("expert-reference-own", "falsch")).status_code == 404


def test_whom_to_ask_is_checked(now, rakvere):
    expert = make.expert(now=now)
    with pytest.raises(acts.NobodyThere):  # nobody records for it yet
        make.reference(expert, organisation=rakvere, now=now)
    with pytest.raises(acts.OwnAddress):
        make.reference(
            expert, organisation_name="Mina ise", contact_email=expert.person.email.upper(), now=now
        )
    with pytest.raises(acts.WhoKnowsMissing):
        make.reference(expert, organisation_name="Küla", contact_email="", now=now)
    with pytest.raises(PermissionDenied):
        acts.ask_reference(
            expert=expert, submission=uuid4(), by=user("teine@example.ee"), now=now,
            facts=acts.ReferenceFacts(work="Töö", start_date=date(2023, 1, 1)),
        )  # fmt: skip
    for _number in range(acts.MOST_LETTERS):
        make.reference(
            expert, contact_email="malle@example.ee", organisation_name="K", now=timezone.now()
        )
    with pytest.raises(acts.TooManyLetters):
        make.reference(
            expert, contact_email="malle@example.ee", organisation_name="K", now=timezone.now()
        )


def test_the_expert_decides_whether_it_is_shown(client, rakvere, coordinator):
    now = timezone.now()
    expert = make.expert(now=now)
    reference = confirm(
        make.reference(expert, organisation=rakvere, now=now), coordinator, now, words="Asjalik."
    )
    page = en("expert", expert.pk)
    step = en("expert-reference-own-step", reference.pk)
    assert "Asjalik." in client.get(page).content.decode()
    assert "Rita Rakverest" not in client.get(page).content.decode()

    client.force_login(expert.person)
    client.post(step, {"step": "hide"})
    assert "Asjalik." not in client.get(page).content.decode()
    client.post(step, {"step": "show"})
    assert "Asjalik." in client.get(page).content.decode()
    client.post(step, {"step": "withdraw"})
    assert "Asjalik." not in client.get(page).content.decode()
    client.force_login(make.person())
    assert client.post(step, {"step": "show"}).status_code == 404


def test_the_pages_of_expert_and_coordinator(client, rakvere, coordinator):
    now = timezone.now()
    expert = make.expert(now=now)
    client.force_login(expert.person)
    given = {"work": "Õppepäev", "start_date": "2023-05-02", "organisation": rakvere.pk,
             "language": "et", "submission": str(uuid4())}  # fmt: skip

    wrong = client.post(en("expert-references"), {**given, "organisation": "", "work": "Õppepäev"})
    for _time in range(2):
        client.post(en("expert-references"), given)

    assert wrong.status_code == 422
    assert "Õppepäev" in wrong.content.decode()  # what was typed is still there
    reference = Reference.objects.get()
    assert client.get(en("expert-reference", reference.pk)).status_code == 403
    client.force_login(coordinator)
    assert "Õppepäev" in client.get(en("expert-references-waiting")).content.decode()
    client.post(en("expert-reference", reference.pk), {"step": "confirm", "words": "Hea."})
    reference.refresh_from_db()
    assert reference.state == "confirmed"
    client.post(en("expert-reference", reference.pk), {"step": "take-back", "reason": "Ei."})
    reference.refresh_from_db()
    assert reference.state == "declined"
    assert timedelta(0) <= timezone.now() - reference.decided_at
