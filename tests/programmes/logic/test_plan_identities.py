"""The same activity keeps its identity however a new plan words or numbers it."""

from hypothesis import given
from hypothesis import strategies as st

from loim.programmes.logic.plan_identities import (
    BY_CODE,
    BY_NAME,
    BY_NUMBER,
    Known,
    Label,
    match_labels,
    normalised,
)

CLUBS = Known(1, Label("1", "Klubitegevuse korraldamine"))
NETWORK = Known(2, Label("2", "Võrgustiku arendamine"))


def test_what_kept_its_number_and_title_is_the_same():
    assert match_labels([CLUBS.label, NETWORK.label], [CLUBS, NETWORK], BY_NUMBER) == [1, 2]


def test_rows_that_an_insertion_renumbered_stay_the_same():
    wanted = [Label("1", "Teenuste arendamine"), Label("2", CLUBS.label.title)]
    assert match_labels(wanted, [CLUBS, NETWORK], BY_NUMBER) == [None, 1]


def test_a_reworded_row_with_its_number_is_the_same():
    wanted = [Label("2", "Võrgustike arendamine")]
    assert match_labels(wanted, [CLUBS, NETWORK], BY_NUMBER) == [2]


def test_another_row_at_an_old_number_is_new():
    wanted = [Label("2", "Eestisiseste väljasõitude korraldamine")]
    assert match_labels(wanted, [CLUBS, NETWORK], BY_NUMBER) == [None]


def test_a_code_means_the_same_activity_however_it_is_titled():
    known = [Known(7, Label("3.5.1.1", "Tegevusplaanide koostamine"))]
    wanted = [Label("3.5.1.1", "Nõustamine ja sisutegevused")]
    assert match_labels(wanted, known, BY_CODE) == [7]


def test_two_activities_that_change_codes_keep_their_identities():
    known = [
        Known(7, Label("3.5.2.3", "Tegevused Narvas")),
        Known(8, Label("3.5.2.4", "Tegevused Valgas")),
    ]
    wanted = [Label("3.5.2.3", "Tegevused Valgas"), Label("3.5.2.4", "Tegevused Narvas")]
    assert match_labels(wanted, known, BY_CODE) == [8, 7]


def test_an_indicator_of_a_similar_name_is_another_one():
    known = [Known(1, Label("arv", "Kohaliku tasandi koostöövõrgustike arv"))]
    wanted = [Label("arv", "Riikliku tasandi koostöövõrgustike arv")]
    assert match_labels(wanted, known, BY_NAME) == [None]


def test_given_identities_are_certain_and_not_given_twice():
    wanted = [Label("1", "Midagi muud"), Label("2", CLUBS.label.title)]
    assert match_labels(wanted, [CLUBS, NETWORK], BY_NUMBER, [1, None]) == [1, None]


def test_spaces_case_dashes_and_a_closing_full_stop_do_not_matter():
    assert normalised(" Lõimumis–  ja\nKohanemisteekonnad. ") == "lõimumis- ja kohanemisteekonnad"


labels = st.builds(
    Label, st.sampled_from(["", "1", "2", "1.1"]), st.sampled_from("ABC") | st.text(max_size=5)
)


@given(st.lists(labels, max_size=8), st.lists(labels, max_size=8))
def test_no_identity_is_given_twice(wanted, labels_known):
    known = [Known(place, label) for place, label in enumerate(labels_known)]
    found = [
        identity for identity in match_labels(wanted, known, BY_NUMBER) if identity is not None
    ]
    assert len(found) == len(set(found))


@given(st.lists(labels, max_size=8))
def test_an_unchanged_list_keeps_every_identity_with_a_title(labels_known):
    known = [Known(place, label) for place, label in enumerate(labels_known)]
    found = match_labels(labels_known, known, BY_NUMBER)
    for label, identity in zip(labels_known, found, strict=True):
        if normalised(label.title):
            assert identity is not None
            assert normalised(labels_known[identity].title) == normalised(label.title)
