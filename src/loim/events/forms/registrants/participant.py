"""One participant as the organiser writes them down: who they are, and what they answered."""

from dataclasses import replace
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.events.actions.places import AnswerRequest, PersonRequest, RegistrationRequest
from loim.events.forms.registration.as_they_are import given_before, person_as_is
from loim.events.forms.registration.person import FormQuestions, PersonForm
from loim.events.logic.participant_states import LIVE
from loim.events.models import Event, Participant, Party
from loim.events.queries.registration.organisations import (
    municipalities_to_choose,
    organisation_named,
)
from loim.events.queries.registration.questions import questions_of
from loim.people.models import Municipality, Organisation


class FactsForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("a person", "Name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("Without it no letters can be sent."),
    )
    language = forms.ChoiceField(label=_("Language of letters"), choices=LANGUAGES)
    party = forms.ChoiceField(label=_("Party"), required=False, choices=[("", "–"), *Party.choices])
    organisation = forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"list": "organisations", "autocomplete": "off"}),
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Municipality"), required=False, empty_label="–"
    )
    note = forms.CharField(
        label=_("Note to the participant"),
        required=False,
        max_length=2000,
        help_text=_("If you write something here, it is sent to them by e-mail."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, data: QueryDict | None = None, *, is_new: bool, **options: Any) -> None:
        super().__init__(data, **options)
        places = cast("forms.ModelChoiceField[Municipality]", self.fields["municipality"])
        places.queryset = municipalities_to_choose(localdate())
        if is_new:
            del self.fields["note"]

    def organisation_meant(self) -> tuple[Organisation | None, str]:
        words = " ".join((self.cleaned_data.get("organisation") or "").split())
        known = organisation_named(words)
        return (known, "") if known else (None, words)


class ParticipantForm:
    """Two forms to Django, one to the reader. Nothing that the organiser asks must be answered:
    who writes somebody down may not know it.
    """

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        event: Event,
        participant: Participant | None = None,
    ) -> None:
        self.event, self.participant = event, participant
        questions = questions_of(event)
        for question in questions:
            question.is_required = False
        self.facts = FactsForm(
            data, is_new=participant is None, initial=_facts_before(event, participant)
        )
        self.answers = PersonForm(
            data,
            asked=FormQuestions(questions),
            is_named=False,
            initial=given_before(participant, questions) if participant else {},
            prefix="a",
        )
        self.refusal = ""

    def is_valid(self) -> bool:
        return all([self.facts.is_valid(), self.answers.is_valid()])

    @property
    def submission(self) -> UUID:
        submission: UUID = self.facts.cleaned_data["submission"]
        return submission

    @property
    def note(self) -> str:
        return str(self.facts.cleaned_data.get("note") or "")

    def person(self) -> PersonRequest:
        """Of a valid form. Answers to questions that are not asked any more stay."""
        cleaned = self.facts.cleaned_data
        organisation, words = self.facts.organisation_meant()
        kept: tuple[AnswerRequest, ...] = ()
        if self.participant is not None:
            asked = {question.pk for question in self.answers.asked.questions}
            before = person_as_is(self.participant)
            kept = tuple(answer for answer in before.answers if answer.question_id not in asked)
        return PersonRequest(
            name=" ".join(cleaned["name"].split()),
            email=cleaned["email"],
            language=cleaned["language"],
            party=cleaned["party"],
            organisation=organisation,
            organisation_name=words,
            municipality=cleaned["municipality"]
            or (organisation.municipality if organisation else None),
            answers=(*kept, *self.answers.answers()),
            participant=self.participant.pk if self.participant else None,
        )

    def new_registration(self) -> RegistrationRequest:
        person = self.person()
        return RegistrationRequest(
            name=person.name,
            email=person.email,
            people=(person,),
            language=person.language,
            submission=self.submission,
            is_confirmed=True,
        )

    def changed_registration(self) -> RegistrationRequest:
        """Everybody of the registration: this one as the form says, the others as they are."""
        if self.participant is None:
            raise ValueError("nobody is changed")
        registration, before = self.participant.registration, self.participant
        changed = self.person()
        everybody = (
            registration.participants.filter(state__in=sorted(LIVE))
            .select_related("organisation", "municipality")
            .prefetch_related("answers")
            .order_by("pk")
        )
        request = RegistrationRequest(
            name=registration.name,
            email=registration.email,
            people=tuple(
                changed if person.pk == before.pk else person_as_is(person) for person in everybody
            ),
            language=registration.language,
        )
        is_sender = before.email.lower() == registration.email.lower()
        if is_sender and before.name == registration.name:
            return replace(
                request, name=changed.name, email=changed.email, language=changed.language
            )
        return request


def _facts_before(event: Event, participant: Participant | None) -> dict[str, Any]:
    if participant is None:
        return {"language": event.language}
    organisation = participant.organisation
    return {
        "name": participant.name,
        "email": participant.email,
        "language": participant.language,
        "party": participant.party,
        "organisation": organisation.name if organisation else participant.organisation_name,
        "municipality": participant.municipality_id,
    }
