"""The fields of one text in one language, as its kind says."""

from typing import Any

from django import forms
from django.forms import BoundField

from loim.content.actions.editing import Seen
from loim.content.kinds import TextField, TextKind
from loim.content.logic.rich_text import from_typed, to_type
from loim.content.models import TextState, TextVersion

LONG_ROWS, RICH_ROWS = 4, 12


class RichTextField(forms.CharField):
    """Typed as HTML or as paragraphs; a script makes an editor of it."""

    def __init__(self, **options: Any) -> None:
        attributes = {"rows": RICH_ROWS, "data-rich-text": ""}
        super().__init__(widget=forms.Textarea(attrs=attributes), **options)

    def to_python(self, value: Any) -> str:
        return from_typed(super().to_python(value) or "")

    def prepare_value(self, value: Any) -> str:
        """Cleaned, whoever sent it: a script puts it on the page as HTML."""
        return to_type(from_typed(value or ""))


class TextForm(forms.Form):
    """`base`, `revision` and `current` say what the writer saw; see `Seen`."""

    base = forms.IntegerField(required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    current = forms.IntegerField(required=False, widget=forms.HiddenInput)
    is_minor = forms.ChoiceField(
        required=False, choices=[("major", ""), ("minor", "")], initial="major"
    )

    def __init__(
        self, data: Any, *, kind: TextKind, language: str, publishes: bool = False,
        state: TextState | None = None, base: TextVersion | None = None,
    ) -> None:  # fmt: skip
        written = (state.draft or state.current) if state else None
        initial: dict[str, Any] = {
            f"text_{field.name}": written.get(field.name) if written else ""
            for field in kind.fields
        }
        if state is not None:
            seen = Seen.of(state)
            initial |= {"revision": seen.revision, "current": seen.current}
        initial["base"] = base.pk if base else None
        super().__init__(data, initial=initial)
        self.kind, self.language = kind, language
        for field in kind.fields:
            made = _field(field, publishes)
            made.widget.attrs |= {"lang": language}
            if not field.is_required:
                made.widget.attrs.pop("required", None)
            self.fields[f"text_{field.name}"] = made
        self.use_required_attribute = False  # a draft may lack anything

    def text_fields(self) -> list[tuple[TextField, BoundField]]:
        return [(field, self[f"text_{field.name}"]) for field in self.kind.fields]

    def texts(self) -> dict[str, str]:
        return {field.name: self.cleaned_data[f"text_{field.name}"] for field in self.kind.fields}

    def is_minor_change(self) -> bool:
        return bool(self.cleaned_data["is_minor"] == "minor")

    def has_now_seen(self, state: TextState) -> None:
        """Shown once more, the form carries what is there now."""
        seen = Seen.of(state)
        self.data = {
            **{name: self.data[name] for name in self.data},
            "revision": str(seen.revision),
            "current": str(seen.current or ""),
        }

    def seen(self) -> Seen:
        return Seen(self.cleaned_data["revision"], self.cleaned_data["current"])


def _field(field: TextField, publishes: bool) -> forms.CharField:
    said: dict[str, Any] = {
        "label": field.label,
        "help_text": field.help,
        "max_length": field.max_length,
        "required": publishes and field.is_required,
    }
    if field.is_rich:
        return RichTextField(**said)
    if field.is_long:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": LONG_ROWS}), **said)
    return forms.CharField(**said)
