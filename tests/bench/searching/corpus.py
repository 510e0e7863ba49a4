"""Documents for the benchmark of the search, made by PostgreSQL out of pieces that Python analysed.

A piece is ten words, eight of the judged Estonian texts by their frequency there and two invented
ones; a document is a title of four words and four pieces, drawn by its number, so that the same
size always gives the same documents. Each piece is analysed as the index does it, and a document's
vector is those of its pieces one after another. Of invented words there are as many as Heaps' law
says of a text that long (30 * words ** 0.5), drawn by Zipf's.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, product

from django.db import connection

from loim.search.actions.words_counted import count_words
from loim.search.logic.analysis.words import analyse, analyser_name
from loim.search.logic.vector import VectorWriter
from loim.search.providers import Document, Provider, Words
from tests.search.judged import judged_texts

PIECES, TITLE_WORDS, PIECE_WORDS, INVENTED_WORDS = 4, 4, 8, 2
WORDS = TITLE_WORDS + PIECES * (PIECE_WORDS + INVENTED_WORDS)
_SYLLABLES = [
    "ka",
    "la",
    "ma",
    "na",
    "ra",
    "sa",
    "ta",
    "va",
    "ki",
    "li",
    "mi",
    "ni",
    "ri",
    "si",
    "ti",
    "vi",
    "ku",
    "lu",
    "mu",
    "nu",
    "ru",
    "su",
    "tu",
    "vu",
    "ke",
    "le",
    "me",
    "ne",
    "re",
    "se",
    "te",
    "ve",
    "õi",
    "äe",
    "öö",
    "üü",
    "ai",
    "oi",
    "ei",
    "ui",
    "au",
    "eu",
]


class Corpus:
    def __init__(self, size: int) -> None:
        self.size = size
        texts = [text for text in judged_texts() if text.language == "et"]
        self.words = [w for text in texts for w in f"{text.title} {text.body}".split()]
        self.telling = [w for w in self.words if len(w) > 3 and not _says_nothing(w)]
        number = round(30 * (size * WORDS) ** 0.5)
        self.invented = _invented(number)
        self._shares = list(accumulate(1 / (rank + 3) for rank in range(number)))
        self.pieces = min(100_000, max(2_000, size // 8))

    def fill(self) -> None:
        """The whole index, its words counted."""
        counted: Counter[str] = Counter()
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '1GB'")
            cursor.execute(
                "CREATE TEMP TABLE piece (kind text, id int, said text, vector tsvector)"
            )
            with cursor.copy("COPY piece FROM STDIN") as copy:
                for row, words in self._pieces():
                    copy.write_row(row)
                    counted.update(words)
            cursor.execute("ANALYZE piece")
            cursor.execute("DROP INDEX indexed_vector")
            cursor.execute(_FILL, {"size": self.size, "n": self.pieces, "by": analyser_name()})
            cursor.execute(
                "CREATE INDEX indexed_vector ON search_indexeddocument USING gin (vector)"
                " WITH (fastupdate = off)"
            )
        times = self.size / self.pieces
        counted.update(self.invented)
        count_words({word: max(1, round(seen * times)) for word, seen in counted.items()})
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE search_indexeddocument")
            cursor.execute("VACUUM ANALYZE search_knownword")

    def _pieces(self) -> Iterable[tuple[list[object], Counter[str]]]:
        chance = random.Random(11)
        for pk in range(self.pieces):
            yield self._piece("title", pk, self._title(chance), is_title=True)
            yield self._piece("body", pk, self._body(chance), is_title=False)

    def _piece(
        self, kind: str, pk: int, said: str, *, is_title: bool
    ) -> tuple[list[object], Counter[str]]:
        writer = VectorWriter()
        writer.add(said, "et", is_title=is_title)
        return [kind, pk, said, writer.literal()], writer.words

    def _title(self, chance: random.Random) -> str:
        return " ".join(chance.choices(self.words, k=TITLE_WORDS))

    def _body(self, chance: random.Random) -> str:
        invented = chance.choices(self.invented, cum_weights=self._shares, k=INVENTED_WORDS)
        return " ".join(chance.choices(self.words, k=PIECE_WORDS) + invented)

    def provider(self) -> Provider:
        """Documents of the same kind that the platform itself analyses and writes."""

        def given(ids: Sequence[int]) -> Iterable[Document]:
            for pk in ids:
                chance = random.Random(pk)
                body = " ".join(self._body(chance) for _piece in range(PIECES))
                yield Document(
                    object_id=pk, texts={"et": Words(self._title(chance), body)}, language="et",
                    url_name="home", facets={"county": [f"{chance.randrange(15):04}"]},
                )  # fmt: skip

        return Provider("indexed", "Bench", lambda: (), given)

    def queries(self, number: int) -> list[str]:
        """One to three words that say something."""
        chance = random.Random(7)
        return [
            " ".join(chance.sample(self.telling, k=chance.choice([1, 2, 2, 3])))
            for _each in range(number)
        ]

    def beginnings(self, number: int) -> list[str]:
        """The first two to six letters of a word, every third of them an invented one."""
        chance = random.Random(8)
        words = [chance.choice((self.words, self.words, self.invented)) for _ in range(number)]
        return [chance.choice(of)[: chance.randint(2, 6)].lower() for of in words]


def _invented(number: int) -> list[str]:
    """The shortest first, as in a language: so are the most frequent."""
    found: list[str] = []
    for length in (2, 3, 4):
        for each in product(_SYLLABLES, repeat=length):
            found.append("".join(each))
            if len(found) == number:
                return found
    return found


def _says_nothing(word: str) -> bool:
    return analyse(word.strip(".,:;!?»«“”„()"), "et").is_function_word


# One in ten is for the people of one of two hundred organisations only.
_FILL = """
    INSERT INTO search_indexeddocument (provider, object_id, kind, language, texts, url_name,
        url_args, facets, readers, importance, vector, title_vector, words, digest, analyser, indexed_at)
    SELECT 'bench', d.n, '', 'et',
        jsonb_build_object('et', jsonb_build_array(t.said,
            concat_ws(' ', a.said, b.said, c.said, e.said))),
        'home', '[]',
        ARRAY['audience:' || d.n %% 5, 'county:' || lpad((d.h1 %% 15)::text, 4, '0'),
            'kind:bench.' || d.h2 %% 6, 'language:et', 'part:bench', 'topic:' || d.h3 %% 20,
            'topic:' || 20 + d.h4 %% 20],
        ARRAY[CASE WHEN d.n %% 10 = 0 THEN 1 + d.h1 %% 200 ELSE 0 END],
        CASE WHEN d.n %% 3 = 0 THEN 0.6 ELSE 1 END,
        t.vector || a.vector || b.vector || c.vector || e.vector, t.vector,
        '{}', '', %(by)s, now()
    FROM (
        SELECT n, abs(hashint8extended(n, 1) %% 1000003) AS h1,
            abs(hashint8extended(n, 2) %% 1000003) AS h2, abs(hashint8extended(n, 3) %% 1000003) AS h3,
            abs(hashint8extended(n, 4) %% 1000003) AS h4, abs(hashint8extended(n, 5) %% 1000003) AS h5
        FROM generate_series(1, %(size)s::bigint) AS n
    ) AS d
    JOIN piece t ON t.kind = 'title' AND t.id = d.h1 %% %(n)s
    JOIN piece a ON a.kind = 'body' AND a.id = d.h2 %% %(n)s
    JOIN piece b ON b.kind = 'body' AND b.id = d.h3 %% %(n)s
    JOIN piece c ON c.kind = 'body' AND c.id = d.h4 %% %(n)s
    JOIN piece e ON e.kind = 'body' AND e.id = d.h5 %% %(n)s
"""
