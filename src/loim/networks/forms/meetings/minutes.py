"""Writing minutes: the texts of all items together, one more item, approval, an addition."""

from dataclasses import dataclass
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.events.forms.pages.page_form import long_text
from loim.networks.logic.minutes_texts import Merged, digest_of
from loim.networks.models import ApprovedBy, Meeting, MinutesItem
from loim.programmes.forms.record_fields import capitalised

LONGEST = 50_000


@dataclass(frozen=True)
class TextRow:
    """`theirs` is what somebody else saved meanwhile; then both are shown."""

    item: MinutesItem
    text: str
    seen: str
    theirs: str = ""
    is_conflict: bool = False

    @property
    def rows(self) -> int:
        return max(3, min(18, 1 + len(self.text) // 90 + self.text.count("\n")))


class TextsForm(forms.Form):
    """Fields `text-<key>` and `seen-<key>` for each item."""

    def __init__(self, data: Any = None, *, items: list[MinutesItem]) -> None:
        super().__init__(data)
        self.items = items

    def given(self) -> dict[int, str]:
        return {
            item.pk: str(self.data[f"text-{item.pk}"])[:LONGEST]
            for item in self.items
            if f"text-{item.pk}" in self.data
        }

    def seen(self) -> dict[int, str]:
        return {item.pk: str(self.data.get(f"seen-{item.pk}", "")) for item in self.items}

    def rows(self, merged: Merged | None = None) -> list[TextRow]:
        """Of items as they are now; where `merged` has conflicts, what was typed stays in the
        field, and the next saving takes it for a choice made knowingly."""
        given = self.given() if merged else {}
        return [
            TextRow(item, given[item.pk], digest_of(item.text), item.text, is_conflict=True)
            if merged and item.pk in merged.conflicts
            else TextRow(item, item.text, digest_of(item.text))
            for item in self.items
        ]


class ItemForm(forms.Form):
    title = forms.CharField(label=_("Another item"), max_length=300)


class ApproveForm(forms.Form):
    how = forms.ChoiceField(
        label=_("Approved"),
        choices=capitalised(ApprovedBy.choices),
        initial=ApprovedBy.CHAIR,
        widget=forms.RadioSelect,
    )
    at_meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=_("Which meeting"),
        required=False,
        empty_label=_("Choose"),
        help_text=_("Only if a later meeting approved them."),
    )

    def __init__(self, *args: Any, later: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast("Any", self.fields["at_meeting"])
        field.queryset = later
        field.label_from_instance = meeting_label

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("how") == ApprovedBy.MEETING and not cleaned.get("at_meeting"):
            self.add_error("at_meeting", _("Choose the meeting that approved them."))
        return cleaned


def meeting_label(meeting: Meeting) -> str:
    return f"{meeting.number}. {meeting.event.start_date:%d.%m.%Y}"


class AdditionForm(forms.Form):
    text = forms.CharField(
        label=_("Addition"),
        widget=long_text(6),
        max_length=LONGEST,
        help_text=_("What is put right. It stands below the minutes with today's date."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"submission": uuid4()}
