"""A municipality's list of villages and districts."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from loim.communities.actions.areas import (
    AreaThere,
    CommunityElsewhere,
    correct_area,
    paste_areas,
)
from loim.communities.logic.pasted_areas import PastedArea
from loim.communities.models import Area, Community
from tests.communities.addresses import en
from tests.communities.conftest import Village
from tests.factories import communities as make

pytestmark = pytest.mark.django_db


def test_pasted_lists_add_and_correct_and_remove_nothing(village: Village) -> None:
    where = village.government.municipality
    client = Client()
    client.force_login(village.official)
    address = en("community-areas", where.pk)

    client.post(address, {"lines": "Kuusiku; 52\nOru; 27\n"})
    client.post(address, {"lines": "KUUSIKU; 60\nMänniku\n"})

    areas = Area.objects.filter(municipality=where).order_by("name")
    assert list(areas.values_list("name", "people")) == [
        ("Kuusiku", 60), ("Männiku", None), ("Oru", 27),
    ]  # fmt: skip
    bad = client.post(address, {"lines": "Veski; 3\n450\n"})
    assert bad.status_code == 422
    page = bad.content.decode()
    assert "Line 2 has no name" in page
    assert "Veski; 3" in page
    assert areas.count() == 3


def test_an_area_is_corrected_with_the_communities_that_cover_it(village: Village) -> None:
    where = village.government.municipality
    area, other = make.area(where, "Kuusiku"), make.area(where, "Oru")
    hidden = make.community(where, is_public=False)
    area.communities.add(hidden)
    client = Client()
    client.force_login(village.official)
    address = en("community-area", where.pk, area.pk)

    shown = client.get(address).content.decode()
    assert "Kuusiku küla" in shown
    assert hidden.organisation.name not in shown
    client.post(address, {"name": "Kuusiku", "people": 61, "communities": [village.community.pk]})

    # What this person may not see stays as it was.
    assert set(area.communities.all()) == {village.community, hidden}
    assert (
        hidden.organisation.name not in client.get(en("community-areas", where.pk)).content.decode()
    )
    with pytest.raises(AreaThere):
        correct_area(area=other, name="kuusiku", people=None, communities=[], by=village.official,
                     now=make.AT)  # fmt: skip
    elsewhere = Community.objects.exclude(pk__in=[village.community.pk, hidden.pk]).get()
    with pytest.raises(CommunityElsewhere):
        correct_area(area=other, name="Oru", people=None, communities=[elsewhere],
                     by=village.official, now=make.AT)  # fmt: skip
    client.post(address, {"remove": "1"})
    assert not Area.objects.filter(pk=area.pk).exists()


def test_only_that_municipality_keeps_its_list(village: Village) -> None:
    where = village.government.municipality
    for person in (village.leader, village.villager, village.stranger):
        with pytest.raises(PermissionDenied):
            paste_areas(municipality=where, areas=[PastedArea("Oru", 1)], by=person, now=make.AT)
        client = Client()
        client.force_login(person)
        assert client.get(en("community-areas", where.pk)).status_code == 403
