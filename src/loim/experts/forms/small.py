"""Parts that the forms of the directory share."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _


def long_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SeveralField(forms.MultipleChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **options)


class Trapped(forms.Form):
    """`leave_empty` is seen by programs alone, and only they fill it in."""

    leave_empty = forms.CharField(required=False)

    @property
    def is_a_trap_sprung(self) -> bool:
        return bool(str(self.data.get("leave_empty", "")).strip())


class MessageForm(forms.Form):
    """One message, sent once."""

    words = forms.CharField(label=_("Your message"), max_length=3000, widget=long_text(4))
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, initial={"submission": uuid4()}, **options)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), max_length=300, widget=long_text(3))

    def __init__(self, data: Any = None, *, label: Any = None, help_text: Any = "") -> None:
        super().__init__(data)
        if label:
            self.fields["reason"].label = label
        self.fields["reason"].help_text = help_text
