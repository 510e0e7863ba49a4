"""The state's classifier, and mergers."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from loim.people.actions.municipalities import (
    AlreadyMerged,
    EndsBeforeItBegan,
    Loaded,
    MergesIntoItself,
    SuccessorNotThere,
    ensure_municipal_organisations,
    load_municipalities,
    merge_municipality,
)
from loim.people.models import County, Municipality, MunicipalityAt, Organisation
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_classifier_gives_15_counties_and_79_municipalities(now):
    loaded = load_municipalities(now=now)

    assert loaded == Loaded(counties=15, municipalities=79)
    assert (County.objects.count(), Municipality.objects.count()) == (15, 79)
    assert Municipality.objects.filter(kind="urban").count() == 15
    assert Municipality.objects.filter(kind="rural").count() == 64
    rakvere = Municipality.objects.get(ehak="0663")
    assert (rakvere.name, rakvere.kind, rakvere.county.name) == (
        "Rakvere linn",
        "urban",
        "Lääne-Viru maakond",
    )


def test_toila_is_part_of_its_neighbour_from_the_day_the_election_results_were_announced(now):
    load_municipalities(now=now)

    def current(day: date) -> str:
        return MunicipalityAt.objects.get(
            municipality="0803", first_day__lte=day, last_day__gte=day
        ).current.name

    assert current(date(2025, 11, 25)) == "Toila vald"
    assert current(date(2025, 11, 26)) == "Jõhvi vald"


def test_a_second_load_changes_nothing_and_writes_no_history(now, django_assert_num_queries):
    load_municipalities(now=now)
    history = apps.get_model("people", "MunicipalityHistory")
    before = history.objects.count()

    with django_assert_num_queries(5):
        load_municipalities(now=now)

    assert Municipality.objects.count() == 79
    assert history.objects.count() == before


def test_a_name_that_changed_in_the_classifier_is_taken_over(now):
    load_municipalities(now=now)
    Municipality.objects.filter(ehak="0663").update(name="Wesenberg")

    load_municipalities(now=now)

    assert Municipality.objects.get(ehak="0663").name == "Rakvere linn"


def test_a_merger_recorded_by_hand_stands(now):
    load_municipalities(now=now)
    by_hand = date(2025, 12, 31)
    Municipality.objects.filter(ehak="0803").update(valid_to=by_hand)

    load_municipalities(now=now)

    assert Municipality.objects.get(ehak="0803").valid_to == by_hand


def test_every_municipality_has_its_government_among_the_organisations(now):
    load_municipalities(now=now)

    assert ensure_municipal_organisations(now=now) == 79
    assert ensure_municipal_organisations(now=now) == 0

    names = dict(
        Organisation.objects.filter(municipality__in=["0663", "0661", "0141", "0784"]).values_list(
            "municipality", "name"
        )
    )
    assert names == {
        "0663": "Rakvere Linnavalitsus",
        "0661": "Rakvere Vallavalitsus",
        "0141": "Anija Vallavalitsus",
        "0784": "Tallinna Linnavalitsus",
    }


def test_a_government_that_was_renamed_is_not_made_again(now):
    load_municipalities(now=now)
    ensure_municipal_organisations(now=now)
    Organisation.objects.filter(municipality="0663").update(name="Rakvere linn")

    assert ensure_municipal_organisations(now=now) == 0


@pytest.fixture
def administrator():
    return factories.user(is_administrator=True)


def test_a_merged_municipality_gets_its_last_day_and_its_successor(now, administrator):
    small, big = factories.municipality("Väike vald"), factories.municipality("Suur vald")

    merge_municipality(
        by=administrator, now=now, municipality=small, into=big, last_day=date(2029, 10, 31)
    )

    small.refresh_from_db()
    assert (small.valid_to, small.successor) == (date(2029, 10, 31), big)


@pytest.mark.parametrize("role", ["member", "administrator", "programme_manager"])
def test_only_a_platform_administrator_merges_municipalities(now, role):
    place = factories.municipality_organisation("Väike vald")
    big = factories.municipality("Suur vald")
    person = factories.user()
    factories.membership(person, place, role)

    with pytest.raises(PermissionDenied):
        merge_municipality(
            by=person, now=now, municipality=place.municipality, into=big, last_day=date(2029, 1, 1)
        )

    place.municipality.refresh_from_db()
    assert place.municipality.successor is None


def test_a_municipality_merges_once(now, administrator):
    small, big = factories.municipality("Väike vald"), factories.municipality("Suur vald")
    merge = {"by": administrator, "now": now, "municipality": small, "into": big}
    merge_municipality(**merge, last_day=date(2029, 10, 31))

    with pytest.raises(AlreadyMerged, match="Väike vald"):
        merge_municipality(**merge, last_day=date(2030, 10, 31))


def test_a_municipality_does_not_merge_into_itself_or_in_a_circle(now, administrator):
    first, second = factories.municipality("Esimene vald"), factories.municipality("Teine vald")
    with pytest.raises(MergesIntoItself):
        merge_municipality(
            by=administrator, now=now, municipality=first, into=first, last_day=date(2029, 1, 1)
        )
    merge_municipality(
        by=administrator, now=now, municipality=first, into=second, last_day=date(2029, 1, 1)
    )

    with pytest.raises(MergesIntoItself):
        merge_municipality(
            by=administrator, now=now, municipality=second, into=first, last_day=date(2028, 1, 1)
        )


def test_the_successor_exists_on_the_next_day(now, administrator):
    small = factories.municipality("Väike vald")
    ended = factories.municipality("Kadunud vald", valid_to=date(2020, 1, 1))

    with pytest.raises(SuccessorNotThere, match="Kadunud vald"):
        merge_municipality(
            by=administrator, now=now, municipality=small, into=ended, last_day=date(2020, 1, 1)
        )


def test_a_municipality_does_not_end_before_it_began(now, administrator):
    young = factories.municipality("Noor vald", valid_from=date(2017, 10, 21))
    big = factories.municipality("Suur vald")

    with pytest.raises(EndsBeforeItBegan):
        merge_municipality(
            by=administrator, now=now, municipality=young, into=big, last_day=date(2017, 10, 20)
        )
