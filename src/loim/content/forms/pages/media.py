"""A file for the library, and what is said of it. What kind of file it is, the action says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.content.actions.media.library import MediaFacts
from loim.content.forms.pages.fields import (
    OwnerField,
    capitalised,
    language_field,
    owners_for,
    submission_field,
)
from loim.content.models import Licence, MediaFile, MediaKind
from loim.content.own_kinds import ALT_LENGTH, LEAD_LENGTH
from loim.content.queries.media.listed import MediaFilter
from loim.people.models import User


class _FactsForm(forms.Form):
    use_required_attribute = False

    is_decorative = forms.BooleanField(
        label=_("The picture is only decoration"), required=False,
        help_text=_("It says nothing that a reader would miss; then it needs no alternative text."),
    )  # fmt: skip
    credit = forms.CharField(
        label=_("Author"), required=False, max_length=120,
        help_text=_("Shown beside the picture."),
    )  # fmt: skip
    licence = forms.ChoiceField(
        label=pgettext_lazy("of a picture", "Licence"), choices=capitalised(Licence.choices)
    )

    def facts(self) -> MediaFacts:
        given = self.cleaned_data
        return MediaFacts(
            is_decorative=given.get("is_decorative", False), credit=given["credit"],
            licence=given["licence"],
        )  # fmt: skip


class MediaForm(_FactsForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "A picture (PNG, JPEG, WebP, GIF; at most 10 MB) or a document (PDF, Word, Excel,"
            " PowerPoint, OpenDocument; at most 20 MB). Of a picture nothing but what it shows is"
            " kept: neither place, nor time, nor camera. A document stays as it is."
        ),
    )
    language = language_field()
    alt = forms.CharField(
        label=_("Alternative text"), required=False, max_length=ALT_LENGTH,
        help_text=_(
            "What the picture shows, in a sentence, for people who do not see it; of a document,"
            " its title."
        ),
    )  # fmt: skip
    caption = forms.CharField(
        label=_("Caption"), required=False, max_length=LEAD_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    owner = OwnerField()
    submission = submission_field()
    field_order = ("file", "language", "alt", "is_decorative", "caption", "credit", "licence",
                   "owner")  # fmt: skip

    def __init__(self, *args: Any, person: User, **options: Any) -> None:
        super().__init__(*args, **options)
        owner: Any = self.fields["owner"]
        owner.queryset = owners_for(person)
        if len(owner.queryset) == 1:
            owner.initial, owner.empty_label = owner.queryset[0], None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "file" in given and not given.get("alt") and not given.get("is_decorative"):
            self.add_error(
                "alt",
                _(
                    "Say what the picture shows; of a document, give its title. Only a picture"
                    " that says nothing may be ticked as decoration."
                ),
            )
        return given

    def words(self) -> dict[str, str]:
        return {"alt": self.cleaned_data["alt"], "caption": self.cleaned_data["caption"]}


class MediaFactsForm(_FactsForm):
    def __init__(self, *args: Any, media: MediaFile, **options: Any) -> None:
        super().__init__(*args, **options)
        if not media.is_picture:
            del self.fields["is_decorative"]
        for name in self.fields:
            self.initial.setdefault(name, getattr(media, name))


class MediaFilterForm(forms.Form):
    words = forms.CharField(label=_("Words"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False,
        choices=[("", _("pictures and documents")), *capitalised(MediaKind.choices)],
    )  # fmt: skip
    which = forms.ChoiceField(
        label=_("Which"), required=False,
        choices=[
            ("", _("all")),
            ("no_alt", _("without an alternative text in some language")),
            ("unused", _("used nowhere")),
        ],
    )  # fmt: skip

    def wanted(self) -> MediaFilter:
        if not self.is_valid():
            return MediaFilter()
        return MediaFilter(**self.cleaned_data)

    @property
    def is_filtering(self) -> bool:
        return any(self.data.get(name) for name in self.fields)
