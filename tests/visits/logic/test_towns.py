from hypothesis import given
from hypothesis import strategies as st

from loim.visits.logic.towns import TOWNS, minutes_between, pair, towns_in

NAMES = sorted(town.name for town in TOWNS.values())


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_the_way_back_is_as_long(one: str, other: str) -> None:
    assert minutes_between(one, other) == minutes_between(other, one)


@given(st.sampled_from(NAMES))
def test_within_a_town_there_is_no_way(name: str) -> None:
    assert minutes_between(name, name.upper()) == 0


def test_from_narva_to_sillamae_it_is_about_half_an_hour_to_tallinn_much_more() -> None:
    assert minutes_between("Narva", "Sillamäe") == 35
    assert minutes_between("Narva", "Tallinn") == 190


def test_what_the_organiser_knows_counts_more_than_the_map() -> None:
    assert minutes_between("Sillamäe", "Narva", {pair("Narva", "Sillamäe"): 25}) == 25


def test_of_a_place_that_nobody_knows_nothing_is_said() -> None:
    assert minutes_between("Narva", "Kuskil") is None
    assert minutes_between("Kuskil", "Narva", {pair("Kuskil", "Narva"): 7}) == 7


def test_towns_are_found_in_a_line_and_narva_joesuu_is_not_narva() -> None:
    assert towns_in("Sõit Narvast: Narva-Jõesuu – Sillamäe") == ["Narva-Jõesuu", "Sillamäe"]
    assert towns_in("Kohtla-Järve linnavalitsus") == ["Kohtla-Järve"]
    assert towns_in("Narvakas") == []
