"""The form for a logo; whether the file is a picture is said by the action."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LogoForm(forms.Form):
    file = forms.FileField(
        label=_("Logo"),
        help_text=_(
            "PNG or JPEG, at most 2 MB. It stands on a white ground beside other logos, so"
            " leave away wide margins."
        ),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )
