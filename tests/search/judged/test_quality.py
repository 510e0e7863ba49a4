"""The judged set: what is promised of each language, and what PostgreSQL does by itself."""

from functools import cache

import pytest
from django.contrib.auth.models import AnonymousUser

from loim.search.queries.find import find
from tests.search.judged import HALVES, LANGUAGES, JudgedQuery, judged_queries, judged_texts
from tests.search.judged.measuring import by_configuration, by_trigrams, fill_baseline, quality

PROMISED = {"et": 0.95, "en": 0.9, "ru": 0.9, "uk": 0.9}


def test_the_set_is_as_large_as_it_is_said_to_be():
    texts = judged_texts()

    assert len(texts) >= 500
    assert len(judged_queries(texts)) >= 150
    assert len({(text.language, text.title) for text in texts}) == len(texts)


def test_what_is_promised_of_each_language_holds_in_both_halves(invented, index, now, capsys):
    texts = judged_texts()
    for text in texts:
        invented.say(text.pk, text.title, text.body, language=text.language)
    index()
    fill_baseline(texts)
    queries = judged_queries(texts)

    @cache
    def ours(query: JudgedQuery) -> list[int]:
        found = find(query.words, query.language, AnonymousUser(), now=now)
        return [result.object_id for result in found.results]

    searches = {
        "ours": ours,
        "PostgreSQL": by_configuration(),
        "simple": by_configuration("simple"),
        "trigrams": by_trigrams,
    }
    found = {
        (name, language, half): quality(
            search, [q for q in queries if (q.language, q.half) == (language, half)]
        )
        for name, search in searches.items()
        for language in LANGUAGES
        for half in HALVES
    }

    with capsys.disabled():
        print(f"\n{'MRR / recall of 5':20}" + "".join(f"{name:>15}" for name in searches))
        for language in LANGUAGES:
            for half in HALVES:
                cells = [found[name, language, half] for name in searches]
                row = "".join(f"{c.mrr:.3f} / {c.recall:.3f}".rjust(15) for c in cells)
                print(f"{language} {half:12} {cells[0].queries:4}{row}")
    missed = [
        f"{q.language} {q.kind}: {q.words}"
        for q in queries
        if len(q.wanted.intersection(ours(q)[:5])) < len(q.wanted)
    ]
    for language in LANGUAGES:
        for half in HALVES:
            measured = found["ours", language, half]
            promised = pytest.approx(1.0, abs=1 - PROMISED[language])
            assert measured.mrr == promised, missed
            assert measured.recall == promised, missed
            assert measured.mrr > found["PostgreSQL", language, half].mrr
