"""A few questions about oneself: only those that the steps of this journey depend on.

The answers stand in the address of the page that they lead to, and nowhere else.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.people.models import Municipality
from loim.programmes.forms.record_fields import capitalised
from loim.services.condition_words import OPTION_NAMES, QUESTIONS
from loim.services.logic.conditions import PLACES, SEVERAL, Answers, Group, Question, completed
from loim.services.logic.journeys.bands import Band, bands
from loim.services.logic.journeys.checklist import groups_of, questions_in
from loim.services.logic.journeys.plan import JourneyPlan
from loim.services.models import StartingEvent

NONE = "none_of_these"
EVENT_QUESTIONS = {
    StartingEvent.ARRIVAL: _("When did you arrive in Estonia, or when will you?"),
    StartingEvent.PROTECTION: _("When did you receive protection or a residence permit?"),
    StartingEvent.RESIDENCE: _("When did you register your residence?"),
    StartingEvent.WORK: _("When does your work begin?"),
    StartingEvent.STUDIES: _("When do your studies begin?"),
    StartingEvent.BIRTH: _("When was your child born, or when is it due?"),
    StartingEvent.PERMIT_END: _("When does your permit end?"),
}
LONGEST_AGO, LONGEST_AHEAD = timedelta(days=3650), timedelta(days=3650)


class AnswersForm(forms.Form):
    """Sent by GET. All may be left out: then steps that depend on it say so."""

    use_required_attribute = False

    def __init__(
        self, said: Mapping[str, Any] | None, *, plan: JourneyPlan, today: date, **options: Any
    ) -> None:
        super().__init__(said, **options)
        self.today = today
        self._groups = [group for step in plan.steps for group in groups_of(step)]
        questions = questions_in(plan)
        events = list(plan.events)
        if Question.DAYS_SINCE_ARRIVAL in questions and StartingEvent.ARRIVAL not in events:
            events.insert(0, StartingEvent.ARRIVAL)
        self.events = tuple(StartingEvent(event) for event in events)
        for event in self.events:
            self.fields[f"on_{event.value}"] = forms.DateField(
                label=EVENT_QUESTIONS[event],
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}),
            )
        self.questions = tuple(q for q in questions if q != Question.DAYS_SINCE_ARRIVAL)
        for question in self.questions:
            self.fields[question.value] = self._field(question)

    def _field(self, question: Question) -> forms.Field:
        label: Any = QUESTIONS[question]
        if question in PLACES:
            return forms.ChoiceField(
                label=label,
                required=False,
                choices=[("", _("I’d rather not say")), *_places(question)],
            )
        if question in SEVERAL:
            choices = [*self._options(question), (NONE, self._none(question))]
            return forms.MultipleChoiceField(
                label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple
            )
        return forms.ChoiceField(
            label=label,
            required=False,
            choices=[*self._options(question), ("", _("I’d rather not say"))],
            widget=forms.RadioSelect,
        )

    def _options(self, question: Question) -> list[tuple[str, Any]]:
        if question not in OPTION_NAMES:
            return [(str(band.first), _years(band)) for band in bands(self._groups, question)]
        asked = _asked(self._groups, question)
        named = OPTION_NAMES[question]
        found = capitalised([(key, name) for key, name in named.items() if key in asked])
        if question not in SEVERAL and len(asked) < len(named):
            found.append((NONE, pgettext_lazy("an answer", "Something else")))
        return found

    @staticmethod
    def _none(question: Question) -> Any:
        if question == Question.CHILDREN:
            return _("No children live with me")
        return _("None of these")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for event in self.events:
            day = said.get(f"on_{event.value}")
            if day and not self.today - LONGEST_AGO <= day <= self.today + LONGEST_AHEAD:
                self.add_error(f"on_{event.value}", _("Check the year."))
        for question in self.questions:
            given = said.get(question.value)
            if question in SEVERAL and NONE in (given or ()) and len(given or ()) > 1:
                self.add_error(
                    question.value, _("Choose either what is true of you, or that none of it is.")
                )
        return said

    def answers(self) -> Answers:
        """Of a valid form."""
        found: dict[Question, Any] = {}
        for question in self.questions:
            given = self.cleaned_data[question.value]
            if not given:
                continue
            if question in SEVERAL:
                values = [each for each in given if each != NONE]
                found[question] = frozenset(
                    values if question in OPTION_NAMES else (int(each) for each in values)
                )
            elif question == Question.AGE:
                found[question] = int(given)
            else:
                found[question] = given
        if arrival := self.days().get(StartingEvent.ARRIVAL.value):
            found[Question.DAYS_SINCE_ARRIVAL] = (self.today - arrival).days
        return completed(found, _counties()) if Question.MUNICIPALITY in found else found

    def days(self) -> dict[str, date]:
        said = {event.value: self.cleaned_data.get(f"on_{event.value}") for event in self.events}
        return {event: day for event, day in said.items() if day is not None}

    def address(self) -> dict[str, list[str]]:
        """The parameters that were given, and nothing else that stood in the address."""
        found = {}
        for name in self.fields:
            given = self.cleaned_data.get(name)
            if isinstance(given, date):
                found[name] = [given.isoformat()]
            elif given:
                found[name] = given if isinstance(given, list) else [given]
        return found


def _asked(groups: list[Group], question: Question) -> set[str]:
    return {
        option
        for group in groups
        for condition in group
        if condition.question == question
        for option in condition.options
    }


def _years(band: Band) -> Any:
    numbers = {"first": band.first, "last": band.last}
    if band.last is None:
        return _("%(first)s years or older") % numbers if band.first else _("of any age")
    if band.first == band.last:
        return _("%(first)s years") % numbers
    return _("%(first)s to %(last)s years") % numbers


def _places(question: Question) -> list[tuple[str, str]]:
    places = Municipality.objects.filter(valid_to=None).select_related("county").order_by("name")
    if question == Question.MUNICIPALITY:
        return [(place.ehak, place.name) for place in places]
    counties = {place.county.ehak: place.county.name for place in places}
    return sorted(counties.items(), key=lambda pair: pair[1])


def _counties() -> dict[str, str]:
    return dict(Municipality.objects.values_list("ehak", "county__ehak"))
