"""What happens if the next person cancels: who is offered the place, and why."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.events.logic.participant_states import HOLDING
from loim.events.logic.places.outlook import next_if_one_leaves
from loim.events.logic.places.promotion import Given
from loim.events.logic.places.reasons import Reason
from loim.events.logic.places.rules import Person
from loim.events.models import Event, Participant
from loim.events.queries.places.naming import AnswerNames
from loim.events.queries.places.people import units_of
from loim.events.queries.places.standing import Standing

MOST_KINDS = 8  # of people who may leave; more would be a table nobody reads


@dataclass(frozen=True)
class IfOneLeaves:
    """`who` leaves (empty: whoever it is), and what then happens, in a sentence."""

    who: tuple[str, ...]
    next_people: tuple[Participant, ...]
    because: str


def if_one_leaves(event: Event, places: Standing, now: datetime) -> list[IfOneLeaves]:
    """One outcome where it is the same whoever leaves, else one for each kind of people.

    Two queries besides those of `names`.
    """
    if places.capacity is None or not places.holding:
        return []
    kinds = _kinds(event, places)
    outcomes: dict[tuple[int, str], list[Person]] = defaultdict(list)
    given: dict[tuple[int, str], Given | None] = {}
    for kind in kinds:
        found = next_if_one_leaves(places.engine, places.tally, places.queue.units, kind, now)
        name = (found.unit.key, found.reason.value) if found else (0, "")
        outcomes[name].append(kind)
        given[name] = found
    names = AnswerNames(rule.about for rule in places.engine.rules)
    is_one = len(outcomes) == 1
    return [
        IfOneLeaves(
            who=() if is_one else tuple(_called(kind, names) for kind in leaving),
            next_people=_people(given[name], places),
            because=_because(given[name], places, names),
        )
        for name, leaving in outcomes.items()
    ]


def _kinds(event: Event, places: Standing) -> list[Person]:
    """Those who hold a place, one of each kind that rules tell apart, the commonest first."""
    if not places.engine.rules and places.engine.most_per_organisation is None:
        return [Person(0)]
    rows = Participant.objects.filter(event=event, state__in=HOLDING).select_related(
        "registration", "municipality"
    )
    units = units_of(list(rows), places.engine).units
    about = {rule.about for rule in places.engine.rules}
    counted = Counter(
        (frozenset(person.answers & about), _counted_of(person, places))
        for unit in units
        for person in unit.people
    )
    return [Person(0, answers, of) for (answers, of), _n in counted.most_common(MOST_KINDS)]


def _counted_of(person: Person, places: Standing) -> str:
    """Organisations matter only where they have used up their places."""
    most = places.engine.most_per_organisation
    have = places.tally.by_organisation[person.organisation] if person.organisation else 0
    return person.organisation if most is not None and have >= most else ""


def _called(kind: Person, names: AnswerNames) -> str:
    if not kind.answers:
        return _("somebody else")
    return names.all_of(sorted(kind.answers))


def _people(found: Given | None, places: Standing) -> tuple[Participant, ...]:
    return tuple(places.queue.rows[person.key] for person in found.unit.people) if found else ()


def _because(found: Given | None, places: Standing, names: AnswerNames) -> str:
    if found is None:
        return _nobody(places)
    if found.reason == Reason.FLOOR and found.rule is not None:
        return ngettext(
            "because at least %(number)d place is for: %(whom)s",
            "because at least %(number)d places are for: %(whom)s",
            found.rule.floor,
        ) % {"number": found.rule.floor, "whom": names[found.rule.about]}
    return _("because it is the turn in the queue")


def _nobody(places: Standing) -> str:
    if places.above_capacity:
        return _("because more people have a place than there are places")
    if not places.waiting:
        return _("because nobody waits")
    return _("because by the rules nobody who waits may have it")
