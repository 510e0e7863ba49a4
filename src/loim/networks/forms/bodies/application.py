"""Applying to a body: short enough for a phone, and each question says what it is for."""

from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.networks.actions.bodies.applying import ApplicationFacts, Conditions
from loim.networks.logic.bodies.rules import Rule
from loim.networks.models.bodies import Applicant, CallFeature, MemberCall
from loim.networks.queries.bodies.rules import answers_of, features_asked
from loim.people.models import County

ALWAYS_OFFERED = (CallFeature.GENDER, CallFeature.AGE_GROUP, CallFeature.MOTHER_TONGUE)
YES_NO = [("yes", pgettext_lazy("an answer", "yes")), ("no", pgettext_lazy("an answer", "no"))]
SHORTEST, LONGEST = 20, 2000


class ApplicationForm(forms.Form):
    """`leave_empty` is seen by programs alone, and only they fill it in."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
    language = forms.ChoiceField(
        label=_("Your language"), choices=LANGUAGES, help_text=_("We will write to you in it.")
    )
    motivation = forms.CharField(
        label=_("Why would you like to take part?"),
        min_length=SHORTEST,
        max_length=LONGEST,
        help_text=_("A few sentences, in any of the four languages."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"min_length": _("Write a little more: at least a sentence.")},
    )
    leave_empty = forms.CharField(required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        call: MemberCall,
        rules: list[Rule],
        language: str = "et",
        applicant: Applicant | None = None,
    ) -> None:
        super().__init__(data)
        self.call, self.applicant = call, applicant
        self.initial = {"language": language, "submission": uuid4()}
        self._needed = features_asked(rules)
        for feature in dict.fromkeys([*ALWAYS_OFFERED, *self._needed]):
            self._ask(str(feature), rules)
        if applicant is None:
            self._ask_conditions()
        else:
            del self.fields["email"]
            self.initial |= {
                name: getattr(applicant, "county_id" if name == "county" else name)
                for name in self.fields
                if name not in ("leave_empty", "submission")
            }

    def _ask(self, feature: str, rules: list[Rule]) -> None:
        is_needed = feature in self._needed
        answers = [(value, capfirst(name)) for value, name in answers_of(feature, rules)]
        self.fields[feature] = forms.ChoiceField(
            label=capfirst(str(dict(CallFeature.choices)[CallFeature(feature)])),
            required=is_needed,
            choices=[("", _("Choose") if is_needed else _("I would rather not say")), *answers],
            help_text=_("The rules of this call need it.") if is_needed else "",
        )

    def _ask_conditions(self) -> None:
        call = self.call
        asked = {
            "is_old_enough": _now("Will you be at least %(age)s years old on %(day)s?")
            % {"age": call.minimum_age, "day": self._day()}
        }
        if call.residents_of is not None:
            asked["lives_there"] = _now("Do you live in %(place)s?") % {
                "place": call.residents_of.name
            }
        if call.needed_language:
            asked["manages_language"] = _now(
                "Can you follow a meeting in this language: %(language)s?"
            ) % {"language": dict(LANGUAGES)[call.needed_language]}
        for name, label in asked.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=YES_NO, widget=forms.RadioSelect
            )

    def _day(self) -> str:
        return date_format(self.call.mandate_start_date, "SHORT_DATE_FORMAT")

    def clean_name(self) -> str:
        """One line: it stands in letters."""
        return " ".join(str(self.cleaned_data["name"]).split())

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.cleaned_data.get("leave_empty"))

    def group_fields(self) -> list[BoundField]:
        names = [*ALWAYS_OFFERED, *(n for n in self._needed if n not in ALWAYS_OFFERED)]
        return [self[str(name)] for name in names]

    def condition_fields(self) -> list[BoundField]:
        names = ("is_old_enough", "lives_there", "manages_language")
        return [self[name] for name in names if name in self.fields]

    def facts(self) -> ApplicationFacts:
        said = self.cleaned_data
        county = said.get("county") or ""
        return ApplicationFacts(
            name=said["name"],
            email=said["email"] if self.applicant is None else self.applicant.email,
            language=said["language"],
            motivation=said["motivation"],
            gender=said["gender"],
            age_group=said["age_group"],
            mother_tongue=said["mother_tongue"],
            party=said.get("party", ""),
            county=County.objects.get(ehak=county) if county else None,
            district=said.get("district", ""),
        )

    def conditions(self) -> Conditions:
        said = self.cleaned_data
        return Conditions(
            is_old_enough=said["is_old_enough"] == "yes",
            lives_there=said.get("lives_there") == "yes",
            manages_language=said.get("manages_language") == "yes",
        )
