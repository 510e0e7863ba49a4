"""What is found, and by whom."""

import pytest

from loim.search.providers import only
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
