"""What a program sent, read against the event's form: a request for places, or what is wrong."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from loim.api.forms.shapes import AnswerIn, PersonIn, RegistrationIn
from loim.common.translated import LANGUAGE_CODES
from loim.events.actions.places import AnswerRequest, PersonRequest, RegistrationRequest
from loim.events.forms.registration.answer_fields import TROUBLES
from loim.events.logic.answers import Given, read_answers
from loim.events.models import QuestionStage, RegistrationSettings
from loim.events.queries.registration.needs import needs_municipality
from loim.events.queries.registration.organisations import (
    municipalities_to_choose,
    organisation_named,
)
from loim.events.queries.registration.questions import (
    as_asked,
    places_left_by_option,
    questions_of,
)
from loim.people.models import Municipality, Organisation


@dataclass
class SentReader:
    """`errors` are pairs (where in what was sent, what to do)."""

    settings: RegistrationSettings
    today: date
    errors: list[tuple[str, str]] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self.questions = questions_of(self.settings.event, QuestionStage.APPLICATION)
        left = places_left_by_option(self.questions)
        closed = frozenset(option for option, number in left.items() if not number)
        self.asked = as_asked(self.questions, closed_options=closed)
        self.needs_municipality = needs_municipality(self.settings)
        self._organisations: dict[str, Organisation | None] = {}

    def read(self, sent: RegistrationIn, submission: UUID) -> RegistrationRequest | None:
        """None where there are `errors`."""
        self._address("/email", sent.email, is_needed=True)
        self._language("/language", sent.language, is_needed=True)
        if self.settings.consent and not sent.consented:
            self._wrong("/consented", _("Registering needs the agreement of whoever registers."))
        places = self._places(sent)
        people = tuple(
            self._person(f"/people/{number}", person, places)
            for number, person in enumerate(sent.people)
        )
        if self.errors:
            return None
        return RegistrationRequest(
            name=sent.name,
            email=sent.email,
            people=people,
            language=sent.language,
            comes_whole=sent.comes_whole,
            submission=submission,
            consented=sent.consented,
            is_confirmed=True,
        )

    def _wrong(self, pointer: str, text: Any) -> None:
        self.errors.append((pointer, str(text)))

    def _address(self, pointer: str, address: str, *, is_needed: bool) -> None:
        if not address and not is_needed:
            return
        try:
            validate_email(address)
        except ValidationError:
            self._wrong(pointer, _("“%(address)s” is no e-mail address.") % {"address": address})

    def _language(self, pointer: str, language: str, *, is_needed: bool) -> None:
        if language not in LANGUAGE_CODES and (language or is_needed):
            known = ", ".join(LANGUAGE_CODES)
            self._wrong(pointer, _("Write one of: %(known)s.") % {"known": known})

    def _places(self, sent: RegistrationIn) -> dict[str, Municipality]:
        named = {person.municipality for person in sent.people if person.municipality}
        found = municipalities_to_choose(self.today).filter(pk__in=named)
        return {place.pk: place for place in found}

    def _person(
        self, pointer: str, person: PersonIn, places: dict[str, Municipality]
    ) -> PersonRequest:
        self._address(f"{pointer}/email", person.email, is_needed=False)
        self._language(f"{pointer}/language", person.language, is_needed=False)
        self._party(f"{pointer}/party", person.party)
        organisation = self._organisation(person.organisation)
        municipality = self._municipality(f"{pointer}/municipality", person.municipality, places)
        return PersonRequest(
            name=person.name,
            email=person.email,
            language=person.language,
            party=person.party,
            organisation=organisation,
            organisation_name="" if organisation else person.organisation,
            municipality=municipality or (organisation.municipality if organisation else None),
            answers=self._answers(f"{pointer}/answers", person.answers),
        )

    def _party(self, pointer: str, party: str) -> None:
        offered = self.settings.parties if self.settings.asks_party else []
        if party not in offered and (party or offered):
            known = ", ".join(offered) or "–"
            self._wrong(pointer, _("Write one of: %(known)s.") % {"known": known})

    def _organisation(self, name: str) -> Organisation | None:
        """One query for each name, however many come from there."""
        if name and name not in self._organisations:
            self._organisations[name] = organisation_named(name)
        return self._organisations.get(name)

    def _municipality(
        self, pointer: str, code: str, places: dict[str, Municipality]
    ) -> Municipality | None:
        if code and code not in places:
            self._wrong(pointer, _("No municipality has this EHAK code today."))
        elif not code and self.needs_municipality:
            self._wrong(
                pointer, _("Places are given by county: write the municipality's EHAK code.")
            )
        return places.get(code)

    def _answers(self, pointer: str, answers: list[AnswerIn]) -> tuple[AnswerRequest, ...]:
        given: dict[int, Given] = {}
        where: dict[int, str] = {}
        known = {question.key for question in self.asked}
        for number, answer in enumerate(answers):
            at = f"{pointer}/{number}"
            if answer.question not in known:
                self._wrong(at, _("This is not asked."))
            elif answer.question in given:
                self._wrong(at, _("This question is answered twice."))
            else:
                chosen = tuple(str(option) for option in answer.options)
                given[answer.question] = Given(chosen, answer.text)
                where[answer.question] = at
        read = read_answers(self.asked, given)
        for key, trouble in read.troubles.items():
            text = TROUBLES[trouble]
            label = next(q.text("label") for q in self.questions if q.pk == key)
            self._wrong(where.get(key, pointer), f"{label}: {text}")
        return tuple(
            AnswerRequest(answer.question, answer.option, answer.text) for answer in read.answers
        )
