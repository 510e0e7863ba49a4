"""Editors hide profiles with a reason and keep the fields; nobody else does."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from loim.experts.actions import desk
from loim.experts.models import Expert, ExpertField
from loim.people.models import Role
from tests.experts.addresses import en
from tests.factories import experts as make
from tests.factories import membership, organisation, user
from tests.mail import run_jobs

pytestmark = pytest.mark.django_db


def test_a_profile_is_hidden_with_a_reason_and_shown_again(client, editor, mailbox):
    expert = make.expert(name="Salme", now=timezone.now())
    client.force_login(editor)
    hide, desk_page = en("expert-hide", expert.pk), en("expert-desk")
    assert "Salme" in client.get(desk_page).content.decode()

    bare = client.post(hide, {"step": "hide", "reason": " "})
    client.post(hide, {"step": "hide", "reason": "Tunnistus on aegunud."})

    assert bare.status_code == 422
    assert not Expert.objects.listed(timezone.now()).exists()
    assert "Tunnistus on aegunud." in client.get(desk_page + "?show=hidden").content.decode()
    run_jobs()
    assert "Tunnistus on aegunud." in mailbox.text(mailbox.to(expert.person.email)[-1])
    with pytest.raises(desk.AlreadyHidden):
        desk.hide_profile(expert=expert, reason="Jälle.", by=editor, now=timezone.now())
    # The expert sees why, and renewing consent does not show it again.
    client.force_login(expert.person)
    assert "Tunnistus on aegunud." in client.get(en("expert-mine")).content.decode()
    make.consent(expert, now=timezone.now())
    assert not Expert.objects.listed(timezone.now()).exists()
    client.force_login(editor)
    client.post(hide, {"step": "show"})
    assert Expert.objects.listed(timezone.now()).exists()
    with pytest.raises(desk.NotHidden):
        desk.show_profile(expert=expert, by=editor, now=timezone.now())


def test_editors_see_nobody_who_withdrew(client, editor):
    expert = make.expert(name="Salme", now=timezone.now())
    expert.consents.update(ended_at=timezone.now(), end="withdrawn")
    client.force_login(editor)

    assert "Salme" not in client.get(en("expert-desk")).content.decode()
    assert client.get(en("expert", expert.pk)).status_code == 410
    assert client.post(en("expert-hide", expert.pk), {"reason": "X"}).status_code == 410


@pytest.mark.parametrize("role", sorted(set(Role.values) - {Role.EDITOR, Role.PROGRAMME_MANAGER}))
def test_no_other_role_keeps_the_directory(client, role):
    expert = make.expert(now=timezone.now())
    person = user("muu@example.ee")
    membership(person, organisation("Muu"), role)
    client.force_login(person)

    for page in ("expert-desk", "expert-fields", "expert-field-new"):
        assert client.get(en(page)).status_code == 403
    assert client.post(en("expert-hide", expert.pk), {"reason": "X"}).status_code == 403
    with pytest.raises(PermissionDenied):
        desk.hide_profile(expert=expert, reason="X", by=person, now=timezone.now())
    with pytest.raises(PermissionDenied):
        desk.add_ready_fields(by=person)


def test_editors_keep_the_fields(client, editor):
    client.force_login(editor)
    page = en("expert-fields")
    client.post(page)
    client.post(page)  # again adds none
    assert ExpertField.objects.count() == 12
    crisis = ExpertField.objects.get(slug="crisis-readiness")
    assert crisis.text("name", "en") == "crisis readiness"

    known = client.post(en("expert-field-new"), {"name": "Kriisivalmidus", "position": 1})
    client.post(en("expert-field-new"), {"name": "Külaelu", "name_en": "village life",
                                         "position": 13, "is_offered": "on"})  # fmt: skip
    client.post(en("expert-field-edit", crisis.pk), {"name": "kriisivalmidus", "position": 0})

    assert known.status_code == 422
    assert ExpertField.objects.get(slug="kulaelu").text("name", "en") == "village life"
    crisis.refresh_from_db()
    assert not crisis.is_offered
    assert client.get(page).status_code == 200
