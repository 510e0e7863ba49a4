import pytest
from hypothesis import given
from hypothesis import strategies as st

from loim.people.logic.organisation_names import folded, is_alike, similarity

NAMES = st.text(alphabet="aäõbcdeéšMTÜ -'\"", max_size=30)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("MTÜ Õunapuu", "ounapuu"),
        ("Õunapuu, MTÜ", "ounapuu"),
        ("AS", "as"),
        ("  Näidis-Selts «Sõprus» ", "naidis selts soprus"),
        ("Общество", "общество"),
    ],
)
def test_a_name_is_folded(name, expected):
    assert folded(name) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("avatud uks", "avatud uks", True),
        ("avatud uks", "avatud ust", True),
        ("avatud uks", "suletud aken", False),
        ("rakvere linnavalitsus", "tartu linnavalitsus", True),
        ("", "avatud uks", False),
    ],
)
def test_names_are_alike(one, other, expected):
    assert is_alike(one, other) is expected


@given(NAMES, NAMES)
def test_likeness_goes_both_ways_and_stays_between_nothing_and_all(one, other):
    one, other = folded(one), folded(other)

    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1


@given(NAMES)
def test_folding_twice_changes_nothing(name):
    assert folded(folded(name)) == folded(name)
