"""What becomes of somebody who registers now: a place, the waiting list, or a refusal."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from loim.events.actions.places.asked import organisation_names, people_asked
from loim.events.actions.places.checks import OWN_DOORS
from loim.events.actions.places.desk import Desk
from loim.events.actions.places.refusals import Full, OptionFull, TooManyOfOrganisation
from loim.events.actions.places.request import Asking, RegistrationRequest
from loim.events.actions.places.settling import Caught
from loim.events.logic.participant_states import LIVE, ParticipantState
from loim.events.logic.places.fitting import obstacle
from loim.events.logic.places.reasons import Reason
from loim.events.logic.places.rules import Person, Rule, Unit
from loim.events.models import Door, Participant, Policy
from loim.events.queries.places.people import label_of
from loim.events.queries.places.rules import organisation_key
from loim.events.queries.places.wording import values_of

S = ParticipantState


@dataclass(frozen=True)
class Outcome:
    """The first state of one person, and why."""

    state: ParticipantState
    reason: Reason
    values: dict[str, Any]


class Deciding:
    """Decides for one after another; each sees what those before were given."""

    def __init__(self, desk: Desk, caught: Caught) -> None:
        self.desk = desk
        self.rules, self.tally, self.is_drawn = caught.rules, caught.tally, caught.is_drawn
        self._of_organisation: Counter[str] | None = None

    def decide(
        self, asking: Asking, *, comes_whole: bool, is_confirmed: bool, others_wait: bool = False
    ) -> list[Outcome]:
        """For each of the people who are asked for, in their order.

        `others_wait`: they come whole with some who are waiting already. Raises OptionFull,
        TooManyOfOrganisation, Full; then nothing has been given.
        """
        people = people_asked(asking.request, self.rules)
        if asking.door in OWN_DOORS:
            self._check_options(people, asking.request.language)
            self._check_organisations(people, asking.request)
        applied = self._decided_later(asking)
        if applied is not None:
            outcomes = [applied] * len(people)
        else:
            units = [Unit(0, tuple(people))] if comes_whole else [Unit(p.key, (p,)) for p in people]
            outcomes = self._of_units(
                units, asking, is_confirmed=is_confirmed, others_wait=others_wait
            )
        if self._of_organisation is not None:
            self._of_organisation.update(p.organisation for p in people if p.organisation)
        return outcomes

    def _decided_later(self, asking: Asking) -> Outcome | None:
        policy = self.desk.settings.policy
        if asking.door == Door.WALK_IN:
            return None
        if policy == Policy.APPROVAL:
            return Outcome(S.APPLIED, Reason.FOR_ORGANISER, {})
        if policy == Policy.DRAW and not self.is_drawn:
            return Outcome(S.APPLIED, Reason.FOR_DRAW, {})
        return None

    def _of_units(
        self, units: Sequence[Unit], asking: Asking, *, is_confirmed: bool, others_wait: bool
    ) -> list[Outcome]:
        before = self.tally.copy()
        outcomes: list[Outcome] = []
        for unit in units:
            outcome = self._of_unit(
                unit, asking, is_confirmed=is_confirmed, others_wait=others_wait
            )
            if outcome is None:
                self.tally = before
                raise Full
            outcomes += [outcome] * len(unit)
        return outcomes

    def _of_unit(
        self, unit: Unit, asking: Asking, *, is_confirmed: bool, others_wait: bool
    ) -> Outcome | None:
        """None: there is neither a place nor a waiting list."""
        hindered = obstacle(self.rules, self.tally, unit, asking.now)
        if hindered is None and not others_wait:
            self.tally.add_unit(unit)
            return Outcome(S.ADMITTED if is_confirmed else S.OFFERED, Reason.FREE_PLACE, {})
        if asking.door == Door.WALK_IN and asking.note.strip():
            self.tally.add_unit(unit)
            return Outcome(S.ADMITTED, Reason.BY_HAND, {})
        if not self.desk.settings.has_waiting_list or asking.door == Door.WALK_IN:
            return None
        if hindered is None:
            return Outcome(S.WAITING, Reason.FULL, {})
        return Outcome(S.WAITING, hindered.reason, values_of(hindered))

    def _check_options(self, people: Sequence[Person], language: str) -> None:
        """A choice that is used up is refused at once, so that another can be chosen."""
        wanted = Counter(answer for person in people for answer in person.answers)
        for rule in self.rules.rules:
            if not rule.is_choice or rule.ceiling is None or not wanted[rule.about]:
                continue
            if self.tally.by_answer[rule.about] + wanted[rule.about] > rule.ceiling:
                raise option_full(rule, language)

    def _check_organisations(self, people: Sequence[Person], request: RegistrationRequest) -> None:
        """Everybody who is on the list counts, so that nobody waits who could not come anyway."""
        most = self.rules.most_per_organisation
        if most is None:
            return
        if self._of_organisation is None:
            self._of_organisation = _on_the_list(self.desk)
        wanted = Counter(person.organisation for person in people if person.organisation)
        for name, number in wanted.items():
            have = self._of_organisation[name]
            if have + number > most:
                known = next(
                    called
                    for person, called in zip(people, organisation_names(request), strict=True)
                    if person.organisation == name
                )
                raise TooManyOfOrganisation(most=most, have=have, organisation=known)


def option_full(rule: Rule, language: str) -> OptionFull:
    option = label_of(int(rule.answer))
    return OptionFull(option=option.text("label", language) if option else "")


def _on_the_list(desk: Desk) -> Counter[str]:
    rows = Participant.objects.filter(event=desk.event, state__in=LIVE)
    return Counter(
        organisation_key(key, name)
        for key, name in rows.values_list("organisation_id", "organisation_name")
    )
