"""The index follows what changes, once, and says what it was made by."""

from loim.search.actions.catching_up import catch_up, index_all, is_out_of_date
from loim.search.actions.indexing import index_objects, reindex
from loim.search.models import ChangeMark, IndexedDocument, KnownWord
from loim.search.providers import only
from tests import factories


def test_what_is_the_same_is_not_written_again(invented, now):
    invented.say(1, "Kogukond")

    assert index_all(now=now) == {"invented": 1}
    assert index_all(now=now) == {"invented": 0}
    assert KnownWord.objects.get(word="kogukond").documents == 1


def test_asked_by_an_action_it_is_indexed_with_the_next_job(invented, now, found):
    invented.say(1, "Kogukond")
    reindex({"invented": [1, 1], "unknown": [5]})
    assert found("kogukond") == []

    assert catch_up(now=now) == 1

    assert found("kogukond") == [1]
    assert not ChangeMark.objects.exists()


def test_what_is_gone_or_closed_leaves_at_once(invented, now, found):
    invented.say(1, "Kogukond")
    invented.say(2, "Kogukond ka")
    index_all(now=now)
    del invented.documents[1]
    invented.say(2, "Kogukond ka", readers=only([factories.organisation("Oma").pk]))

    index_objects(provider="invented", ids=[1, 2], now=now)

    assert found("kogukond") == []
    assert not KnownWord.objects.exists()


def test_another_analyser_asks_for_everything_anew(invented, now):
    invented.say(1, "Kogukond")
    assert is_out_of_date()  # nothing was indexed yet
    index_all(now=now)
    assert not is_out_of_date()
    IndexedDocument.objects.update(analyser="another 1.0")
    assert is_out_of_date()

    assert index_all(now=now) == {"invented": 1}
    assert not is_out_of_date()


def test_results_and_counts_take_a_fixed_number_of_queries(
    invented, index, found, django_assert_num_queries
):
    invented.say(1, "Kogukond 1", facets={"county": ["0037"]})
    index()
    with django_assert_num_queries(3):
        found("kogukond")
    invented.say(2, "Kogukond 2", facets={"county": ["0045"]})
    invented.say(3, "Kogukond 3", facets={"county": ["0045"]})
    index()
    with django_assert_num_queries(3):
        looked = found.all("kogukond", "et", None, filters={"county": ["0037"]})

    assert looked.total == 1
    assert looked.counts["county"] == {"0037": 1, "0045": 2}
    assert looked.counts["language"] == {"et": 1}
