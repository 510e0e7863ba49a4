"""Parts that the forms of communities share."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal


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


class SentOnce(forms.Form):
    """The same form sent twice makes one thing."""

    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **options: Any) -> None:
        options["initial"] = {"submission": uuid4(), **options.get("initial", {})}
        super().__init__(data, **options)

    def refuse(self, refusal: Refusal, field: str | None = None) -> None:
        self.add_error(field, str(refusal))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why not?"), max_length=1000, widget=long_text(3),
        help_text=_("They read these words. Say what they could do instead."),
    )  # fmt: skip
