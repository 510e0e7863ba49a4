"""One query: which documents match, how they rank, how many there are by each facet.

All that match are counted. Ranking needs their whole vectors, which PostgreSQL keeps apart from
the rows and which is most of a search's time; so of more than `RANKED` matches only the best by
their titles are ranked. Nobody reads further than that many, and up to so many the order is exact.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from loim.people.permissions import Person
from loim.search.logic.query.tree import Query
from loim.search.queries.visible import VISIBLE, visible_values

# Of what is in a title (A), lemmas (B), parts of compounds (C), forms (D); ts_rank takes D first.
WEIGHTS = "'{0.1, 0.3, 0.5, 1.0}'"
OWN_LANGUAGE = 1.1  # so much better is a text that the reader can read
TYPED = 4.0  # so much more counts what was typed than what means the same
RANKED = 1000


@dataclass(frozen=True)
class Matches:
    """`ids` of the page, best first; `total` with all filters, `total_unfiltered` without any."""

    ids: list[int]
    total: int
    total_unfiltered: int
    counts: Mapping[str, Mapping[str, int]]


def match(
    query: Query, person: Person, language: str, filters: Mapping[str, Sequence[str]],
    now: datetime, *, offset: int, size: int,
) -> Matches:  # fmt: skip
    values: dict[str, Any] = {
        "full": query.full,
        "direct": query.direct,
        "own": f"language:{language}",
        "offset": offset,
        "size": size,
        "ranked": max(RANKED, offset + size),
        **visible_values(person, now),
    }
    conditions: dict[str, str] = {}
    for number, (facet, chosen) in enumerate(sorted(filters.items())):
        if chosen:
            values[f"chosen{number}"] = [f"{facet}:{value}" for value in chosen]
            values[f"facet{number}"] = facet
            conditions[f"facet{number}"] = f"facets && %(chosen{number})s::varchar[]"
    with connection.cursor() as cursor:
        cursor.execute(_statement(query, conditions), values)
        ids, total, unfiltered, counted = cursor.fetchone()
    counts: dict[str, dict[str, int]] = {}
    for value, number in json.loads(counted or "{}").items():
        facet, _, name = value.partition(":")
        counts.setdefault(facet, {})[name] = number
    return Matches(ids or [], total, unfiltered, counts)


def _statement(query: Query, conditions: Mapping[str, str]) -> str:
    """All that match are read once; page, counts and totals come from what was read."""
    every = " AND ".join(conditions.values()) or "true"
    # A facet's own filter does not bind the counts of its other values.
    cases = "".join(
        f" WHEN split_part(value, ':', 1) = %({name})s THEN "
        + (" AND ".join(c for other, c in conditions.items() if other != name) or "true")
        for name in conditions
    )
    counted = f"CASE{cases} ELSE {every} END" if conditions else "true"
    return f"""
        WITH matched AS MATERIALIZED (
            SELECT d.id, d.facets, d.importance * CASE WHEN %(own)s = ANY(d.facets)
                THEN {OWN_LANGUAGE} ELSE 1 END AS factor, d.title_vector
            FROM search_indexeddocument d
            WHERE d.vector @@ %(full)s::tsquery AND {VISIBLE}
        ), chosen AS (
            SELECT id, factor FROM matched WHERE {every}
            ORDER BY ({_rank("title_vector", query)}) * factor DESC, id LIMIT %(ranked)s
        ), best AS (
            SELECT id, ({_rank("d.vector", query)}) * factor AS rank
            FROM chosen JOIN search_indexeddocument d USING (id)
            ORDER BY rank DESC, id LIMIT %(size)s OFFSET %(offset)s
        )
        SELECT
            (SELECT array_agg(id ORDER BY rank DESC, id) FROM best),
            (SELECT count(*) FROM matched WHERE {every}),
            (SELECT count(*) FROM matched),
            (SELECT jsonb_object_agg(value, number) FROM (
                SELECT value, count(*) AS number
                FROM (SELECT facets, unnest(facets) AS value FROM matched) AS each
                WHERE {counted} GROUP BY value
            ) AS counts)
    """  # noqa: S608  # made of our own constants; whatever a person gave is a parameter


def _rank(vector: str, query: Query) -> str:
    rank = f"ts_rank({WEIGHTS}, {vector}, %(full)s::tsquery, 1)"
    if query.is_widened:
        rank += f" + {TYPED} * ts_rank({WEIGHTS}, {vector}, %(direct)s::tsquery, 1)"
    return rank
