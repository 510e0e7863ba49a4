"""The list of communities and their pages: who sees what."""

import pytest
from django.test import Client

from loim.communities.models import Community, Shared
from tests.communities.addresses import en
from tests.communities.conftest import Village
from tests.factories import communities as make
from tests.factories import county, municipality, organisation

pytestmark = pytest.mark.django_db


def browser(person=None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def test_every_page_of_a_community_opens_for_its_leader(village: Village) -> None:
    client, key = browser(village.leader), village.community.pk
    asset = make.asset(village.community, "Traktor")
    gathering = make.gathering(village.community)
    pages = [
        en("community", key), en("community-edit", key), en("community-state", key),
        en("community-people", key), en("community-sharing", key), en("community-assets", key),
        en("community-asset-new", key), en("community-assets-tidy", key),
        en("community-gatherings", key), en("community-gathering", gathering.pk),
        en("community-asset", asset.pk), en("communities-named"), en("community-list"),
        en("community-wish"), en("community-assets-export", key),
        en("community-poster", key, "a3"),
    ]  # fmt: skip

    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_the_list_is_filtered_and_counted_by_county(django_assert_num_queries) -> None:
    viru, tartu = county(), county("Tartu maakond", "0079")
    here = municipality("Vinni vald", county=viru)
    one = make.community(here, name="Kuusiku küla", description="Teeme ühiselt talguid.")
    make.community(municipality("Elva vald", county=tartu), name="Oru küla", kind="district")
    make.community(here, name="Salaküla", is_public=False)
    make.area(here, "Männiku").communities.add(one)
    client = browser()

    def names(query: str) -> list[str]:
        page = client.get(en("community-list") + query)
        return [row.organisation.name for row in page.context["communities"].page]

    assert names("") == ["Kuusiku küla", "Oru küla"]
    assert names("?county=0060") == ["Kuusiku küla"]
    assert names(f"?municipality={here.pk}") == ["Kuusiku küla"]
    assert names("?kind=district") == ["Oru küla"]
    assert names("?text=talguid") == ["Kuusiku küla"]
    assert names("?text=männiku") == ["Kuusiku küla"]
    assert names("?text=puudub") == []
    page = client.get(en("community-list"))
    assert [(row.name, row.number) for row in page.context["counties"]] == [
        ("Lääne-Viru maakond", 1), ("Tartu maakond", 1),
    ]  # fmt: skip
    with django_assert_num_queries(6) as queries:
        client.get(en("community-list"))
    for number in range(3):
        make.community(here, name=f"Uus küla {number}")
    with django_assert_num_queries(len(queries)):
        client.get(en("community-list"))


def test_a_community_that_is_not_public_is_seen_by_its_people_and_whom_it_shares_with(
    village: Village,
) -> None:
    Community.objects.filter(pk=village.community.pk).update(is_public=False)
    address = en("community", village.community.pk)

    def status(person) -> int:
        return browser(person).get(address).status_code

    assert [status(person) for person in (village.leader, village.villager)] == [200, 200]
    assert [status(person) for person in (village.official, village.stranger)] == [403, 403]
    assert browser().get(address).status_code == 302
    make.shared(village.community, Shared.PHASE, village.government)
    assert status(village.official) == 200
    assert status(village.stranger) == 403


def test_a_communitys_pages_ask_as_often_for_one_row_as_for_three(
    village: Village, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    community = village.community
    client = browser(village.leader)
    pages = [
        en(name, community.pk)
        for name in ("community", "community-assets", "community-assets-tidy", "community-people",
                     "community-sharing", "community-gatherings")
    ]  # fmt: skip

    def rows() -> None:
        asset = make.asset(community)
        make.asset_person(asset, "Ilse Ilus", consented_at=make.AT)
        make.asset(community, state="waiting", gathering=make.gathering(community))
        make.contact(community, "Karl Kask", consented_at=make.AT, shows_email=True)
        make.area(community.organisation.municipality).communities.add(community)
        make.shared(community, "assets", organisation())

    rows()
    numbers = []
    for page in pages:
        client.get(page)
        with django_assert_max_num_queries(32) as queries:
            client.get(page)
        numbers.append(len(queries))
    rows()
    rows()
    for page, number in zip(pages, numbers, strict=True):
        with django_assert_num_queries(number):
            client.get(page)
