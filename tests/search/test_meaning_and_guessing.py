"""Other languages, abbreviations, mistyped words, words that begin like this."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from loim.search.actions.missed import forget_old_searches, remember_missed
from loim.search.logic.query.reading import read_words
from loim.search.models import KnownWord, MissedSearch
from loim.search.providers import Words, only
from loim.search.queries.missed import missed_searches
from loim.search.queries.suggestions import suggestions
from tests import factories


def test_a_russian_word_finds_the_estonian_guide_and_says_its_language(invented, index, found):
    invented.say(1, "Lõimumise juhend")
    index()

    [result] = found.all("интеграции", "ru", None).results
    assert (result.object_id, result.language) == (1, "et")


def test_the_name_of_a_topic_leads_to_a_text_in_another_language(invented, index, found):
    invented.say(
        1, "", texts={"et": Words("Kriisiplaan"), "ru": Words("", keywords="Готовность к бедам")}
    )
    index()

    looked = found.all("готовности", "ru", None)

    [result] = looked.results
    assert (result.language, result.found_in) == ("et", "ru")
    assert [piece.text for piece in result.found_by if piece.is_hit] == ["Готовность"]
    assert looked.counts["language"] == {"et": 1}


def test_an_abbreviation_finds_the_whole_name_and_back(invented, index, found):
    invented.say(1, "Kohaliku omavalitsuse roll")
    invented.say(2, "KOV-ide rahastamine")
    index()

    assert sorted(found("KOV")) == [1, 2]
    assert sorted(found("kohalikud omavalitsused")) == [1, 2]


def test_what_was_typed_comes_before_what_means_the_same(invented, index, found):
    invented.say(1, "Integratsioon")
    invented.say(2, "Lõimumine")
    index()

    assert found("integratsiooni") == [1, 2]
    assert found("lõimumisest") == [2, 1]


def test_a_mistyped_word_is_put_right_and_said(invented, index, found):
    invented.say(1, "Kogukonna päev")
    index()

    looked = found.all("koguknnad", "et", None)
    assert [r.object_id for r in looked.results] == [1]
    assert looked.meant == "kogukond"


def test_neither_guesses_nor_completions_tell_of_what_not_everybody_may_read(
    invented, index, found
):
    own = factories.organisation("Oma")
    invented.say(1, "Salaprojekt Kuldkalake", readers=only([own.pk]))
    invented.say(2, "Aegunud Kuldnokk", visible_until=None)
    index()

    assert suggestions("kuld") == ["kuldnokk"]
    assert found.all("kuldkalakes", "et", None).meant != "kuldkalake"
    assert not KnownWord.objects.filter(word="kuldkalake").exists()


def test_words_of_what_is_gone_are_completed_no_longer(invented, index):
    invented.say(1, "Kuldkalake")
    index()
    assert suggestions("kuld") == ["kuldkalake"]

    del invented.documents[1]
    index()

    assert suggestions("kuld") == []


def test_completion_is_of_the_last_word_without_marks_the_most_frequent_first(invented, index):
    invented.say(1, "Õppereis ja õpetaja")
    invented.say(2, "Õpetaja")
    index()

    assert suggestions("hea ope") == ["hea õpetaja"]
    assert suggestions("op") == ["õpetaja", "õppereis"]


@pytest.mark.parametrize("text", ["mari.maasikas@example.ee", "37605030299", "+372 555 12345"])
def test_addresses_and_numbers_of_people_are_not_remembered(text, db, now):
    remember_missed(text=text, today=now.date())

    assert not MissedSearch.objects.exists()


def test_editors_see_what_was_missed_on_three_days_and_it_is_forgotten(db, now):
    for ago in range(3):
        remember_missed(text="Kalakasvatus ", today=now.date() - timedelta(days=ago))
    for _again in range(9):
        remember_missed(text="minu naaber", today=now.date())

    assert [(m.words, m.number) for m in missed_searches()] == [("kalakasvatus", 3)]

    forget_old_searches(today=now.date() + timedelta(days=100))
    assert not MissedSearch.objects.exists()


def test_no_missed_search_can_hold_an_address(db, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        MissedSearch.objects.create(day=now.date(), words="mari@example.ee")


@pytest.mark.parametrize(
    "text",
    ["", " ", "!!!", "'", "\\", "a' | 'b", "(((", ":*", "& |", "x" * 500, "٣", "\u200f", "а" * 199],
)
def test_whatever_is_typed_is_a_search(text, invented, index, found):
    invented.say(1, "Kogukond")
    index()

    assert found(text) == []
    read_words(text)


def test_where_neither_title_nor_text_says_it_the_result_tells_why_it_was_found(
    invented, index, found
):
    invented.say(1, "Minu sada päeva", "Sobib algajale.", keywords="Lõimumine, Mari Maasikas")
    invented.say(
        2, "", texts={"et": Words("Aiapäev", "Peenrad."), "ru": Words("Садовый день", "Грядки.")}
    )
    index()

    [by_keyword] = found.all("lõimumist", "et", None).results
    [by_other] = found.all("грядка", "et", None).results

    said = [piece.text for piece in by_keyword.found_by if piece.is_hit]
    assert (said, by_keyword.found_in) == (["Lõimumine"], "et")
    assert (by_other.language, by_other.found_in) == ("et", "ru")
    assert "Грядки" in [piece.text for piece in by_other.found_by if piece.is_hit]
    assert found.all("peenral", "et", None).results[0].found_by == []
