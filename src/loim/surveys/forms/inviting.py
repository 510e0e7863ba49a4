"""Whom to ask: municipalities by county and kind, pasted addresses, a file."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.common.sheet import MAX_BYTES, SheetRefused, read_sheet
from loim.common.translated import LANGUAGES
from loim.events.forms.importing import REFUSALS
from loim.events.logic.registrants.address_lines import read_addresses
from loim.people.models import County
from loim.people.models.municipality import MunicipalityKind
from loim.programmes.forms.record_fields import capitalised
from loim.surveys.actions.inviting import Asked
from loim.surveys.models import Survey, SurveyInvitation
from loim.surveys.queries.recipients import Place, governments, places_by_name

HEADINGS = {
    "name": {"name", "nimi", "имя", "ім'я", "kontaktisik", "contact"},
    "email": {"email", "e-mail", "e-post", "epost", "meil", "эл. почта", "ел. пошта"},
    "place": {
        "municipality", "organisation", "omavalitsus", "kov", "asutus", "vald", "linn",
        "самоуправление", "громада", "организация", "організація",
    },
    "language": {"language", "keel", "язык", "мова"},
}  # fmt: skip
_SALT = "loim.surveys.invite"
DAY = 24 * 60 * 60


class InviteForm(forms.Form):
    """Read into `Asked` people; what could not be read is in `problems`."""

    everybody = forms.BooleanField(
        label=gettext_lazy("All municipalities"),
        required=False,
    )
    counties = forms.MultipleChoiceField(
        label=gettext_lazy("Counties"), required=False, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Cities or rural municipalities"),
        required=False,
        choices=capitalised(MunicipalityKind.choices),
        widget=forms.CheckboxSelectMultiple,
    )
    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("These municipalities"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    addresses = forms.CharField(
        label=gettext_lazy("Addresses"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        help_text=gettext_lazy(
            ".xlsx or .csv with columns “municipality”, “name”, “e-mail”, “language”; at most"
            " 2000 rows."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Their language"), choices=LANGUAGES)

    def __init__(self, *args: Any, survey: Survey, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"language": survey.language}
        self.survey = survey
        self.governments = governments()
        self.table: list[list[Any]] = []
        self.problems: list[str] = []
        counties = cast("forms.MultipleChoiceField", self.fields["counties"])
        counties.choices = list(County.objects.order_by("name").values_list("pk", "name"))
        chosen = cast("forms.MultipleChoiceField", self.fields["chosen"])
        chosen.choices = [(each.municipality, each.name) for each in self.governments]
        if not survey.is_by_organisation:
            for name in ("everybody", "counties", "kinds", "chosen"):
                del self.fields[name]
            self.fields["addresses"].help_text = _(
                "One on each line: “Mari Näidis <mari@example.ee>”, or the address alone."
            )
        else:
            self.fields["addresses"].label = _("Whom to write to there")
            self.fields["addresses"].help_text = _(
                "One on each line: “Rakvere linn <mari@example.ee>”. Without a line here, whoever"
                " has a role there on this platform is written to."
            )

    def choice_fields(self) -> list[forms.BoundField]:
        names = ("everybody", "counties", "kinds", "chosen")
        return [self[name] for name in names if name in self.fields]

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file is None:
            return None
        try:
            self.table = read_sheet(file.read(MAX_BYTES + 1), file.name)
        except SheetRefused as refused:
            raise forms.ValidationError(REFUSALS[refused.code], code=refused.code) from refused
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        given = [cleaned.get(name) for name in ("everybody", "counties", "kinds", "chosen")]
        if not any([*given, cleaned.get("addresses", "").strip(), self.table, self.errors]):
            self.add_error(None, _("Choose whom to ask, write addresses, or choose a file."))
        return cleaned

    def people(self) -> list[Asked]:
        """Each once, without those who were asked before."""
        contacts = [*self._pasted(), *self._from_file()]
        if self.survey.is_by_organisation:
            found = self._organisations(contacts)
            known = set(
                self.survey.invitations.filter(for_organisation=True).values_list(
                    "organisation_id", flat=True
                )
            )
            return [each for each in found if each.organisation not in known]
        known_addresses = {
            email.lower() for email in self.survey.invitations.values_list("email", flat=True)
        }
        people: dict[str, Asked] = {}
        for each in contacts:
            if each.email and each.email.lower() not in known_addresses:
                people.setdefault(each.email.lower(), each)
        return list(people.values())

    def _organisations(self, contacts: Iterable[Asked]) -> list[Asked]:
        said = self.cleaned_data
        by_place = {each.organisation: each for each in contacts if each.organisation}
        found = []
        for each in self.governments:
            is_wanted = (
                said["everybody"]
                or each.municipality in said["chosen"]
                or self._is_in_filter(each)
                or each.organisation in by_place
            )
            if not is_wanted:
                continue
            contact = by_place.get(each.organisation)
            found.append(
                Asked(
                    name=contact.name if contact else each.contact_name,
                    email=contact.email if contact and contact.email else each.contact_email,
                    language=contact.language if contact else each.contact_language,
                    organisation=each.organisation,
                    municipality=each.municipality,
                    for_organisation=True,
                )
            )
        return found

    def _is_in_filter(self, place: Place) -> bool:
        counties, kinds = self.cleaned_data["counties"], self.cleaned_data["kinds"]
        if not counties and not kinds:
            return False
        return (not counties or place.county in counties) and (not kinds or place.kind in kinds)

    def _pasted(self) -> list[Asked]:
        found = []
        for line in read_addresses(self.cleaned_data["addresses"]):
            is_place = self.survey.is_by_organisation
            made = self._asked(
                _("Line %(number)s") % {"number": line.line},
                name="" if is_place else line.name,
                email=line.email,
                place=line.name if is_place else "",
                language="",
            )
            found += [made] if made else []
        return found

    def _from_file(self) -> list[Asked]:
        if not self.table:
            return []
        columns = _columns(self.table[0])
        if "email" not in columns and "place" not in columns:
            self.problems.append(
                _("The file has no column “e-mail” or “municipality” in its first row.")
            )
            return []
        found = []
        for number, row in enumerate(self.table[1:], start=2):
            cells = {
                name: str(row[place] or "").strip() if place < len(row) else ""
                for name, place in columns.items()
            }
            if any(cells.values()):
                made = self._asked(
                    _("Row %(number)s") % {"number": number},
                    **{name: cells.get(name, "") for name in HEADINGS},
                )
                found += [made] if made else []
        return found

    def _asked(
        self, where: str, *, name: str, email: str, place: str, language: str
    ) -> Asked | None:
        if email:
            try:
                validate_email(email)
            except ValidationError:
                self._problem(where, _("“%(text)s” is no e-mail address.") % {"text": email})
                return None
        elif not self.survey.is_by_organisation:
            self._problem(where, _("No e-mail address in “%(text)s”.") % {"text": name or place})
            return None
        known = self._places().get(place.casefold()) if place else None
        if self.survey.is_by_organisation and known is None:
            self._problem(
                where,
                _("Which municipality is “%(text)s”? Write its name as in the list above.")
                % {"text": place or email},
            )
            return None
        languages = {code for code, _name in LANGUAGES}
        return Asked(
            name=name,
            email=email,
            language=language if language in languages else self.cleaned_data["language"],
            organisation=known.organisation if known and self.survey.is_by_organisation else None,
            municipality=known.municipality if known else None,
            for_organisation=self.survey.is_by_organisation,
        )

    def _places(self) -> dict[str, Place]:
        if not hasattr(self, "_places_by_name"):
            self._places_by_name = places_by_name(self.governments)
        return self._places_by_name

    def _problem(self, where: str, text: str) -> None:
        self.problems.append(f"{where}: {text}")


def _columns(headings: list[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        words = str(heading or "").strip().casefold()
        for name, known in HEADINGS.items():
            if words in known:
                found.setdefault(name, place)
    return found


class ConfirmForm(forms.Form):
    """Carries what was shown, signed, so that exactly that is sent, by that person, that day."""

    rows = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, survey: Survey, person: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.about = [survey.pk, person]

    @classmethod
    def of(cls, people: list[Asked], *, survey: Survey, person: int) -> "ConfirmForm":
        rows = [
            [p.name, p.email, p.language, p.organisation, p.municipality, p.for_organisation]
            for p in people
        ]
        packed = signing.dumps([[survey.pk, person], rows], salt=_SALT, compress=True)
        return cls(initial={"rows": packed}, survey=survey, person=person)

    def clean_rows(self) -> list[Asked]:
        try:
            about, rows = signing.loads(self.cleaned_data["rows"], salt=_SALT, max_age=DAY)
        except signing.BadSignature:
            about, rows = None, []
        if about != self.about:
            raise forms.ValidationError(_("This page is too old. Choose whom to ask once more."))
        return [Asked(*row) for row in rows]


class AddressForm(forms.Form):
    """Whom to write to, put right."""

    name = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=150)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    language = forms.ChoiceField(label=gettext_lazy("Their language"), choices=LANGUAGES)

    @classmethod
    def of(cls, data: Any, invitation: SurveyInvitation) -> "AddressForm":
        fields = ("name", "email", "language")
        return cls(data, initial={name: getattr(invitation, name) for name in fields})


class ReminderForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("A sentence of your own"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("In one language: everybody gets it as you write it."),
    )
