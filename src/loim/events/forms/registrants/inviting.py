"""Whom to invite: pasted addresses, a file, people of one's own organisations."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.common.sheet import MAX_BYTES, SheetRefused, read_sheet
from loim.common.translated import LANGUAGES
from loim.events.forms.importing import REFUSALS
from loim.events.forms.registrants.import_preview import ImportPreview, rows_of, unknown_headings
from loim.events.forms.registrants.person_columns import COLUMNS, found_columns
from loim.events.forms.registrants.person_reader import PersonReader, PersonRow
from loim.events.logic.registrants.address_lines import read_addresses
from loim.events.models import Event, Invitee, Party
from loim.events.queries.import_row_reader import Problem
from loim.events.queries.registrants.invitations import contacts_of, organisations_to_invite
from loim.people.models import Organisation, User

LONGEST_NOTE, LONGEST_PASTE = 4000, 200_000


class InviteForm(forms.Form):
    addresses = forms.CharField(
        label=gettext_lazy("Addresses"),
        required=False,
        max_length=LONGEST_PASTE,
        help_text=gettext_lazy(
            "One on each line: “Mari Näidis <mari@example.ee>”, or the address alone."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Their language"), choices=LANGUAGES)
    party = forms.ChoiceField(
        label=gettext_lazy("Party"),
        required=False,
        choices=[("", "–"), *Party.choices],
        help_text=gettext_lazy("Of those whose party is not said otherwise."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        help_text=gettext_lazy(".xlsx or .csv with a column of e-mails, at most 2000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Everybody with a role in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: QueryDict | None = None, files: Any = None, *, event: Event, person: User
    ) -> None:
        super().__init__(data, files, initial={"language": event.language})
        self.event = event
        self.table: list[list[Any]] = []
        choices = cast("forms.ModelMultipleChoiceField[Organisation]", self.fields["organisations"])
        choices.queryset = organisations_to_invite(person)
        if not choices.queryset.exists():
            del self.fields["organisations"]
        for code, name in LANGUAGES:
            self.fields[f"note_{code}"] = forms.CharField(
                label=name,
                required=False,
                max_length=LONGEST_NOTE,
                widget=forms.Textarea(attrs={"rows": 4, "lang": code}),
            )

    def note_fields(self) -> list[forms.BoundField]:
        return [self[f"note_{code}"] for code, _name in LANGUAGES]

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
        given = [cleaned.get("addresses", "").strip(), self.table, cleaned.get("organisations")]
        if not any(given) and not self.errors:
            self.add_error(
                "addresses", _("Write addresses, choose a file, or choose an organisation.")
            )
        return cleaned

    def note(self) -> dict[str, str]:
        notes = {code: self.cleaned_data[f"note_{code}"].strip() for code, _name in LANGUAGES}
        return {code: note for code, note in notes.items() if note}

    def preview(self) -> ImportPreview:
        """Each address once; whoever has been invited is told apart."""
        reader = PersonReader(self.event, needs_name=False, needs_email=True)
        preview = ImportPreview(organisations=reader.book.names)
        self._read(preview, reader, _lines(self.cleaned_data["addresses"]), _("Addresses"))
        if self.table:
            self._read_file(preview, reader)
        for member in contacts_of(list(self.cleaned_data.get("organisations") or [])):
            preview.rows.append(
                PersonRow(
                    row=0,
                    name=member.user.name,
                    email=member.user.email,
                    language=member.user.language,
                    party=self.cleaned_data["party"],
                    organisation=member.organisation_id,
                    organisation_name="",
                    municipality=member.organisation.municipality_id,
                )
            )
        _leave_out_invited(preview, self.event)
        return preview

    def _read(
        self,
        preview: ImportPreview,
        reader: PersonReader,
        rows: Iterable[tuple[int, dict[str, Any]]],
        column: str = "",
    ) -> None:
        for number, cells in rows:
            said = {**cells}
            said["language"] = said.get("language") or self.cleaned_data["language"]
            said["party"] = said.get("party") or self.cleaned_data["party"]
            person = reader.read(number, said)
            if person is not None:
                preview.rows.append(person)
            preview.problems += [
                Problem(problem.row, column or problem.column, problem.text)
                for problem in reader.problems
            ]

    def _read_file(self, preview: ImportPreview, reader: PersonReader) -> None:
        columns = found_columns(self.table[0])
        preview.unknown = unknown_headings(self.table[0], columns)
        if "email" not in columns:
            missing = _("This column is missing. Compare with the template.")
            preview.problems.append(Problem(1, str(COLUMNS[3].label), missing))
            return
        self._read(preview, reader, rows_of(self.table, columns))


def _lines(text: str) -> list[tuple[int, dict[str, Any]]]:
    return [(each.line, {"name": each.name, "email": each.email}) for each in read_addresses(text)]


def _leave_out_invited(preview: ImportPreview, event: Event) -> None:
    """Of an address that stands there twice the first counts; no word is lost over it."""
    known = {
        email.lower()
        for email in Invitee.objects.filter(event=event).values_list("email", flat=True)
    }
    fresh: dict[str, PersonRow] = {}
    for row in preview.rows:
        address = row.email.lower()
        if address in known:
            text = _("%(email)s has been invited already.") % {"email": row.email}
            preview.problems.append(Problem(row.row, str(COLUMNS[3].label), text))
        else:
            fresh.setdefault(address, row)
    preview.rows = list(fresh.values())
