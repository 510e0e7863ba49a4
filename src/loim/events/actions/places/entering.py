"""Those who register now: what becomes of each is decided first, then all are written."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from loim.events.actions.places.asked import people_asked
from loim.events.actions.places.changing import enter
from loim.events.actions.places.checks import OWN_DOORS
from loim.events.actions.places.desk import Desk
from loim.events.actions.places.refusals import Full, OptionFull, TooManyOfOrganisation
from loim.events.actions.places.request import PersonRequest, RegistrationRequest
from loim.events.actions.places.settling import Caught
from loim.events.logic.participant_states import LIVE, ParticipantState
from loim.events.logic.places.fitting import obstacle
from loim.events.logic.places.reasons import Reason
from loim.events.logic.places.rules import Person, Unit
from loim.events.models import Answer, Door, Participant, Policy, Registration
from loim.events.queries.places.people import label_of
from loim.events.queries.places.rules import organisation_key
from loim.events.queries.places.wording import values_of
from loim.events.queries.registration.own_link import new_key_hash
from loim.people.models import User

Entry = tuple[Participant, Reason, dict[str, Any]]
S = ParticipantState


class Newcomers:
    """Collects registrations in the order in which they are decided; `write` makes the rows."""

    def __init__(
        self,
        desk: Desk,
        door: Door,
        by: User | None,
        now: datetime,
        caught: Caught,
        *,
        note: str = "",
    ) -> None:
        self.desk, self.door, self.by, self.now = desk, door, by, now
        self.rules, self.tally = caught.rules, caught.tally
        self.is_drawn = caught.is_drawn
        self.note = note.strip()
        self._registrations: list[Registration] = []
        self._entries: list[Entry] = []
        self._answers: list[Answer] = []
        self._of_organisation: Counter[str] | None = None

    def add(self, request: RegistrationRequest) -> Registration:
        """Raises TooManyOfOrganisation, OptionFull, Full; then nothing of it is kept."""
        people = people_asked(request, self.rules)
        if self.door in OWN_DOORS:
            self._check_options(people)
        self._check_organisations(people, request)
        states = self._decide(request, people)
        registration = self._registration(request)
        self._registrations.append(registration)
        for person, (state, reason, values) in zip(request.people, states, strict=True):
            self._enter(registration, person, state, reason, values)
        return registration

    def write(self) -> None:
        if not self._registrations:
            return
        Registration.objects.bulk_create(self._registrations)
        for person, _reason, _values in self._entries:
            person.registration_id = person.registration.pk
        enter(self._entries, note=self.note, by=self.by, now=self.now)
        for answer in self._answers:
            answer.participant_id = answer.participant.pk
        Answer.objects.bulk_create(self._answers)

    def _check_options(self, people: list[Person]) -> None:
        """A choice that is used up is refused at once, so that another can be chosen."""
        wanted = Counter(answer for person in people for answer in person.answers)
        for rule in self.rules.rules:
            if not rule.is_choice or rule.ceiling is None or not wanted[rule.about]:
                continue
            if self.tally.by_answer[rule.about] + wanted[rule.about] > rule.ceiling:
                option = label_of(int(rule.answer))
                raise OptionFull(option=option.text("label") if option else "")

    def _check_organisations(self, people: list[Person], request: RegistrationRequest) -> None:
        """Everybody who is on the list counts, so that nobody waits who could not come anyway."""
        most = self.rules.most_per_organisation
        if most is None or self.door not in OWN_DOORS:
            return
        if self._of_organisation is None:
            self._of_organisation = _on_the_list(self.desk)
        for name, wanted in Counter(p.organisation for p in people if p.organisation).items():
            have = self._of_organisation[name]
            if have + wanted > most:
                raise TooManyOfOrganisation(
                    most=most, have=have, organisation=_name(request, people, name)
                )
        self._of_organisation.update(p.organisation for p in people if p.organisation)

    def _decide(
        self, request: RegistrationRequest, people: list[Person]
    ) -> list[tuple[ParticipantState, Reason, dict[str, Any]]]:
        settings = self.desk.settings
        if settings.policy == Policy.APPROVAL and self.door != Door.WALK_IN:
            return [(S.APPLIED, Reason.FOR_ORGANISER, {})] * len(people)
        if settings.policy == Policy.DRAW and not self.is_drawn and self.door != Door.WALK_IN:
            return [(S.APPLIED, Reason.FOR_DRAW, {})] * len(people)
        is_whole = request.comes_whole
        units = [Unit(0, tuple(people))] if is_whole else [Unit(p.key, (p,)) for p in people]
        states: list[tuple[ParticipantState, Reason, dict[str, Any]]] = []
        before = self.tally.copy()
        for unit in units:
            hindered = obstacle(self.rules, self.tally, unit, self.now)
            if hindered is None:
                self.tally.add_unit(unit)
                state = S.ADMITTED if request.is_confirmed else S.OFFERED
                states += [(state, Reason.FREE_PLACE, {})] * len(unit)
            elif self.door == Door.WALK_IN and self.note:
                self.tally.add_unit(unit)
                states += [(S.ADMITTED, Reason.BY_HAND, {})] * len(unit)
            elif not settings.has_waiting_list or self.door == Door.WALK_IN:
                self.tally = before
                raise Full
            else:
                waits = (S.WAITING, hindered.reason, values_of(hindered))
                states += [waits] * len(unit)
        return states

    def _registration(self, request: RegistrationRequest) -> Registration:
        confirm_by = self.now + timedelta(hours=self.desk.settings.confirm_hours)
        return Registration(
            event=self.desk.event,
            name=request.name,
            email=request.email,
            language=request.language,
            user=request.user,
            on_behalf_of=request.on_behalf_of,
            comes_whole=request.comes_whole,
            door=self.door,
            submission=request.submission,
            key_hash=new_key_hash(request.submission),
            consented_at=self.now if request.consented else None,
            confirmed_at=self.now if request.is_confirmed else None,
            confirm_by=None if request.is_confirmed else min(confirm_by, self.desk.starts_at),
            created_at=self.now,
            created_by=self.by,
        )

    def _enter(
        self,
        registration: Registration,
        person: PersonRequest,
        state: ParticipantState,
        reason: Reason,
        values: dict[str, Any],
    ) -> None:
        row = Participant(
            event=self.desk.event,
            registration=registration,
            name=person.name,
            email=person.email,
            language=person.language or registration.language,
            party=person.party,
            organisation=person.organisation,
            organisation_name=person.organisation_name,
            municipality=person.municipality,
            state=state.value,
            state_at=self.now,
            queued_at=self.now,
            offer_expires_at=registration.confirm_by if state == S.OFFERED else None,
        )
        self._entries.append((row, reason, values))
        self._answers += [
            Answer(
                participant=row,
                question_id=answer.question_id,
                option_id=answer.option_id,
                text=answer.text,
            )
            for answer in person.answers
        ]


def _on_the_list(desk: Desk) -> Counter[str]:
    rows = Participant.objects.filter(event=desk.event, state__in=LIVE)
    return Counter(
        organisation_key(key, name)
        for key, name in rows.values_list("organisation_id", "organisation_name")
    )


def _name(request: RegistrationRequest, people: list[Person], key: str) -> str:
    for person, asked in zip(people, request.people, strict=True):
        if person.organisation == key:
            return asked.organisation.name if asked.organisation else asked.organisation_name
    return ""
