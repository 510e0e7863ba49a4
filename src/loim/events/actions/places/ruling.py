"""The rules of representation, as a whole: said by the organiser, checked, and held to at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.actions.places.desk import at_the_desk
from loim.events.actions.places.fixed_draw import check_not_fixed
from loim.events.actions.places.settling import catch_up
from loim.events.logic.places.contradictions import Contradiction, contradictions
from loim.events.models import (
    Event,
    EventStatus,
    Feature,
    Option,
    PlaceRule,
    RegistrationSettings,
)
from loim.events.permissions import may_change_event
from loim.events.queries.places.contradiction_words import contradiction_in_words
from loim.events.queries.places.naming import AnswerNames
from loim.events.queries.places.people import tally_of
from loim.events.queries.places.rules import questions_asked, rules_with
from loim.people.models import User


class ImpossibleRules(Refusal):
    """`sentences` say what contradicts what."""

    message = _("These rules cannot all be kept.")

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__()
        self.sentences = list(sentences)

    def __str__(self) -> str:
        return " ".join(self.sentences)


class RulesFixed(Refusal):
    """The event is over."""

    message = _("The rules cannot be changed any more.")


@dataclass(frozen=True)
class RuleFacts:
    """One rule as it is wanted: `value` of a feature, or an option's key."""

    feature: str
    value: str = ""
    option: int | None = None
    floor: int = 0
    ceiling: int | None = None
    released_at: datetime | None = None

    @property
    def about(self) -> tuple[str, str, int | None]:
        return (self.feature, self.value, self.option)


def set_rules(*, event: Event, rules: Sequence[RuleFacts], by: User, now: datetime) -> list[str]:
    """Make the event's rules exactly these; nobody loses a place, free ones are given by them.

    Returns what is worth a second thought, in sentences. Raises ImpossibleRules, RulesFixed,
    DrawFixed, EventNotOpen, Busy, PermissionDenied; then the rules are what they were.
    """
    with at_the_desk(event.pk) as desk:
        if not may_change_event(by, desk.event):
            raise PermissionDenied
        if desk.event.status not in {EventStatus.DRAFT, EventStatus.PUBLISHED}:
            raise RulesFixed
        check_not_fixed(desk.event, desk.settings, now)
        _check_options(desk.event, rules)
        found = _faults(desk.event, desk.settings, rules)
        names = AnswerNames(about for one in found for about in one.about)
        impossible = [one for one in found if not one.is_warning]
        if impossible:
            raise ImpossibleRules([contradiction_in_words(one, names) for one in impossible])
        _write(desk.event, rules)
        catch_up(desk, now)
    return [contradiction_in_words(one, names) for one in found]


def _check_options(event: Event, rules: Iterable[RuleFacts]) -> None:
    wanted = {facts.option for facts in rules if facts.option is not None}
    if Option.objects.filter(question__event=event, pk__in=wanted).count() != len(wanted):
        raise ValueError("answers of this event's own questions")


def _faults(
    event: Event, settings: RegistrationSettings, rules: Iterable[RuleFacts]
) -> list[Contradiction]:
    wanted = [_row(event, facts) for facts in rules]
    stated = rules_with(event, settings, wanted)
    held = tally_of(event.pk, stated).by_answer
    return contradictions(stated, held, questions_asked(settings, stated))


def _row(event: Event, facts: RuleFacts) -> PlaceRule:
    return PlaceRule(
        event=event,
        feature=facts.feature,
        value="" if facts.feature == Feature.OPTION else facts.value,
        option_id=facts.option,
        floor=facts.floor,
        ceiling=facts.ceiling,
        released_at=facts.released_at,
    )


def _write(event: Event, rules: Iterable[RuleFacts]) -> None:
    """Touches only the rows that differ, so that history tells what really changed."""
    before = {
        (row.feature, row.value, row.option_id): row
        for row in PlaceRule.objects.filter(event=event).order_by("pk")
    }
    wanted = {facts.about: facts for facts in rules}
    gone = [row.pk for about, row in before.items() if about not in wanted]
    if gone:
        PlaceRule.objects.filter(pk__in=gone).delete()
    for about, facts in wanted.items():
        row = before.get(about)
        if row is None:
            _row(event, facts).save()
        elif (row.floor, row.ceiling, row.released_at) != (
            facts.floor,
            facts.ceiling,
            facts.released_at,
        ):
            row.floor, row.ceiling, row.released_at = facts.floor, facts.ceiling, facts.released_at
            row.save(update_fields=["floor", "ceiling", "released_at"])
