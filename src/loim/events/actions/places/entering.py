"""Those who register now: what becomes of each is decided first, then all rows are written."""

from datetime import datetime, timedelta

from loim.events.actions.places.asked import organisation_names, people_asked
from loim.events.actions.places.changing import Entry, enter
from loim.events.actions.places.deciding import Deciding, Outcome
from loim.events.actions.places.desk import Desk
from loim.events.actions.places.request import AnswerRequest, PersonRequest, RegistrationRequest
from loim.events.actions.places.settling import Caught
from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Answer, Door, Participant, Registration
from loim.events.queries.registration.own_link import new_key_hash
from loim.people.models import User


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
        self.note = note.strip()
        self.deciding = Deciding(desk, door, now, caught, self.note)
        self._registrations: list[Registration] = []
        self._entries: list[Entry] = []
        self._answers: list[Answer] = []

    def add(self, request: RegistrationRequest) -> Registration:
        """Raises TooManyOfOrganisation, OptionFull, Full; then nothing of it is kept."""
        outcomes = self.deciding.decide(
            people_asked(request, self.deciding.rules),
            organisation_names(request),
            comes_whole=request.comes_whole,
            is_confirmed=request.is_confirmed,
        )
        registration = self._registration(request)
        self._registrations.append(registration)
        for person, outcome in zip(request.people, outcomes, strict=True):
            self._enter(registration, person, outcome)
        return registration

    def join(
        self,
        registration: Registration,
        request: RegistrationRequest,
        *,
        others_wait: bool,
    ) -> None:
        """The people of `request` come into a registration that is there. Raises as `add`."""
        outcomes = self.deciding.decide(
            people_asked(request, self.deciding.rules),
            organisation_names(request),
            comes_whole=registration.comes_whole,
            is_confirmed=registration.confirmed_at is not None,
            others_wait=others_wait,
        )
        for person, outcome in zip(request.people, outcomes, strict=True):
            self._enter(registration, person, outcome)

    def write(self) -> None:
        if not self._entries:
            return
        Registration.objects.bulk_create(self._registrations)
        for entry in self._entries:
            entry.participant.registration_id = entry.participant.registration.pk
        enter(self._entries, note=self.note, by=self.by, now=self.now)
        for answer in self._answers:
            answer.participant_id = answer.participant.pk
        if self._answers:
            Answer.objects.bulk_create(self._answers)

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

    def _enter(self, registration: Registration, person: PersonRequest, outcome: Outcome) -> None:
        is_offered = outcome.state == ParticipantState.OFFERED
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
            state=outcome.state.value,
            state_at=self.now,
            queued_at=self.now,
            offer_expires_at=registration.confirm_by if is_offered else None,
        )
        self._entries.append(Entry(row, outcome.reason, outcome.values))
        self._answers += [answer_row(row, answer) for answer in person.answers]


def answer_row(participant: Participant, answer: AnswerRequest) -> Answer:
    return Answer(
        participant=participant,
        question_id=answer.question_id,
        option_id=answer.option_id,
        text=answer.text,
    )
