"""Rules of communities, tried by many invented cases."""

from hypothesis import given, settings
from hypothesis import strategies as st

from loim.communities.logic.county_tiles import county_tiles, size_of
from loim.communities.logic.folding import doubles, folded, likeness_of
from loim.communities.logic.likeness import likeness
from loim.communities.logic.pasted_areas import PastedArea, read_areas, written_areas
from loim.communities.logic.petals import LONGEST_TITLE, MOST_TITLES, in_the_middle, petals
from loim.communities.logic.states import ASSET, WISH, leads_to

WORDS = st.text(alphabet="abõäöü ŠžДж-", max_size=20)
NAMES = st.text(alphabet="abKÕäü", min_size=1, max_size=8)


def test_those_of_one_kind_and_about_one_size_are_alike() -> None:
    assert likeness("village", 96) == likeness("village", 200) == "village, 51 to 200"
    assert likeness("village", 201) != likeness("village", 200)
    assert likeness("district", 96) != likeness("village", 96)
    assert likeness("village", None) == ""


@given(st.integers(1, 10**6))
def test_every_size_has_one_class(people: int) -> None:
    assert likeness("village", people).startswith("village, ")


def test_marks_and_the_order_of_words_make_no_other_thing() -> None:
    assert folded("Suur Traktor") == folded("traktor, suur")
    assert folded("Õpetab ujuma") == folded("opetab ujuma")
    assert doubles([(1, "economy", "Generaator"), (2, "economy", "Elektrigeneraator"),
                    (3, "economy", "generaator 6 kW"), (4, "skills", "Generaator")]) == [(1, 3)]  # fmt: skip


@given(WORDS, WORDS)
@settings(max_examples=30)
def test_likeness_has_no_direction(one: str, other: str) -> None:
    assert likeness_of(one, other) == likeness_of(other, one)
    assert 0 <= likeness_of(one, other) <= 1


@given(st.lists(st.tuples(NAMES, st.none() | st.integers(0, 10**6)), max_size=12))
@settings(max_examples=30)
def test_areas_that_were_written_out_are_read_back(rows: list[tuple[str, int | None]]) -> None:
    areas = [PastedArea(name, people) for name, people in rows]

    read, bad = read_areas(written_areas(areas))

    assert bad == []
    assert read == list({area.name.casefold(): area for area in areas}.values())


def test_lists_are_read_as_people_paste_them() -> None:
    text = "Kuusiku küla; 120\nOru\t1 024 elanikku\n\nMänniku – 17\nSaaremäe\n450\nkuusiku KÜLA, 99"

    read, bad = read_areas(text)

    assert [(area.name, area.people) for area in read] == [
        ("kuusiku KÜLA", 99), ("Oru", 1024), ("Männiku", 17), ("Saaremäe", None),
    ]  # fmt: skip
    assert [(line.number, line.code) for line in bad] == [(6, "number")]


@given(
    st.dictionaries(st.sampled_from(["0037", "0060", "0045", "9999", "8888"]), st.integers(0, 99))
)
@settings(max_examples=25)
def test_no_two_tiles_lie_on_one_another(numbers: dict[str, int]) -> None:
    tiles = county_tiles({code: code for code in numbers}, numbers)

    assert len({(tile.x, tile.y) for tile in tiles}) == len(tiles)
    assert all((tile.depth == 0) == (tile.number == 0) for tile in tiles)
    assert all(tile.x < size_of(tiles)[0] and tile.y < size_of(tiles)[1] for tile in tiles)


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.text(max_size=40), max_size=9)))
@settings(max_examples=25)
def test_a_petal_counts_all_and_shows_what_fits(titles: dict[str, list[str]]) -> None:
    drawn = petals("abcdef", titles)

    assert [petal.kind for petal in drawn] == list("abcdef")
    for petal in drawn:
        assert petal.number == len(titles.get(petal.kind, [])) == len(petal.lines) + petal.more
        assert len(petal.lines) <= MOST_TITLES
        assert all(len(line.text) <= LONGEST_TITLE for line in petal.lines)
        assert all(0 < line.x < 640 and 0 < line.y < 640 for line in petal.lines)


def test_a_long_name_stays_in_the_middle() -> None:
    assert len(in_the_middle("Pikanimelise aleviku ja selle lähikülade ühine kogukond")) == 3


def test_what_is_decided_stays_decided() -> None:
    assert leads_to(WISH, "unproved", "waiting")
    assert not leads_to(WISH, "unproved", "accepted")
    assert not leads_to(WISH, "declined", "accepted")
    assert leads_to(ASSET, "hidden", "shown")
    assert not leads_to(ASSET, "merged", "shown")
