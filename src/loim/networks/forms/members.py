"""Members of a network: one, or many lines."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.events.models.parties import Party
from loim.events.queries.organisation_book import OrganisationBook
from loim.networks.actions.members import MemberFacts
from loim.networks.logic.member_lines import MemberLine, read_members
from loim.networks.models import OFFICES, Member, MemberRole
from loim.networks.queries.directory import ENDED, NOW, DirectoryFilter
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import DayField, capitalised

PARTIES = [("", _("not said")), *Party.choices]


class OrganisationByName(forms.CharField):
    """Typed, with names offered; any name that people use of it is understood."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"list": "organisation-names"}))
        super().__init__(max_length=200, **options)


def organisation_called(name: str, book: OrganisationBook) -> Organisation | None:
    found = book.directory.find(name)
    return book.by_key[next(iter(found))] if len(found) == 1 else None


class MemberForm(forms.Form):
    name = forms.CharField(
        label=pgettext_lazy("a person", "Name"), max_length=150, required=False,
        help_text=_("Left empty, the organisation itself is the member."),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False,
        help_text=_("They get a letter, and say by its link whether they want to be listed."),
    )  # fmt: skip
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    organisation = OrganisationByName(
        label=_("Organisation"), required=False,
        help_text=_("In whose name they belong to the network. Left empty, in their own."),
    )  # fmt: skip
    party = forms.ChoiceField(label=_("Party"), choices=capitalised(PARTIES), required=False)
    language = forms.ChoiceField(label=_("Language of letters"), choices=LANGUAGES)
    start_date = DayField(label=_("Member from"))
    end_date = DayField(label=_("Until"), required=False)
    role = forms.ChoiceField(label=_("Role"), choices=capitalised(MemberRole.choices))
    role_start_date = DayField(
        label=_("Role from"), required=False,
        help_text=_("Only for a chair, deputy or secretary who is chosen for a time."),
    )  # fmt: skip
    role_end_date = DayField(label=_("Role until"), required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    OWN = (
        "name", "email", "phone", "party", "language", "start_date", "end_date", "role",
        "role_start_date", "role_end_date",
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, book: OrganisationBook, today: date, member: Member | None = None
    ) -> None:
        initial = {"start_date": today, "role": MemberRole.MEMBER, "language": "et"}
        if member is not None:
            initial = {name: getattr(member, name) for name in self.OWN}
            initial["organisation"] = member.organisation.name if member.organisation else ""
        super().__init__(data, initial={**initial, "submission": uuid4()})
        self.book = book

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        typed = said.get("organisation", "")
        said["organisation"] = organisation_called(typed, self.book) if typed else None
        if typed and said["organisation"] is None:
            self.add_error(
                "organisation", _("No organisation is called so. Choose one from the list.")
            )
        elif not typed and not said.get("name") and "name" not in self.errors:
            self.add_error("name", _("Write a name, or choose an organisation."))
        if said.get("role") not in OFFICES:
            said["role_start_date"] = said["role_end_date"] = None
        return said

    def facts(self) -> MemberFacts:
        said = self.cleaned_data
        return MemberFacts(
            **{name: said[name] for name in self.OWN}, organisation=said["organisation"]
        )


class MemberLinesForm(forms.Form):
    """Many at once."""

    lines = forms.CharField(
        label=_("Members"),
        help_text=_(
            "One on each line: name, e-mail, organisation. You can paste from a spreadsheet or an"
            " e-mail. An organisation without a person stands alone on its line."
        ),
        max_length=50_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    party = forms.ChoiceField(label=_("Party"), choices=capitalised(PARTIES), required=False)
    language = forms.ChoiceField(label=_("Language of letters"), choices=LANGUAGES)
    start_date = DayField(label=_("Members from"))
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, book: OrganisationBook, today: date) -> None:
        initial = {"start_date": today, "language": "et", "submission": uuid4()}
        super().__init__(data, initial=initial)
        self.book = book

    def clean_lines(self) -> list[tuple[MemberLine, Organisation | None]]:
        found, problems = [], []
        check = forms.EmailField()
        for line in read_members(self.cleaned_data["lines"]):
            organisation = None
            name = line.organisation or line.name
            if line.organisation or not line.email:
                organisation = organisation_called(name, self.book)
            if line.organisation and organisation is None:
                problems.append(_line(line, _("no organisation is called “%(words)s”"), name))
            elif not line.name:
                problems.append(
                    _line(line, _("the name is missing beside “%(words)s”"), line.email)
                )
            if line.email:
                try:
                    check.clean(line.email)
                except forms.ValidationError:
                    said = _("“%(words)s” is not an e-mail address")
                    problems.append(_line(line, said, line.email))
            found.append((line, organisation))
        if problems:
            raise forms.ValidationError(problems)
        return found

    def people(self) -> list[MemberFacts]:
        said = self.cleaned_data
        shared = {name: said[name] for name in ("party", "language", "start_date")}
        return [
            MemberFacts(
                name="" if _is_alone(line, organisation) else line.name,
                email=line.email,
                organisation=organisation,
                **shared,
            )
            for line, organisation in said["lines"]
        ]


def _is_alone(line: MemberLine, organisation: Organisation | None) -> bool:
    """An organisation that belongs to it as such."""
    return organisation is not None and not line.organisation


def _line(line: MemberLine, words: Any, about: str) -> forms.ValidationError:
    said = {"number": line.number, "what": words % {"words": about}}
    return forms.ValidationError(_("Line %(number)s: %(what)s."), code="line", params=said)


class MemberFilterForm(forms.Form):
    text = forms.CharField(label=_("Name"), required=False, widget=forms.SearchInput)
    party = forms.ChoiceField(
        label=_("Party"), choices=[("", _("all")), *Party.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("Membership"),
        choices=[(NOW, _("lasts")), (ENDED, _("has ended")), ("all", _("any"))],
        required=False,
    )

    def wanted(self) -> DirectoryFilter:
        self.is_valid()
        said = {key: value for key, value in self.cleaned_data.items() if value}
        return DirectoryFilter(**said)

    @property
    def is_filtering(self) -> bool:
        return any(value for value in self.cleaned_data.values())


class LastDayForm(forms.Form):
    """The end of a membership or a seat."""

    end_date = DayField(label=_("Last day"))
    reason = forms.CharField(label=_("Reason"), required=False, max_length=300)
