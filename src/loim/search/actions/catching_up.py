"""Index what has changed since last time: what triggers and `reindex` have marked."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from loim.search.actions.indexing import index_objects
from loim.search.actions.meanings import rebuild_meanings
from loim.search.logic.analysis.words import analyser_name
from loim.search.models import ChangeMark, IndexedDocument, WordMeaning
from loim.search.providers import all_providers, all_word_sources, is_known

MOST_MARKS = 5000  # taken in one go


def catch_up(*, now: datetime) -> int:
    """Until no mark is left; how many documents were written. A mark is taken in the transaction
    that indexes what it stands for, so none is lost if this fails half-way."""
    written = 0
    while True:
        with transaction.atomic():
            # Two that catch up at once take different marks.
            marks = list(
                ChangeMark.objects.select_for_update(skip_locked=True).order_by("pk")[:MOST_MARKS]
            )
            if not marks:
                return written
            written += _index_marked(marks, now)
            ChangeMark.objects.filter(pk__in=[mark.pk for mark in marks]).delete()


def _index_marked(marks: list[ChangeMark], now: datetime) -> int:
    values: dict[str, set[int]] = defaultdict(set)
    for mark in marks:
        values[mark.source].add(mark.value)
    if any(values.keys() & set(source.tables) for source in all_word_sources()):
        rebuild_meanings(now=now)
    return sum(
        index_objects(provider=key, ids=sorted(ids), now=now)
        for key, ids in _objects(values).items()
    )


def _objects(values: Mapping[str, set[int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for source, asked in values.items():
        if source.startswith("=") and is_known(source[1:]):
            found[source[1:]] |= asked
    for provider in all_providers():
        for watch in provider.watches:
            if changed := values.get(watch.table):
                ids = sorted(changed)
                found[provider.key].update(watch.ids(ids) if watch.ids else ids)
    return found


def index_all(*, now: datetime, providers: list[str] | None = None) -> dict[str, int]:
    """Everything of these providers (all of them), and what is in the index but no longer there;
    how many documents of each were written. What is the same as it was stays as it is."""
    rebuild_meanings(now=now)
    written = {}
    for provider in all_providers():
        if providers is not None and provider.key not in providers:
            continue
        indexed = IndexedDocument.objects.filter(provider=provider.key)
        ids = {*provider.ids(), *indexed.values_list("object_id", flat=True)}
        written[provider.key] = index_objects(provider=provider.key, ids=sorted(ids), now=now)
    return written


def is_out_of_date() -> bool:
    """Whether anything was indexed by another analyser than today's, or nothing yet at all."""
    if not (IndexedDocument.objects.exists() and WordMeaning.objects.exists()):
        return True
    analyser = analyser_name()
    return IndexedDocument.objects.filter(
        Q(analyser__lt=analyser) | Q(analyser__gt=analyser)  # which an index can answer
    ).exists()
