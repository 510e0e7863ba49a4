"""What is found, and by whom."""

import pytest

from loim.search.providers import only
from loim.search.queries import matching
from tests import factories


def test_an_inflected_word_finds_every_form_of_it(invented, index, found):
    invented.say(1, "Kogukond hoiab kokku", "Meie küla lugu")
    invented.say(2, "Kogukondade päev", "Tulge kõik")
    invented.say(3, "Rattamatk", "Sõidame mere äärde")
    index()

    assert sorted(found("kogukonnale")) == [1, 2]


@pytest.mark.parametrize(
    "typed",
    ["kohvik", "kohvikus", "lõimumiskohvik", "loimumiskohvikusse", "lõimumine", "LÕIMUMISKOHVIKUD"],
)
def test_a_compound_is_found_whole_and_by_its_parts(typed, invented, index, found):
    invented.say(1, "Lõimumiskohvikud Narvas")
    invented.say(2, "Rattamatk")
    index()

    assert found(typed) == [1]


def test_a_draft_is_found_only_by_its_organisation(invented, index, found):
    own, other = factories.organisation("Oma"), factories.organisation("Teine")
    member, stranger = factories.user("oma@example.ee"), factories.user("teine@example.ee")
    factories.membership(member, own, "member")
    factories.membership(stranger, other, "member")
    invented.say(1, "Salajane kogukonnaplaan", readers=only([own.pk]))
    index()

    assert found("kogukonnaplaan", person=member) == [1]
    assert found("kogukonnaplaan", person=stranger) == []
    assert found("kogukonnaplaan") == []
    assert found.all("kogukonnaplaan", "et", stranger).counts == {}


def test_of_very_many_matches_the_best_by_their_titles_are_ranked_and_all_are_counted(
    invented, index, found, monkeypatch
):
    for pk in range(1, 6):
        invented.say(pk, f"Lugu {pk}", "Kogukond")
    invented.say(6, "Kogukonna lugu", "Kogukond")
    index()
    everything = found.all("kogukond", "et", None)

    monkeypatch.setattr(matching, "RANKED", 2)
    few = found.all("kogukond", "et", None, size=2)

    assert [r.object_id for r in few.results] == [r.object_id for r in everything.results][:2]
    assert few.results[0].object_id == 6
    assert (few.total, few.counts) == (6, everything.counts)
