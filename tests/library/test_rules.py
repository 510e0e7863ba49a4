"""Rules without a database."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loim.library.logic.contributions.states import LEADS_TO, ContributionState, leads_to
from loim.library.logic.files.types import NotTaken, check_not_a_bomb, file_type
from loim.library.logic.items.citations import Cited, bibtex, citation_key, dublin_core, ris
from loim.library.logic.items.links import normalised_link
from loim.library.logic.items.titles import alike

words = st.text(max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTTPS://www.Example.ee:443/a/?utm_source=x#b", "http://example.ee/a"),
        ("https://example.ee/?b=2&a=1", "https://example.ee/?a=1&b=2&fbclid=9"),
        ("https://example.ee", "http://example.ee/"),
        ("https://example.ee/õpi keelt", "https://example.ee/%C3%B5pi%20keelt/"),
    ],
)
def test_links_to_the_same_thing(one, other):
    assert normalised_link(one) == normalised_link(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.ee/a", "https://example.ee/A"),
        ("https://example.ee/?id=1", "https://example.ee/?id=2"),
        ("https://example.ee:8080/", "https://example.ee/"),
    ],
)
def test_links_to_different_things(one, other):
    assert normalised_link(one) != normalised_link(other)


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "ftp://example.ee", "x", "http://["])
def test_what_is_no_link(url):
    assert normalised_link(url) == ""


@given(st.text(max_size=60))
@example(" /")
@settings(max_examples=40)
def test_normalising_never_fails_and_again_changes_nothing(text):
    key = normalised_link(f"https://example.ee/{text}")

    assert normalised_link(f"https://{key}") in {key, ""}


def test_titles_that_are_much_alike():
    known = [(1, "Küla kriisiplaan nelja lehega"), (2, "Koosoleku kell"), (3, "Kriisiplaan külale")]

    assert alike("KULA KRIISIPLAAN: nelja lehega!", known)[0] == 1
    assert 2 not in alike("Küla kriisiplaan", known)
    assert alike("", known) == []


@given(words, words, st.lists(words, max_size=3), st.none() | st.integers(1800, 2200))
@settings(max_examples=100)
def test_citations_stay_whole_whatever_was_written(title, publisher, authors, year):
    said = Cited("guide", title, "https://loim.example/1", authors, year, publisher)

    lines = ris(said).split("\r\n")
    assert lines[-2:] == ["ER  - ", ""]
    assert all(line[2:6] == "  - " for line in lines[:-1])
    tex = bibtex(said)
    for pair in (r"\{", r"\}"):
        tex = tex.replace(pair, "")
    assert tex.count("{") == tex.count("}")
    assert citation_key(said).isascii()
    assert all("\n" not in content for _name, content in dublin_core(said))


def test_a_citation_in_full():
    said = Cited(
        "article", "Usaldus & torm", "https://loim.example/7", ("Mari Tamm", "Kask, Tiit"), 2023,
        "Koda", "https://example.ee/a_b", languages=("et",), subjects=("kriis",),
    )  # fmt: skip

    assert bibtex(said) == (
        "@article{tamm2023usaldus,\n"
        "  title = {{Usaldus \\& torm}},\n"
        "  author = {Tamm, Mari and Kask, Tiit},\n"
        "  year = {2023},\n"
        "  publisher = {Koda},\n"
        "  url = {https://example.ee/a_b},\n"
        "  language = {et},\n"
        "  keywords = {kriis}\n}\n"
    )


def test_what_is_decided_is_final_but_for_a_second_thought():
    assert set(LEADS_TO) == set(ContributionState)
    assert leads_to("declined", "waiting")
    for final in ("published", "withdrawn"):
        assert not any(leads_to(final, state) for state in ContributionState)
    assert not leads_to("unproved", "published")


@given(st.binary(max_size=300), st.sampled_from(["pdf", "docx", "odt", "png", "jpg", "webp"]))
@settings(max_examples=150)
def test_whatever_a_file_holds_it_is_taken_or_refused(content, suffix):
    try:
        found = file_type(f"a.{suffix}", content).suffix
    except NotTaken as refusal:
        found = refusal.reason

    assert found in {suffix, "content", "password"}


@pytest.mark.parametrize(
    "sizes", [[(500_000_000, 400_000_000)], [(30_000_000, 1000)], [(0, 0)] * 5001]
)
def test_bombs(sizes):
    with pytest.raises(NotTaken):
        check_not_a_bomb(sizes)


def test_a_large_honest_document_is_none():
    check_not_a_bomb([(60_000_000, 20_000_000)] * 3)
