"""What editors write: why a profile is hidden, and fields."""

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translation_fields import TranslationFields
from loim.experts.forms.small import long_text
from loim.experts.models import ExpertField


class HideForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it hidden?"), max_length=1000, widget=long_text(4),
        help_text=_("The expert gets your words by e-mail. Say what they can put right."),
    )  # fmt: skip


class FieldForm(TranslationFields):
    class Meta:
        model = ExpertField
        fields = ("name", "position", "is_offered")
