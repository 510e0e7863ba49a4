"""Texts of the organisation, and sending them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.casework.forms.guarded_text import GuardedTextField, GuardedTexts
from loim.casework.models import Snippet
from loim.casework.queries.enquiries.entry import topics_in_order
from loim.common.translation_fields import TranslationFields


class SnippetForm(GuardedTexts, TranslationFields):
    title = GuardedTextField(label=_("Title"), max_length=120, is_line=True)
    body = GuardedTextField(
        label=_("Text"), max_length=4000, may_reach=True, widget=forms.Textarea({"rows": 6})
    )

    class Meta:
        model = Snippet
        fields = ("title", "body", "topic")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(topic.pk), topic.text("name")) for topic in topics_in_order()]
        self.fields["topic"].choices = [("", _("any topic")), *choices]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {
            **{name: self.cleaned_data[name] for name in ("title", "body", "topic")},
            "translations": self.instance.translations,
        }


class LetterForm(GuardedTexts, forms.Form):
    """What is sent; the address goes with the mail and is kept nowhere."""

    body = GuardedTextField(
        label=_("What is sent"),
        max_length=12_000,
        may_reach=True,
        widget=forms.Textarea({"rows": 12}),
    )
    to = forms.EmailField(
        label=_("E-mail of the client"),
        help_text=_("The address is not kept: it goes when the mail has left."),
    )
    in_another_language = forms.BooleanField(
        label=_("Send it although a part is in another language"), required=False
    )

    def __init__(self, *args: Any, is_right: bool, **options: Any) -> None:
        super().__init__(*args, **{**options, "use_required_attribute": False})
        self.is_right = is_right
        if is_right:
            del self.fields["in_another_language"]

    def clean_in_another_language(self) -> bool:
        agreed: bool = self.cleaned_data["in_another_language"]
        if not agreed:
            raise forms.ValidationError(
                _("A part is not in the client’s language. Choose another text, or tick this.")
            )
        return agreed
