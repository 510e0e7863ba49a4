"""Whose telephone numbers those outside see."""

import pytest
from django.test import Client
from django.utils import timezone

from loim.common.models import OutgoingMail
from loim.communities.actions.sharing import share_with
from loim.communities.models import (
    CrisisContact,
)
from loim.people.models import Role
from tests.communities.crisis.test_pages import coordinator, en, keeper, text
from tests.communities.crisis.test_plan import published
from tests.factories import (
    communities,
    membership,
    municipality_organisation,
    user,
)

pytestmark = pytest.mark.django_db
__all__ = ["coordinator", "keeper"]


def test_numbers_are_shown_of_those_alone_who_have_confirmed_since(
    village, keeper, coordinator, now
):
    published(village, now)
    communities.shared(village.community, "crisis_plan", village.rakvere)
    CrisisContact.objects.filter(name="Anu Allik").update(email="anu@example.ee")

    keeper.post(en("crisis-copies", village.community.pk), {"step": "phones", "are_shown": "on"})

    [letter] = OutgoingMail.objects.filter(to="anu@example.ee")
    assert letter.template == "crisis_confirm"
    address = en("crisis-read", village.community.pk)
    assert "5550 000" not in text(coordinator.get(address))
    anu = village.people["anu"]
    CrisisContact.objects.filter(pk=anu.pk).update(confirmed_at=timezone.now())
    shown = text(coordinator.get(address))
    assert "5550 0001" in shown
    assert "5550 0002" not in shown
    # Shared with another organisation, it is asked again before that one sees anything.
    tartu = municipality_organisation("Tartu")
    reader = user("tartu@example.ee")
    membership(reader, tartu, Role.COORDINATOR)
    share_with(
        community=village.community, recipient=tartu, things=["crisis_plan"], by=village.keeper,
        now=timezone.now(),
    )  # fmt: skip
    theirs = Client()
    theirs.force_login(reader)
    assert "5550 0001" not in text(theirs.get(address))
    assert "5550 0001" in text(coordinator.get(address))
    assert OutgoingMail.objects.filter(to="anu@example.ee").count() == 2
