"""Who holds a place, counted, and who waits, in order: from the rows, at this moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet

from loim.events.logic.participant_states import HOLDING, ParticipantState
from loim.events.logic.places.rules import Answer, Person, Rules, Tally, Unit
from loim.events.models import Answer as AnswerRow
from loim.events.models import Feature, Option, Participant
from loim.events.queries.places.rules import organisation_key, question_name

COLUMNS = {
    Feature.PARTY.value: "party",
    Feature.COUNTY.value: "municipality__county",
    Feature.LANGUAGE.value: "language",
}


@dataclass(frozen=True)
class Waiting:
    """The queue: units in order, and the rows behind them; `held_back` stand outside of it."""

    units: tuple[Unit, ...]
    rows: dict[int, Participant]
    held_back: tuple[Participant, ...] = ()


def tally_of(event_id: int, rules: Rules) -> Tally:
    """Who holds a place, by the answers that rules look at. One or two queries."""
    features = [name for name in rules.questions if name in COLUMNS]
    columns = [COLUMNS[name] for name in features]
    counts_organisations = rules.most_per_organisation is not None
    if counts_organisations:
        columns += ["organisation_id", "organisation_name"]
    holding = Participant.objects.filter(event=event_id, state__in=HOLDING)
    tally = Tally()
    if not columns:
        tally.total = holding.count()
    else:
        for *values, people in holding.values_list(*columns).annotate(Count("pk")).order_by():
            answers = frozenset(
                (name, value) for name, value in zip(features, values, strict=False) if value
            )
            of = organisation_key(values[-2], values[-1]) if counts_organisations else ""
            tally.add(Person(0, answers, of), people)
    for option, question, people in _chosen(rules, holding):
        tally.by_answer[(question_name(question), str(option))] += people
    return tally


def _options(rules: Rules) -> list[int]:
    return [int(rule.answer) for rule in rules.rules if rule.question not in COLUMNS]


def _chosen(rules: Rules, holding: QuerySet[Participant]) -> Iterable[tuple[int, int, int]]:
    options = _options(rules)
    if not options:
        return ()
    return (
        AnswerRow.objects.filter(option__in=options, participant__in=holding)
        .values_list("option", "question")
        .annotate(Count("pk"))
        .order_by()
    )


def in_queue_order(rows: QuerySet[Participant]) -> QuerySet[Participant]:
    return rows.order_by(F("queue_number").asc(nulls_last=True), "queued_at", "pk")


def waiting_in_order(event_id: int, rules: Rules) -> Waiting:
    """Two or three queries, however many wait."""
    rows = in_queue_order(
        Participant.objects.filter(event=event_id, state=ParticipantState.WAITING).select_related(
            "registration", "municipality"
        )
    )
    everybody = list(rows)
    # Of those who come whole nobody is called while one of them is held back.
    whole = {row.registration_id for row in everybody if row.is_held_back and _is_whole(row)}
    held = [row for row in everybody if row.is_held_back or row.registration_id in whole]
    outside = {row.pk for row in held}
    queue = units_of([row for row in everybody if row.pk not in outside], rules)
    return Waiting(queue.units, queue.rows, tuple(held))


def _is_whole(row: Participant) -> bool:
    return row.registration.comes_whole


def units_of(rows: Sequence[Participant], rules: Rules) -> Waiting:
    """Those who come whole stand together, where the first of them stands."""
    answers = answers_of(rows, rules)
    units: dict[tuple[str, int], list[Person]] = {}
    for row in rows:
        is_whole = _is_whole(row)
        name = ("registration", row.registration_id) if is_whole else ("person", row.pk)
        of = organisation_key(row.organisation_id, row.organisation_name)
        units.setdefault(name, []).append(Person(row.pk, answers[row.pk], of))
    return Waiting(
        tuple(Unit(people[0].key, tuple(people)) for people in units.values()),
        {row.pk: row for row in rows},
    )


def answers_of(rows: Sequence[Participant], rules: Rules) -> dict[int, frozenset[Answer]]:
    """What each answered to the questions that rules look at."""
    features = [name for name in rules.questions if name in COLUMNS]
    found: dict[int, set[Answer]] = {row.pk: set() for row in rows}
    for row in rows:
        given = {
            Feature.PARTY.value: row.party,
            Feature.COUNTY.value: row.municipality.county_id if row.municipality else "",
            Feature.LANGUAGE.value: row.language,
        }
        found[row.pk].update((name, given[name]) for name in features if given[name])
    options = _options(rules)
    if options:
        chosen = AnswerRow.objects.filter(option__in=options, participant__in=list(found))
        for person, question, option in chosen.values_list("participant", "question", "option"):
            found[person].add((question_name(question), str(option)))
    return {key: frozenset(answers) for key, answers in found.items()}


def label_of(option_id: int) -> Option | None:
    return Option.objects.select_related("question__event").filter(pk=option_id).first()
