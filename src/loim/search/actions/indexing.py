"""Put into the index what modules give to be found, and take out what is no longer to be found.

One transaction indexes at a time (an advisory lock): words are counted from differences, and two
jobs that index the same record would otherwise each count it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from loim.common.jobs import app
from loim.search.actions.words_counted import count_words
from loim.search.logic.analysis.words import analyser_name
from loim.search.logic.vector import Said, write_vector
from loim.search.models import ADMINISTRATORS, EVERYBODY, ChangeMark, IndexedDocument
from loim.search.providers import Document, Readers, Words, provider_of

BATCH = 200  # documents in one transaction
LOCK = 7_270_100  # of the advisory lock
REINDEX_TASK = "loim.search.reindex"
MOST_WORDS = 2000  # of one document that are counted


def reindex(keys: Mapping[str, Iterable[int]]) -> None:
    """Index these objects anew soon: {"clubs": [club.pk]}. Called inside the transaction that
    changes them, so that it happens exactly when the change is committed. Unknown ids do no harm;
    objects that are gone leave the index."""
    found = {key: sorted(set(ids)) for key, ids in keys.items()}
    marks = [ChangeMark(source=f"={key}", value=pk) for key, ids in found.items() for pk in ids]
    if not marks:
        return
    ChangeMark.objects.bulk_create(marks, batch_size=1000)
    # Each asks for a job of its own: waiting for another's would tie two people's changes together.
    app.configure_task(REINDEX_TASK).defer()


def index_objects(*, provider: str, ids: Sequence[int], now: datetime) -> int:
    """Index these objects of a provider now, those that it leaves out not at all; how many were
    written. Objects whose document is the same as it was are left as they are."""
    written = 0
    giver = provider_of(provider)
    for batch in _batches(sorted(set(ids))):
        with transaction.atomic():
            _one_indexer_at_a_time()
            documents = {each.object_id: each for each in giver.documents(batch)}
            written += _write(provider, batch, documents, now)
    return written


def remove_provider(*, provider: str) -> None:
    """Nothing of it is found any more; for a module that was switched off."""
    with transaction.atomic():
        _one_indexer_at_a_time()
        rows = IndexedDocument.objects.filter(provider=provider)
        before = Counter(word for words in rows.values_list("words", flat=True) for word in words)
        rows.delete()
        count_words({word: -number for word, number in before.items()})


def _batches(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def _one_indexer_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _write(provider: str, ids: list[int], documents: Mapping[int, Document], now: datetime) -> int:
    known = {
        row.object_id: row
        for row in IndexedDocument.objects.filter(provider=provider, object_id__in=ids).only(
            "object_id", "digest", "analyser", "words"
        )
    }
    analyser = analyser_name()
    changes: Counter[str] = Counter()
    rows: list[IndexedDocument] = []
    literals: list[tuple[str, str]] = []
    for pk, document in documents.items():
        digest = _digest(document)
        before = known.get(pk)
        if before is not None and (before.digest, before.analyser) == (digest, analyser):
            continue
        row, literal = _row(provider, document, now)
        row.digest, row.analyser = digest, analyser
        changes.update(row.words)
        if before is not None:
            changes.subtract(before.words)
        rows.append(row)
        literals.append(literal)
    gone = [row for pk, row in known.items() if pk not in documents]
    for row in gone:
        changes.subtract(row.words)
    IndexedDocument.objects.filter(pk__in=[row.pk for row in gone]).delete()
    _save(rows, literals)
    count_words(changes)
    return len(rows)


def _row(
    provider: str, document: Document, now: datetime
) -> tuple[IndexedDocument, tuple[str, str]]:
    texts = {
        language: Said(words.title, words.body, words.keywords)
        for language, words in _source_first(document)
    }
    writer = write_vector(texts)
    # Words of what not everybody may read, or only for a time, would tell of it by themselves.
    is_open = document.readers.is_public and document.visible_until is None
    is_open = is_open and document.visible_from is None
    words = [word for word, _number in writer.words.most_common(MOST_WORDS) if len(word) <= 60]
    row = IndexedDocument(
        provider=provider,
        object_id=document.object_id,
        kind=document.kind,
        language=document.language,
        texts={
            language: [said.title, said.body, said.keywords] for language, said in texts.items()
        },
        url_name=document.url_name,
        url_args=list(document.url_args),
        facets=_facets(provider, document),
        readers=_readers(document.readers),
        day=document.day,
        importance=document.importance,
        visible_from=document.visible_from,
        visible_until=document.visible_until,
        words=words if is_open else [],
        indexed_at=now,
    )
    return row, (writer.literal(), writer.title_literal())


def _source_first(document: Document) -> list[tuple[str, Words]]:
    return sorted(
        (
            (language, words)
            for language, words in document.texts.items()
            if words.title or words.keywords
        ),
        key=lambda pair: (pair[0] != document.language, pair[0]),
    )


def _facets(provider: str, document: Document) -> list[str]:
    given = {
        "part": [provider],
        "kind": [f"{provider}.{document.kind}"] if document.kind else [],
        "language": [language for language, words in document.texts.items() if words.title],
        **document.facets,
    }
    return sorted({f"{facet}:{value}" for facet, values in given.items() for value in values})


def _readers(readers: Readers) -> list[int]:
    if readers.is_public:
        return [EVERYBODY]
    administrators = [ADMINISTRATORS] if readers.includes_administrators else []
    return [*administrators, *sorted(readers.organisations)]


def _digest(document: Document) -> str:
    said = {language: [w.title, w.body, w.keywords] for language, w in document.texts.items()}
    rest = [
        document.language, document.url_name, list(document.url_args), document.kind,
        {facet: sorted(map(str, values)) for facet, values in document.facets.items()},
        _readers(document.readers), document.day, document.importance, document.visible_from,
        document.visible_until,
    ]  # fmt: skip
    content = json.dumps([said, rest], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


_COLUMNS = (
    "provider", "object_id", "kind", "language", "texts", "url_name", "url_args", "facets",
    "readers", "day", "importance", "visible_from", "visible_until", "words", "digest", "analyser",
    "indexed_at",
)  # fmt: skip


def _save(rows: Sequence[IndexedDocument], literals: Sequence[tuple[str, str]]) -> None:
    """New ones are added, others overwritten; vectors go as text, which PostgreSQL reads faster
    than it would parse the words."""
    if not rows:
        return
    names = [*_COLUMNS, "vector", "title_vector"]
    updates = ", ".join(f"{name} = EXCLUDED.{name}" for name in names[2:])
    places = ", ".join(["%s"] * len(_COLUMNS) + ["%s::tsvector"] * 2)
    statement = (
        f"INSERT INTO search_indexeddocument ({', '.join(names)})"  # noqa: S608
        f" VALUES {', '.join([f'({places})'] * len(rows))}"
        f" ON CONFLICT (provider, object_id) DO UPDATE SET {updates}"
    )
    values = [
        value
        for row, vectors in zip(rows, literals, strict=True)
        for value in (*(_value(row, name) for name in _COLUMNS), *vectors)
    ]
    # One statement, not executemany: inside of a request pghistory adds its context to statements
    # and can add it to those with one list of values only.
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _value(row: IndexedDocument, name: str) -> Any:
    value = getattr(row, name)
    return json.dumps(value, ensure_ascii=False) if name in {"texts", "url_args"} else value
