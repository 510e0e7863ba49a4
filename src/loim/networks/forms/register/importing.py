"""What was shown of a file goes on to be confirmed: signed, so that exactly that is saved."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from loim.people.models import User

_SALT = "loim.networks.register"
_WORKS_FOR = 60 * 60 * 2  # as long as somebody may look at the preview


class ConfirmForm(forms.Form):
    """`what` keeps the kinds of files apart."""

    rows = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: User, what: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person, self.what = person, what

    @classmethod
    def of(cls, what: str, said: dict[str, Any], person: User) -> "ConfirmForm":
        sealed = signing.dumps(
            {**said, "by": person.pk, "batch": str(uuid4())}, salt=f"{_SALT}.{what}", compress=True
        )
        return cls(initial={"rows": sealed}, person=person, what=what)

    def clean_rows(self) -> tuple[UUID, dict[str, Any]]:
        try:
            said = signing.loads(
                self.cleaned_data["rows"], salt=f"{_SALT}.{self.what}", max_age=_WORKS_FOR
            )
        except signing.BadSignature as error:
            raise forms.ValidationError(
                _("This preview is too old. Choose the file again."), code="old"
            ) from error
        if said["by"] != self.person.pk:
            raise forms.ValidationError(_("Choose the file again."), code="other")
        return UUID(said["batch"]), said


def plain_table(table: list[list[Any]]) -> list[list[Any]]:
    """Cells that JSON can carry."""
    return [[cell.isoformat() if isinstance(cell, date) else cell for cell in row] for row in table]
