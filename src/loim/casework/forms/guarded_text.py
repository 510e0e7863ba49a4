"""A free-text field that keeps no personal code: used by every form of counselling.

    class NoteForm(GuardedTexts, forms.Form):
        note = GuardedTextField(label=_("Note"), required=False)

    for notice in form.notices():          # after is_valid(): say it to whoever typed
        messages.warning(request, notice)

The page adds `{% include "casework/guarded_text.html" %}` in `head`: it warns while somebody
types. What the form gives is masked whether or not anybody looked.
"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loim.casework.logic.free_text import has_contact, masked

MASKED = _("A personal code was typed into a free text. It was covered and is not kept.")
CONTACT = _(
    "A free text seems to hold an e-mail address or a telephone number. Leave it out unless the"
    " person has agreed that it is kept."
)

if TYPE_CHECKING:  # generic for the type checker only
    _Form = forms.BaseForm
else:
    _Form = object


class GuardedTextField(forms.CharField):
    """`is_line`: one line instead of a box; `may_reach`: addresses and telephones are meant to
    stand there (of an office). Longer than `max_length` (2000) is refused."""

    def __init__(self, *, is_line: bool = False, may_reach: bool = False, **options: Any) -> None:
        self.may_reach = may_reach
        options.setdefault("max_length", 2000)
        if "widget" not in options:
            options["widget"] = forms.TextInput() if is_line else forms.Textarea({"rows": 3})
        super().__init__(**options)
        self.notices: list[str | Promise] = []

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        contact = "" if self.may_reach else CONTACT
        warnings = {"data-code-warning": MASKED, "data-contact-warning": contact}
        return {**super().widget_attrs(widget), "data-guarded-text": "", **warnings}

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        safe = masked(text)
        self.notices = [MASKED] if safe != text else []
        if has_contact(safe) and not self.may_reach:
            self.notices.append(CONTACT)
        return safe


class GuardedTexts(_Form):
    """What is to be said about the free texts of a form that was checked."""

    def notices(self) -> list[str]:
        found = [
            str(notice)
            for field in self.fields.values()
            if isinstance(field, GuardedTextField)
            for notice in field.notices
        ]
        return list(dict.fromkeys(found))
