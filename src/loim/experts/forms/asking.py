"""Writing to one expert, and offering work to several."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.experts.actions.requests.sending import Asked, Asker
from loim.experts.forms.small import SeveralField, Trapped, long_text
from loim.experts.models import WORK_LANGUAGES, Expert, RequestKind, WorkFormat
from loim.people.models import County, Organisation, User
from loim.people.permissions import Person
from loim.programmes.forms.record_fields import DayField, capitalised
from loim.programmes.permissions import organisations_recorded_by


class _Asking(Trapped):
    """Who asks: whoever has no account gives name and address."""

    name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        help_text=_("We send you a link to confirm it. Experts do not see it."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("You ask in the name of"), required=False,
        empty_label=_("Yourself or others"),
    )  # fmt: skip
    organisation_name = forms.CharField(
        label=_("Organisation or community"), required=False, max_length=200,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )  # fmt: skip
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, person: Person, **options: Any) -> None:
        initial = {"submission": uuid4(), **options.pop("initial", {})}
        super().__init__(data, initial=initial, **options)
        if not isinstance(person, User):
            del self.fields["organisation"]
            return
        del self.fields["name"], self.fields["email"]
        rows = organisations_recorded_by(person).order_by("name", "pk")
        if person.is_administrator or not rows.exists():
            del self.fields["organisation"]  # an administrator asks in nobody's name
        else:
            self.fields["organisation"].queryset = rows  # type: ignore[attr-defined]

    def asker(self) -> Asker:
        said = self.cleaned_data
        return Asker(
            name=" ".join(said.get("name", "").split()),
            email=said.get("email", ""),
            organisation=said.get("organisation"),
            organisation_name="" if said.get("organisation") else said["organisation_name"],
        )

    def refuse(self, refusal: Refusal) -> None:
        self.add_error(None, str(refusal))

    @property
    def who_fields(self) -> list[forms.BoundField]:
        names = ("name", "email", "organisation", "organisation_name")
        return [self[name] for name in names if name in self.fields]


class ContactForm(_Asking):
    """A message to one expert."""

    subject = forms.CharField(label=_("What is it about?"), max_length=150)
    words = forms.CharField(label=_("Your message"), max_length=4000, widget=long_text(6))

    def asked(self) -> Asked:
        said = self.cleaned_data
        return Asked(kind=RequestKind.MESSAGE, subject=said["subject"], words=said["words"])


class WorkForm(_Asking):
    """What, when, where, in which language, how, for how much; to whom."""

    experts = SeveralField(label=_("Whom do you ask?"))
    subject = forms.CharField(
        label=_("What do you need?"), max_length=150,
        help_text=_("In a few words, such as “Training for village elders”."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Tell more"), max_length=4000, widget=long_text(6),
        help_text=_("For whom, how many people, what should come of it."),
    )  # fmt: skip
    start_date = DayField(label=_("First day"), required=False)
    end_date = DayField(
        label=_("Last day"), required=False, help_text=_("Only if it lasts several days.")
    )
    time_words = forms.CharField(
        label=_("When, in words"), required=False, max_length=200,
        help_text=_("Such as “a weekday evening in March, about three hours”."),
    )  # fmt: skip
    county = forms.ModelChoiceField(
        County.objects.order_by("name"), label=_("County"), required=False, empty_label="–"
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    work_language = forms.ChoiceField(
        label=_("Language of the work"), required=False,
        choices=[("", "–"), *capitalised(WORK_LANGUAGES)],
    )  # fmt: skip
    work_format = forms.ChoiceField(
        label=_("How"), required=False, choices=[("", "–"), *capitalised(WorkFormat.choices)]
    )
    fee = forms.CharField(
        label=_("Fee"), required=False, max_length=200,
        help_text=_("What you can pay, or “please make an offer”."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, person: Person, shown: Sequence[Expert], **options: Any
    ) -> None:
        options["initial"] = {"experts": [str(row.pk) for row in shown]}
        super().__init__(data, person=person, **options)
        self._shown = {str(row.pk): row for row in shown}
        self.fields["experts"].choices = [  # type: ignore[attr-defined]
            (key, row.name) for key, row in self._shown.items()
        ]
        self.fields["experts"].error_messages |= {
            "required": _("Choose at least one expert."),
            "invalid_choice": _(
                "Somebody whom you chose is not in the directory any more. Look at whom you ask,"
                " then send again."
            ),
        }
        if "organisation" not in self.fields:
            self.fields["organisation_name"].required = True

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        start, end = said.get("start_date"), said.get("end_date")
        if end and not start:
            self.add_error("start_date", _("Give the first day, too."))
        elif start and end and end < start:
            self.add_error("end_date", _("The last day cannot be before the first."))
        named = said.get("organisation") or said.get("organisation_name")
        if not named and "organisation_name" not in self.errors:
            self.add_error("organisation_name", _("Say for whom the work is."))
        return said

    def asked(self) -> Asked:
        said = self.cleaned_data
        names = ("subject", "words", "start_date", "end_date", "time_words", "county", "place",
                 "work_language", "work_format", "fee")  # fmt: skip
        return Asked(kind=RequestKind.WORK, **{name: said[name] for name in names})

    def chosen(self) -> list[Expert]:
        return [self._shown[key] for key in self.cleaned_data["experts"]]

    WHAT = ("subject", "words")
    WHEN = ("start_date", "end_date", "time_words")
    WHERE = ("county", "place", "work_format", "work_language", "fee")

    @property
    def what_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.WHAT]

    @property
    def when_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.WHEN]

    @property
    def where_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.WHERE]
