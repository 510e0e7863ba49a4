"""The short form by which anybody contributes."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGES
from loim.library.actions.contributions.giving import Given
from loim.library.forms.facts import ABOUT, FactsFields
from loim.library.logic.files.types import SUFFIXES
from loim.library.models import Contribution, Kind
from loim.people.permissions import Person
from loim.programmes.forms.record_fields import capitalised

_SALT = "loim.library.staged"


class Staged(forms.CharField):
    """The key of a file that was looked at and waits for the rest of the form; signed, so that
    nobody takes another's."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def clean(self, value: Any) -> UUID | None:
        if not value:
            return None
        try:
            return UUID(signing.Signer(salt=_SALT).unsign(str(value)))
        except (signing.BadSignature, ValueError):
            return None


def staged_value(key: UUID) -> str:
    return signing.Signer(salt=_SALT).sign(str(key))


class ContributeForm(FactsFields):
    """`leave_empty` is seen by programs alone, and only they fill it in."""

    title = forms.CharField(
        label=_("What is it called?"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("A PDF, a document, a presentation or a picture of at most 50 MB."),
        widget=forms.FileInput({"accept": ",".join(f".{suffix}" for suffix in SUFFIXES)}),
    )
    words = forms.CharField(
        label=_("What is it, and whom does it help?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "A few sentences in your own words are enough. The editor helps with the rest."
        ),
    )
    language = forms.ChoiceField(label=_("Language of your words"), choices=LANGUAGES)
    name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        help_text=_("We send you a link to confirm it. It is not shown to anybody."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    credit = forms.CharField(
        label=_("How may we name you beside it?"),
        required=False,
        max_length=150,
        help_text=_("Your name, your organisation’s, or both. Leave empty to stay unnamed."),
    )
    may_share = forms.BooleanField(
        label=_("I made this file, or its author lets others share it."), required=False
    )
    leave_empty = forms.CharField(required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput)
    staged = Staged()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    ABOUT = ("language", "thing_languages", *ABOUT)

    def __init__(
        self, data: Any = None, files: Any = None, *, person: Person,
        contribution: Contribution | None = None, **options: Any,
    ) -> None:  # fmt: skip
        initial = _initial_of(contribution) if contribution else {}
        initial = {"submission": uuid4(), "language": get_language(), **initial}
        super().__init__(data, files, initial={**initial, **(options.pop("initial", {}))})
        self.fields["kind"] = forms.ChoiceField(
            label=self.fields["kind"].label, choices=capitalised(Kind.choices),
            widget=forms.RadioSelect,
        )  # fmt: skip
        if person.is_authenticated or contribution:
            del self.fields["name"], self.fields["email"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if (said.get("file") or said.get("staged")) and not said.get("may_share"):
            self.add_error(
                "may_share",
                _("Tick this if it is so. If it is not, give a link instead of the file."),
            )
        return said

    @property
    def is_a_trap_sprung(self) -> bool:
        return bool(str(self.data.get("leave_empty", "")).strip())

    @property
    def about_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.ABOUT]

    @property
    def is_about_open(self) -> bool:
        return any(self[name].errors for name in self.ABOUT)

    def given(self) -> Given:
        said = self.cleaned_data
        return Given(title=said["title"], words=said["words"], **self.facts())

    def signature(self) -> dict[str, str]:
        said = self.cleaned_data
        return {
            "name": " ".join(said.get("name", "").split()),
            "email": said.get("email", ""),
            "credit": " ".join(said["credit"].split()),
        }

    def seen_keys(self) -> set[int]:
        said = str(self.data.get("seen", ""))
        return {int(key) for key in said.split(",") if key.isascii() and key.isdecimal()}

    def refuse(self, refusal: Refusal, field: str | None = None) -> None:
        self.add_error(field, str(refusal))


def _initial_of(row: Contribution) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in (
            "title", "kind", "words", "url", "authors", "year", "publisher", "licence",
            "thing_languages", "audiences", "language", "credit",
        )},
        **{name: list(getattr(row, name).all()) for name in ("topics", "methods", "counties")},
    }  # fmt: skip
