"""Two keepers at once: one service of one form, one winner of an edit, one letter."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from loim.people.models import Role
from loim.services.actions.catalogue.keeping import (
    ServiceChangedMeanwhile,
    ServiceFacts,
    Words,
    create_service,
    edit_service,
)
from loim.services.actions.catalogue.letters import send_confirmation_letters
from loim.services.models import ConfirmationLetter, Service
from tests.events.places.parallel import at_once
from tests.factories import membership, user
from tests.factories import services as make
from tests.world import World, world

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["world"]
NOW = datetime(2023, 10, 2, 9, tzinfo=UTC)


def test_at_once_there_is_one_service_one_winner_and_one_letter_each(world: World) -> None:
    by, owner = world.coordinator, world.rakvere
    editor = user("toimetaja.kaks@example.ee")
    membership(editor, owner, Role.EDITOR)
    facts = ServiceFacts(owner, "city", owner.municipality)
    words = Words({"title": "Isikukood", "summary": "Saad koodi."})
    submission = uuid4()

    at_once([
        lambda: create_service(owner=owner, facts=facts, words=words, submission=submission, by=by, now=NOW)
        for _ in range(4)
    ])  # fmt: skip
    service = Service.objects.get()
    outcomes = at_once([
        lambda: edit_service(service=service, facts=facts, seen_revision=service.revision, by=by, now=NOW)
        for _ in range(3)
    ])  # fmt: skip
    make.overdue(make.service(owner, by), date(2023, 9, 1))
    at_once([lambda: send_confirmation_letters(now=NOW) for _ in range(3)])

    service.refresh_from_db()
    assert service.revision == 2
    assert sum(isinstance(each, ServiceChangedMeanwhile) for each in outcomes) == 2
    letters = ConfirmationLetter.objects.order_by("recipient").values_list("recipient", flat=True)
    assert sorted(letters) == sorted([by.pk, editor.pk])
