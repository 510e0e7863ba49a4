"""A file of events: uploaded, looked through, confirmed."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from loim.common.sheet import MAX_BYTES, Cell, SheetRefused, read_sheet
from loim.events.queries.import_row_reader import ImportRow
from loim.people.models import User

_SALT = "loim.events.import"
_WORKS_FOR = 60 * 60 * 2  # as long as somebody may look at the preview
REFUSALS = {
    "size": _("The file is larger than 5 MB. Split it."),
    "rows": _("The file has more than 2000 rows. Split it."),
    "type": _("Choose an .xlsx or a .csv file."),
    "broken": _("The file cannot be read. Save it again as .xlsx or .csv, then choose it."),
    "empty": _("The file has no rows."),
}


class ImportFileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_(".xlsx or .csv, at most 2000 rows. Nothing is recorded yet."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    table: list[list[Cell]]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            # A little more than is allowed is enough to be refused for its size.
            self.table = read_sheet(file.read(MAX_BYTES + 1), file.name)
        except SheetRefused as refused:
            raise forms.ValidationError(REFUSALS[refused.code], code=refused.code) from refused
        return file


class ImportConfirmForm(forms.Form):
    """Carries what was shown, signed, so that exactly that is recorded, by that person."""

    rows = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    @classmethod
    def of(cls, rows: list[ImportRow], person: User) -> "ImportConfirmForm":
        said = {"by": person.pk, "batch": str(uuid4()), "rows": [_plain(row) for row in rows]}
        sealed = signing.dumps(said, salt=_SALT, compress=True)
        return cls(initial={"rows": sealed}, person=person)

    def clean_rows(self) -> tuple[UUID, list[ImportRow]]:
        try:
            said = signing.loads(self.cleaned_data["rows"], salt=_SALT, max_age=_WORKS_FOR)
        except signing.BadSignature as error:
            raise forms.ValidationError(
                _("This preview is too old. Choose the file again."), code="old"
            ) from error
        if said["by"] != self.person.pk:
            raise forms.ValidationError(_("Choose the file again."), code="other")
        return UUID(said["batch"]), [_row(row) for row in said["rows"]]


def _plain(row: ImportRow) -> dict[str, Any]:
    return {**asdict(row), "start": row.start.isoformat(), "end": row.end.isoformat()}


def _row(said: dict[str, Any]) -> ImportRow:
    return ImportRow(
        **{
            **said,
            "start": date.fromisoformat(said["start"]),
            "end": date.fromisoformat(said["end"]),
            "attendance": {int(key): people for key, people in said["attendance"].items()},
        }
    )
