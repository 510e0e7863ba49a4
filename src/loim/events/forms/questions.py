"""A name that was not recognised is a question: who is it, or is it to be left out?"""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.events.actions.attendance import NEWCOMER_KINDS, Newcomer
from loim.events.logic.attendance_lines import ReadLine
from loim.events.queries.organisation_book import OrganisationBook
from loim.people.models import Municipality, OrganisationKind

OTHER, NEW, LEAVE_OUT = "other", "new", "leave_out"


@dataclass(frozen=True)
class Answer:
    """One of: an organisation's key, a newcomer, or neither (left out)."""

    organisation: int | None = None
    newcomer: Newcomer | None = None
    people: int = 0


class QuestionForm(forms.Form):
    """About all lines with one name. `people` is what they say together."""

    use_required_attribute = False  # what is needed depends on the answer

    answer = forms.ChoiceField(
        label=_("Who is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    other = forms.CharField(
        label=_("Which organisation?"),
        required=False,
        widget=forms.TextInput(attrs={"list": "organisation-names", "autocomplete": "off"}),
    )
    name = forms.CharField(label=_("Name of the new organisation"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=_("What it is"),
        required=False,
        choices=[
            ("", pgettext_lazy("a kind of organisation", "Choose")),
            *((kind.value, kind.label) for kind in NEWCOMER_KINDS),
        ],
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Where it is"), required=False
    )

    def __init__(self, data: Any, *, lines: list[ReadLine], book: OrganisationBook) -> None:
        self.lines = lines
        self.line = lines[0]
        self.people = sum(line.people for line in lines)
        self.book = book
        prefix = f"q-{self.line.question}"
        # Not answered yet when the question is new to the person.
        is_answered = any(key.startswith(f"{prefix}-") for key in data)
        super().__init__(
            data if is_answered else None, prefix=prefix, initial={"name": self.line.name}
        )
        cast("forms.ChoiceField", self.fields["answer"]).choices = [
            *((f"org:{key}", book.names[key]) for key in self.line.suggestions),
            (OTHER, _("Another organisation that is known here")),
            (NEW, _("A new organisation")),
            (LEAVE_OUT, _("Leave this line out")),
        ]
        municipality = cast("forms.ModelChoiceField[Municipality]", self.fields["municipality"])
        municipality.queryset = Municipality.objects.all()
        municipality.choices = [("", "–"), *((place.pk, place.name) for place in book.places)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        answer = cleaned.get("answer")
        if answer == OTHER and self._other() is None:
            self.add_error("other", _("No such organisation: choose one from the list."))
        if answer == NEW:
            self._check_new(cleaned)
        return cleaned

    def _check_new(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("name"):
            self.add_error("name", _("Write its name."))
        if not cleaned.get("kind"):
            self.add_error("kind", _("Choose what it is."))
        elif cleaned["kind"] == OrganisationKind.MUNICIPAL_AGENCY and not cleaned["municipality"]:
            self.add_error("municipality", _("Choose the municipality whose institution it is."))

    def _other(self) -> int | None:
        found = self.book.directory.find(self.cleaned_data.get("other") or "")
        return next(iter(found)) if len(found) == 1 else None

    def result(self) -> Answer:
        """Of a valid form. Nobody (0) becomes one person: the line was said to be a guest."""
        cleaned, people = self.cleaned_data, max(self.people, 1)
        answer = cleaned["answer"]
        if answer == LEAVE_OUT:
            return Answer()
        if answer == NEW:
            kind = OrganisationKind(cleaned["kind"])
            newcomer = Newcomer(cleaned["name"], kind, people, cleaned["municipality"])
            return Answer(newcomer=newcomer, people=people)
        key = self._other() if answer == OTHER else int(answer.removeprefix("org:"))
        return Answer(organisation=key, people=people)
