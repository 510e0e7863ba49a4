"""Changing what was answered: by whoever registered, or by one of several for themselves."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import QueryDict

from loim.events.actions.places import PersonRequest, RegistrationRequest
from loim.events.forms.registration.as_they_are import given_before, person_as_is
from loim.events.forms.registration.person import FormQuestions, PersonForm
from loim.events.forms.registration.typed import QuietForm
from loim.events.forms.registration.who import WhoForm
from loim.events.logic.participant_states import LIVE
from loim.events.models import Participant, RegistrationSettings
from loim.events.queries.registration.needs import needs_municipality
from loim.events.queries.registration.own_link import Opened
from loim.events.queries.registration.own_page import chosen_by
from loim.events.queries.registration.questions import form_version, questions_of


class ChangeForm:
    """The questions of one `stage`; `has_who`: also who registered and from where.

    Those of the registration whom the link does not open stay as they are.
    """

    def __init__(
        self,
        data: QueryDict | None,
        *,
        opened: Opened,
        settings: RegistrationSettings,
        stage: str,
        states: Iterable[str] = LIVE,
        has_who: bool,
    ) -> None:
        self.opened, self.settings, self.data = opened, settings, data
        questions = questions_of(settings.event, stage)
        self.version = form_version(settings, questions)
        self.asked = FormQuestions.read(questions)
        self.everybody = list(
            opened.registration.participants.filter(state__in=sorted(LIVE))
            .select_related("organisation", "municipality")
            .prefetch_related("answers")
            .order_by("pk")
        )
        self.own = [
            person
            for person in self.everybody
            if person.state in set(states) and opened.only in {None, person}
        ]
        is_named = has_who and len(self.own) > 1
        self.people = [self._person_form(person, is_named=is_named) for person in self.own]
        if not has_who:  # whoever is asked nothing has no form
            asked = [(p, f) for p, f in zip(self.own, self.people, strict=True) if f.fields]
            self.own, self.people = [p for p, _form in asked], [f for _person, f in asked]
        self.who = self._who_form() if has_who and self.own else None
        self.errors_of_all: list[str] = []

    def _person_form(self, person: Participant, *, is_named: bool) -> PersonForm:
        form = PersonForm(
            self.data,
            asked=self._asked_of(person),
            is_named=is_named,
            chosen_before=self._chosen_elsewhere(person),
            own=chosen_by(person),
            initial={"name": person.name, **given_before(person, self.asked.questions)},
            prefix=f"k{person.pk}",
        )
        form.fields.pop("email", None)  # whoever has another address is another participant
        form.title = person.name
        return form

    def _options_here(self) -> set[int]:
        return {option.pk for q in self.asked.questions for option in q.options.all()}

    def _chosen_elsewhere(self, person: Participant) -> frozenset[int]:
        return chosen_by(person) - self._options_here()

    def _asked_of(self, person: Participant) -> FormQuestions:
        """Without questions that look at what this person answered otherwise at another stage."""
        may_be_met = {None} | self._options_here() | self._chosen_elsewhere(person)
        return replace(
            self.asked, questions=[q for q in self.asked.questions if q.only_if_id in may_be_met]
        )

    def _who_form(self) -> WhoForm:
        registration, first = self.opened.registration, self.own[0]
        known = first.organisation.name if first.organisation else first.organisation_name
        form = WhoForm(
            self.data,
            settings=self.settings,
            person=registration.user or None,
            is_group=False,
            needs_municipality=needs_municipality(self.settings),
            language=registration.language,
            initial={
                "name": registration.name if self.opened.is_whole else first.name,
                "language": registration.language if self.opened.is_whole else first.language,
                "organisation": known,
                "party": first.party,
                "municipality": first.municipality_id,
            },
        )
        for name in (
            "email",
            "on_behalf_of",
            "comes_whole",
            "consent",
            "submission",
            "leave_empty",
        ):
            form.fields.pop(name, None)
        if registration.on_behalf_of_id is not None:
            form.fields.pop("organisation", None)
        return form

    @property
    def forms(self) -> list[QuietForm]:
        return [*([self.who] if self.who else []), *self.people]

    @property
    def has_errors(self) -> bool:
        return bool(self.errors_of_all) or any(form.errors for form in self.forms)

    @property
    def is_changed_meanwhile(self) -> bool:
        return self.data is not None and self.data.get("version") != self.version

    def is_valid(self) -> bool:
        wrong = [form for form in self.forms if not form.is_valid()]
        return not wrong

    def asked_keys(self) -> list[int]:
        return [question.pk for question in self.asked.questions]

    def request(self) -> RegistrationRequest:
        """Of a valid form: everybody who is in the registration, changed or as they are."""
        registration = self.opened.registration
        changed = {person.pk: form for person, form in zip(self.own, self.people, strict=True)}
        who = self.who.cleaned_data if self.who and self.opened.is_whole else {}
        return RegistrationRequest(
            name=who.get("name", registration.name),
            email=registration.email,
            language=who.get("language", registration.language),
            user=registration.user,
            on_behalf_of=registration.on_behalf_of,
            comes_whole=registration.comes_whole,
            submission=registration.submission,
            is_confirmed=registration.confirmed_at is not None,
            people=tuple(
                self._changed(person, changed[person.pk])
                if person.pk in changed
                else person_as_is(person)
                for person in self.everybody
            ),
        )

    def _changed(self, person: Participant, form: PersonForm) -> PersonRequest:
        asked = set(self.asked_keys())
        before = person_as_is(person)
        others = tuple(a for a in before.answers if a.question_id not in asked)
        answered = replace(before, answers=(*others, *form.answers()))
        return replace(answered, **self._facts(person, form)) if self.who else answered

    def _facts(self, person: Participant, form: PersonForm) -> dict[str, Any]:
        """What the form about who registered says of each of them."""
        if self.who is None:
            return {}
        cleaned = self.who.cleaned_data
        registration = self.opened.registration
        name = form.cleaned_data.get("name")
        if name is None and person.name in {registration.name, self.own[0].name}:
            name = cleaned["name"]
        facts: dict[str, Any] = {"name": name or person.name}
        if person.language == registration.language or not self.opened.is_whole:
            facts["language"] = cleaned["language"]
        if "party" in cleaned:
            facts["party"] = cleaned["party"]
        if "organisation" in cleaned:
            organisation, words = self.who.organisation_of_all()
            facts |= {"organisation": organisation, "organisation_name": words}
        if "municipality" in cleaned:
            organisation = facts.get("organisation", person.organisation)
            facts["municipality"] = cleaned["municipality"] or (
                organisation.municipality if organisation else None
            )
        return facts
