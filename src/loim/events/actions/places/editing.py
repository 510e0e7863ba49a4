"""Changing a registration: other answers, other people; places stay within the rules."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.actions.places.asked import people_asked
from loim.events.actions.places.changing import Move, change_states
from loim.events.actions.places.checks import (
    OWN_DOORS,
    addresses_taken,
    check_addresses,
    check_size,
    check_window,
)
from loim.events.actions.places.deciding import option_full
from loim.events.actions.places.desk import Desk, at_the_desk, check_published
from loim.events.actions.places.entering import Newcomers
from loim.events.actions.places.request import Asking, PersonRequest, RegistrationRequest
from loim.events.actions.places.rewriting import write_facts, write_registration
from loim.events.actions.places.settling import Caught, catch_up
from loim.events.logic.participant_states import HOLDING, LIVE, ParticipantState
from loim.events.logic.places.fitting import obstacle
from loim.events.logic.places.reasons import Reason
from loim.events.logic.places.rules import Person, Unit
from loim.events.models import Door, Participant, Registration
from loim.events.permissions import may_change_event
from loim.events.queries.places.naming import AnswerNames
from loim.events.queries.places.obstacles import why_not_yet
from loim.events.queries.places.people import units_of
from loim.events.queries.places.wording import values_of
from loim.people.models import User

S = ParticipantState


class ChangeClosed(Refusal):
    message = _("This registration cannot be changed any more. Write to the organiser.")


class PlaceNotForThis(Refusal):
    """With the new answers somebody who has a place would not be given one."""

    message = _(
        "%(name)s has a place, but not with these answers: %(reason)s Leave the answers as they"
        " were, or write to the organiser."
    )


def change_registration(
    *,
    registration: Registration,
    request: RegistrationRequest,
    by: User | None,
    now: datetime,
    asked: Collection[int] | None = None,
) -> Registration:
    """Make its people and answers exactly those of `request`.

    Each of `request.people` names a `participant` who is in it, or comes new and is decided
    about; whoever is not named any more withdraws. Answers change only to the questions
    `asked` (None: to all). Its own e-mail is changed by organisers only. Refused: ChangeClosed,
    PlaceNotForThis, OptionFull, TooManyInRegistration, TooManyOfOrganisation,
    AlreadyRegistered, Full, EventNotOpen, Busy.
    """
    with at_the_desk(registration.event_id) as desk:
        is_organiser = by is not None and may_change_event(by, desk.event)
        door = Door.ORGANISER if is_organiser else Door.SELF
        check_open(desk, door, now)
        caught = catch_up(desk, now)
        current = Registration.objects.get(pk=registration.pk)
        change = _Change.of(current, request)
        check_size(desk, door, len(request.people))
        named_again = check_addresses(door, request, change.addresses_taken(desk))
        _leave(change, by=by, is_organiser=is_organiser, caught=caught, now=now)
        if door in OWN_DOORS:
            _check_answers(change, caught, now)
        write_facts(change.kept, language=request.language, asked=asked)
        write_registration(current, request, is_organiser=is_organiser)
        # Places that became free are for those who wait; who comes new stands behind them.
        caught = catch_up(desk, now)
        asking = Asking(change.request_of_new(), door, by, now, named_again=named_again)
        _join(desk, current, change, asking, caught)
    return current


@dataclass(frozen=True)
class _Change:
    present: dict[int, Participant]
    kept: list[tuple[Participant, PersonRequest]]
    gone: list[Participant]
    new: list[PersonRequest]
    request: RegistrationRequest

    @classmethod
    def of(cls, current: Registration, request: RegistrationRequest) -> "_Change":
        rows = current.participants.filter(state__in=LIVE).select_related(
            "registration", "municipality"
        )
        present = {row.pk: row for row in rows.order_by("pk")}
        named = [person.participant for person in request.people if person.participant]
        if len(set(named)) != len(named) or not present.keys() >= set(named):
            raise ChangeClosed  # somebody has left it meanwhile, or is not of it
        return cls(
            present,
            [(present[p.participant], p) for p in request.people if p.participant],
            [row for key, row in present.items() if key not in named],
            [person for person in request.people if not person.participant],
            request,
        )

    def addresses_taken(self, desk: Desk) -> set[str]:
        """Of others; whoever stays with the address that they had is not asked again."""
        asked = [
            person
            for person in self.request.people
            if not person.participant
            or person.email.lower() != self.present[person.participant].email.lower()
        ]
        return addresses_taken(desk, asked, besides=self.present)

    def request_of_new(self) -> RegistrationRequest:
        return replace(self.request, people=tuple(self.new))


def check_open(desk: Desk, door: Door, now: datetime) -> None:
    """Whether whoever registered may still change it. Raises ChangeClosed, EventNotOpen."""
    if door not in OWN_DOORS:
        return
    check_published(desk)
    if now >= min(desk.settings.change_until or desk.starts_at, desk.starts_at):
        raise ChangeClosed


def _join(
    desk: Desk, current: Registration, change: _Change, asking: Asking, caught: Caught
) -> None:
    if not change.new:
        return
    check_window(desk, asking.door, asking.now)
    newcomers = Newcomers(desk, caught)
    newcomers.join(
        current, asking, others_wait=any(row.state == S.WAITING for row, _asked in change.kept)
    )
    newcomers.write()


def _leave(
    change: _Change, *, by: User | None, is_organiser: bool, caught: Caught, now: datetime
) -> None:
    reason = Reason.WITHDRAWN_BY_ORGANISER if is_organiser else Reason.WITHDRAWN
    if any(row.state == S.ATTENDED for row in change.gone):
        raise ChangeClosed
    for unit in units_of(change.gone, caught.rules).units:
        for person in unit.people:
            if change.present[person.key].state in HOLDING:
                caught.tally.add(person, -1)
    change_states([Move(row, S.CANCELLED, reason) for row in change.gone], by=by, now=now)


def _check_answers(change: _Change, caught: Caught, now: datetime) -> None:
    """Whoever has a place keeps it only with answers that would be given one; fills the tally."""
    rows = [row for row, _asked in change.kept]
    before = {
        person.key: person for unit in units_of(rows, caught.rules).units for person in unit.people
    }
    asked = replace(change.request, people=tuple(person for _row, person in change.kept))
    for row, new in zip(rows, people_asked(asked, caught.rules), strict=True):
        old = before[row.pk]
        is_same = (new.answers, new.organisation) == (old.answers, old.organisation)
        if row.state in HOLDING and not is_same:
            caught.tally.add(old, -1)
            _check_place(row, new, caught, now)
            caught.tally.add(new)


def _check_place(row: Participant, new: Person, caught: Caught, now: datetime) -> None:
    rules = caught.rules
    if rules.capacity is not None:  # above it since it was lowered: they lose nothing
        rules = replace(rules, capacity=max(rules.capacity, caught.tally.total + 1))
    hindered = obstacle(rules, caught.tally, Unit(row.pk, (new,)), now)
    if hindered is None:
        return
    if hindered.reason == Reason.OPTION_FULL:
        raise option_full(hindered.rules[0], row.language)
    names = AnswerNames(rule.about for rule in hindered.rules)
    raise PlaceNotForThis(
        name=row.name, reason=why_not_yet(hindered.reason, values_of(hindered), names)
    )
