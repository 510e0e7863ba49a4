"""What was shown of a file, signed, so that exactly that is written down, by that person."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from loim.events.forms.registrants.person_reader import PersonRow
from loim.events.models import Event
from loim.people.models import User

_SALT = "loim.events.registrants"
_WORKS_FOR = 60 * 60 * 2  # as long as somebody may look at the preview


class ConfirmForm(forms.Form):
    """`purpose` tells apart participants and invitations: one preview is not good for the other."""

    rows = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, event: Event, person: User, purpose: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.seal = {"by": person.pk, "event": event.pk, "for": purpose}

    @classmethod
    def of(
        cls, rows: list[PersonRow], *, note: Mapping[str, str] | None = None, **about: Any
    ) -> "ConfirmForm":
        """`note`: words that go out with the invitations, by language."""
        form = cls(**about)
        said = {
            **form.seal,
            "batch": str(uuid4()),
            "note": dict(note or {}),
            "rows": [asdict(row) for row in rows],
        }
        form.initial = {"rows": signing.dumps(said, salt=_SALT, compress=True)}
        return form

    def clean_rows(self) -> tuple[UUID, list[PersonRow]]:
        try:
            said = signing.loads(self.cleaned_data["rows"], salt=_SALT, max_age=_WORKS_FOR)
        except signing.BadSignature as error:
            raise forms.ValidationError(
                _("This preview is too old. Choose the file again."), code="old"
            ) from error
        if any(said[key] != value for key, value in self.seal.items()):
            raise forms.ValidationError(_("Choose the file again."), code="other")
        self.note: dict[str, str] = said["note"]
        return UUID(said["batch"]), [_row(row) for row in said["rows"]]


def _row(said: dict[str, Any]) -> PersonRow:
    answers = tuple((question, option, text) for question, option, text in said["answers"])
    return PersonRow(**{**said, "answers": answers})
