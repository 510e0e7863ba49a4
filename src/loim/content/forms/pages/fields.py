"""Fields that several of these forms have."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.content.models import MediaFile, MediaKind
from loim.content.permissions import EDITING_ROLES
from loim.content.queries.pages.listed import with_titles
from loim.people.models import Municipality, Organisation
from loim.people.permissions import Person, may_administer_platform, organisations_with_role


def capitalised(choices: Any) -> list[tuple[str, Any]]:
    """Each label in the language of whoever reads it then."""
    return [(key, capfirst(label)) for key, label in choices]


def owners_for(person: Person) -> QuerySet[Organisation]:
    """Organisations in whose name this person writes."""
    rows = Organisation.objects.filter(is_active=True).order_by(Lower("name"), "pk")
    if may_administer_platform(person):
        return rows
    return rows.filter(pk__in=organisations_with_role(person, EDITING_ROLES))


def municipalities() -> QuerySet[Municipality]:
    return Municipality.objects.order_by("name", "pk")


class OwnerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def __init__(self, **options: Any) -> None:
        super().__init__(
            Organisation.objects.none(),
            label=_("Kept by"),
            help_text=_("Editors of this organisation change it, and hear when it is to close."),
            **options,
        )

    def label_from_instance(self, organisation: Organisation) -> str:
        return organisation.name


class PictureField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Of the library; each option says whose it is where there are several."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            MediaFile.objects.none(), label=_("Picture"), required=False,
            empty_label=_("no picture"), **options,
        )  # fmt: skip

    def label_from_instance(self, media: MediaFile) -> str:
        title: str = getattr(media, "title", "") or media.file_name
        return title if media.file_name == title else f"{title} ({media.file_name})"


def pictures_of(owners: Any) -> QuerySet[MediaFile]:
    rows = MediaFile.objects.filter(owner__in=owners, kind=MediaKind.PICTURE)
    return with_titles(rows).order_by("-added_at", "-pk")


def language_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Language in which you write"), choices=LANGUAGES, initial="et",
        help_text=_("The others are translated from it. It cannot be changed later."),
    )  # fmt: skip


def submission_field() -> forms.UUIDField:
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


def add_refusal(form: forms.BaseForm, refusal: Exception) -> None:
    """By the field that it is about."""
    field = getattr(refusal, "field", None)
    form.add_error(field if field in form.fields else None, str(refusal))
