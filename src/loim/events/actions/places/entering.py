"""Those who register now: what becomes of each is decided first, then all rows are written."""

from collections.abc import Sequence
from datetime import timedelta

from loim.events.actions.places.changing import Entry, enter
from loim.events.actions.places.deciding import Deciding, Outcome
from loim.events.actions.places.desk import Desk
from loim.events.actions.places.request import AnswerRequest, Asking
from loim.events.actions.places.settling import Caught
from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Answer, Participant, Registration
from loim.events.queries.registration.own_link import new_key_hash


class Newcomers:
    """Collects registrations in the order in which they are decided; `write` makes the rows."""

    def __init__(self, desk: Desk, caught: Caught) -> None:
        self.desk = desk
        self.deciding = Deciding(desk, caught)
        self._registrations: list[Registration] = []
        self._entries: list[Entry] = []
        self._answers: list[Answer] = []

    def add(self, asking: Asking) -> Registration:
        """Raises TooManyOfOrganisation, OptionFull, Full; then nothing of it is kept."""
        request = asking.request
        outcomes = self.deciding.decide(
            asking, comes_whole=request.comes_whole, is_confirmed=request.is_confirmed
        )
        registration = self._registration(asking)
        self._registrations.append(registration)
        self._enter(registration, asking, outcomes)
        return registration

    def join(self, registration: Registration, asking: Asking, *, others_wait: bool) -> None:
        """The people of the request come into a registration that is there. Raises as `add`."""
        outcomes = self.deciding.decide(
            asking,
            comes_whole=registration.comes_whole,
            is_confirmed=registration.confirmed_at is not None,
            others_wait=others_wait,
        )
        self._enter(registration, asking, outcomes)

    def write(self) -> None:
        if not self._entries:
            return
        Registration.objects.bulk_create(self._registrations)
        for entry in self._entries:
            entry.participant.registration_id = entry.participant.registration.pk
        enter(self._entries)
        for answer in self._answers:
            answer.participant_id = answer.participant.pk
        if self._answers:
            Answer.objects.bulk_create(self._answers)

    def _registration(self, asking: Asking) -> Registration:
        request, now = asking.request, asking.now
        confirm_by = now + timedelta(hours=self.desk.settings.confirm_hours)
        return Registration(
            event=self.desk.event,
            name=request.name,
            email=request.email,
            language=request.language,
            user=request.user,
            on_behalf_of=request.on_behalf_of,
            comes_whole=request.comes_whole,
            door=asking.door,
            submission=request.submission,
            key_hash=new_key_hash(request.submission),
            consented_at=now if request.consented else None,
            confirmed_at=now if request.is_confirmed else None,
            confirm_by=None if request.is_confirmed else min(confirm_by, self.desk.starts_at),
            created_at=now,
            created_by=asking.by,
        )

    def _enter(
        self, registration: Registration, asking: Asking, outcomes: Sequence[Outcome]
    ) -> None:
        for person, outcome in zip(asking.request.people, outcomes, strict=True):
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
                state_at=asking.now,
                queued_at=asking.now,
                offer_expires_at=registration.confirm_by if is_offered else None,
                is_named_again=person.email.lower() in asking.named_again,
            )
            self._entries.append(
                Entry(row, outcome.reason, outcome.values, asking.by, asking.note.strip())
            )
            self._answers += [answer_row(row, answer) for answer in person.answers]


def answer_row(participant: Participant, answer: AnswerRequest) -> Answer:
    return Answer(
        participant=participant,
        question_id=answer.question_id,
        option_id=answer.option_id,
        text=answer.text,
    )
