"""The register and the way into a network of cities, by their actions alone, in seconds."""

from typing import Any

import pytest
from django.utils import timezone

from loim.assessments.queries.results import history_of
from loim.demo.accounts import IMPLEMENTER, TALLINN
from loim.demo.joining import join_cities
from loim.demo.minorities import fill_register
from loim.networks.models import Association, JoiningProcess, Need
from loim.networks.queries.joining.process import way_of
from loim.networks.queries.register.overdue import overdue_associations
from loim.people.models import Organisation, Role
from tests.factories import membership, user
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_dozen_associations_and_a_city_in_the_middle_of_its_way(world: World) -> None:
    now = timezone.now()
    city = world.rakvere
    Organisation.objects.filter(pk=city.pk).update(name=TALLINN)
    city.refresh_from_db()
    editor = user("toimetaja@example.ee")
    membership(editor, world.programme.implementer, Role.EDITOR)
    given: dict[str, Any] = {
        "programme": world.programme,
        "organisations": {TALLINN: city, IMPLEMENTER: world.programme.implementer},
        "users": {
            "tallinn@example.ee": world.coordinator, "juht@example.ee": world.manager,
            "toimetaja@example.ee": editor,
        },
        "now": now,
    }  # fmt: skip
    world.activity.code = "3.5.2.2"
    world.activity.save()
    fill_register(**given)
    states = list(Association.objects.order_by("state").values_list("state", flat=True))
    assert states == ["active"] * 11 + ["struck_off"]
    mine = Organisation.objects.filter(pk=city.pk)
    assert overdue_associations(mine, now).count() == 4
    assert set(Need.objects.values_list("state", flat=True)) == {"new", "mapped", "followed"}

    join_cities(**given)
    process = JoiningProcess.objects.get()
    way = way_of(process, timezone.localdate())
    assert (way.counted.done, way.counted.all) == (4, 8)
    assert [result.version for result in history_of(process.subject)] == [1, 1]
