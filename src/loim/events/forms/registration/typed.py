"""What somebody typed, kept whatever becomes of the form."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

YES = _("yes")


class QuietForm(forms.BaseForm):
    """`is_quiet`: shows what was typed and says nothing of mistakes, for a form that is not
    being sent yet."""

    is_quiet = False

    @property
    def errors(self) -> ErrorDict:
        return ErrorDict() if self.is_quiet else super().errors


def send_anew(form: forms.BaseForm, field: str = "submission") -> None:
    """Shown again, it is another form to whoever counts each once; what was typed stays."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict, once it is sent
    data[form.add_prefix(field)] = str(uuid4())
    form.data = data


def typed(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Label and value of every field in which something is, to be copied by its writer."""
    found = ((str(field.label), _in_words(field)) for field in form.visible_fields())
    return [(label, words) for label, words in found if words]


def _in_words(field: BoundField) -> str:
    value: Any = field.value()
    if isinstance(field.field, forms.BooleanField):
        return str(YES) if value else ""
    if isinstance(field.field, forms.ChoiceField):
        chosen: Sequence[Any] = value if isinstance(value, list) else [value]
        choices: Any = field.field.choices
        return "; ".join(_labels(choices, {str(key) for key in chosen if key}))
    return str(value or "").strip()


def _labels(choices: Iterable[Any], chosen: set[str]) -> list[str]:
    return [str(label) for key, label in choices if str(key) in chosen]
