"""What plans keep about people: declared, given to them, forgotten in time and with the account."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps

from loim.communities.actions.crisis.contacts import leave
from loim.communities.actions.crisis.copies import give_copy, note_returned, open_version
from loim.communities.actions.crisis.erasing import erase_account, erase_what_is_due
from loim.communities.actions.crisis.publishing import publish_corrected
from loim.communities.models import CrisisContact, PlanCopy, PlanOpening, VersionContact
from loim.communities.queries.crisis.personal import export_contact
from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA
from tests.communities.crisis.test_plan import published
from tests.factories import communities, user

pytestmark = pytest.mark.django_db


def test_each_field_was_looked_at():
    for model in apps.get_app_config("communities").get_models(include_auto_created=True):
        label = f"communities.{model.__name__}"
        for field in model._meta.concrete_fields:
            name = f"{label}.{field.name}"
            assert (name in PERSONAL_DATA) != (name in NOT_PERSONAL), name


def test_what_is_past_is_forgotten_after_a_year_and_what_is_in_force_stays(village, now):
    first = published(village, now)
    copy = give_copy(plan=village.plan, given_to="Anu", given_date=date(2023, 10, 2),
                     submission=uuid4(), by=village.keeper, now=now)  # fmt: skip
    leave(contact=village.people["boris"], by=None, now=now)
    second = publish_corrected(
        plan=village.plan, note="", submission=uuid4(), by=village.keeper, now=now
    )
    note_returned(copy=copy, by=village.keeper, now=now)
    history = apps.get_model("communities", "CrisisContactHistory").objects
    assert history.filter(pgh_obj_id=village.people["boris"].pk).exists()

    assert set(erase_what_is_due(now=now + timedelta(days=364)).values()) == {0}
    done = erase_what_is_due(now=now + timedelta(days=366))

    assert (done["contacts"], done["versions"], done["copies"]) == (1, 4, 1)
    assert not CrisisContact.objects.filter(name="Boris Bõstrov").exists()
    assert set(first.contacts.values_list("name", "sealed_details")) == {("", "")}
    assert "Anu Allik" in second.contacts.values_list("name", flat=True)
    assert second.contacts.exclude(sealed_details="").count() == 3
    assert PlanCopy.objects.get().given_to == ""
    assert set(erase_what_is_due(now=now + timedelta(days=366)).values()) == {0}


def test_an_account_gets_what_is_kept_of_it_and_is_forgotten_everywhere(village, now):
    person = user("anu@example.ee")
    CrisisContact.objects.filter(pk=village.people["anu"].pk).update(email="Anu@example.ee")
    version = published(village, now)
    communities.shared(village.community, "crisis_plan", village.rakvere)
    open_version(version=version, way="page", by=village.coordinator, now=now)

    [mine] = export_contact(person)
    assert (mine["name"], mine["phones"]) == ("Anu Allik", ["+372 5550 0001"])
    assert "Boris" not in str(mine)
    assert export_contact(village.coordinator)[0]["opened plan of"] == "Sõmeru küla"

    erase_account(person, now)
    erase_account(village.coordinator, now)
    erase_account(village.keeper, now)

    assert not CrisisContact.objects.filter(name="Anu Allik").exists()
    assert not VersionContact.objects.filter(name="Anu Allik").exists()
    assert VersionContact.objects.filter(name="Clara Kask").exists()
    history = apps.get_model("communities", "CrisisContactHistory").objects
    assert not history.filter(name="Anu Allik").exists()
    assert PlanOpening.objects.get().person is None
    version.refresh_from_db()
    assert version.published_by is None
