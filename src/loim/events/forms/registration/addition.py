"""One more person, added by the link of whoever registered."""

from typing import Any

from django import forms
from django.http import QueryDict

from loim.events.actions.places import Addition, PersonRequest
from loim.events.forms.registration.person import FormQuestions, PersonForm
from loim.events.logic.participant_states import LIVE
from loim.events.models import QuestionStage, Registration, RegistrationSettings
from loim.events.queries.registration.questions import form_version, questions_of


class AdditionForm:
    """Two forms to Django, one to the reader. From where they come is as for whoever is in the
    registration already."""

    def __init__(
        self, data: QueryDict | None, *, registration: Registration, settings: RegistrationSettings
    ) -> None:
        questions = questions_of(settings.event, QuestionStage.APPLICATION)
        self.data = data
        self.version = form_version(settings, questions)
        self.person = PersonForm(
            data, asked=FormQuestions.read(questions), is_named=True, prefix="p0"
        )
        people = registration.participants.select_related("organisation", "municipality")
        self._like = people.filter(state__in=sorted(LIVE)).order_by("pk").first()
        newest = people.order_by("-pk").first()
        self.seen = SeenForm(data, initial={"seen": newest.pk if newest else 0})
        self.errors_of_all: list[str] = []

    @property
    def forms(self) -> list[Any]:
        return [self.person]

    @property
    def has_errors(self) -> bool:
        return bool(self.errors_of_all) or bool(self.person.errors)

    @property
    def is_changed_meanwhile(self) -> bool:
        return self.data is not None and self.data.get("version") != self.version

    def is_valid(self) -> bool:
        return all([self.person.is_valid(), self.seen.is_valid()])

    def addition(self) -> Addition:
        """Of a valid form."""
        like = self._like
        if like is None:
            raise ValueError("nobody is in the registration")
        person = PersonRequest(
            name=self.person.cleaned_data["name"],
            email=self.person.cleaned_data["email"],
            party=like.party,
            organisation=like.organisation,
            organisation_name=like.organisation_name,
            municipality=like.municipality,
            answers=self.person.answers(),
        )
        return Addition(person, self.seen.cleaned_data["seen"])


class SeenForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)
