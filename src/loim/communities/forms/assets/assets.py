"""An asset: added in seconds, tidied at leisure."""

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.common.translation_fields import TranslationFields
from loim.communities.actions.assets.adding import AssetFacts
from loim.communities.actions.assets.offering import Offerer
from loim.communities.forms.small import SentOnce, SeveralField, Trapped, long_text
from loim.communities.models import Asset, AssetKind, Help
from loim.communities.queries.assets.asset_map import AssetFilter
from loim.programmes.forms.record_fields import capitalised

_HELPS = capitalised(Help.choices)


def photo_field() -> forms.FileField:
    return forms.FileField(
        label=_("Photo"), required=False,
        widget=forms.ClearableFileInput({"accept": "image/png,image/jpeg,image/webp"}),
        help_text=_("Of the thing or the place. Show people only if they agree."),
    )  # fmt: skip


class OffererFields(forms.Form):
    """Who offers it; only with that person's own word."""

    person_name = forms.CharField(
        label=_("Who offers it?"), required=False, max_length=150,
        help_text=_("You need not say. A name is shown only after that person agrees by a letter."),
    )  # fmt: skip
    person_email = forms.EmailField(label=_("That person’s e-mail"), required=False, max_length=254)
    person_knows = forms.BooleanField(
        label=_("This is me, or the person knows that I write this"), required=False
    )

    PERSON = ("person_name", "person_email", "person_knows")

    @property
    def person_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.PERSON]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not said.get("person_name"):
            if said.get("person_email"):
                self.add_error("person_name", _("Write the name, or leave the e-mail out."))
            return said
        if not said.get("person_email") and "person_email" not in self.errors:
            self.add_error(
                "person_email",
                _(
                    "Give the e-mail, or leave the name out: without that person’s own word nobody is named."
                ),
            )
        if not said.get("person_knows"):
            self.add_error(
                "person_knows", _("Tick that the person knows of it, or leave the name out.")
            )
        return said  # fmt: skip

    def offerer(self) -> Offerer | None:
        said = self.cleaned_data
        if not said.get("person_name"):
            return None
        return Offerer(
            said["person_name"], said["person_email"], knows=said["person_knows"],
            language=get_language() or "et",
        )  # fmt: skip


class AddForm(SentOnce, Trapped, OffererFields):
    """Three fields are enough."""

    kind = forms.ChoiceField(
        label=_("What kind is it?"), choices=capitalised(AssetKind.choices),
        widget=forms.RadioSelect,
    )  # fmt: skip
    title = forms.CharField(
        label=_("What is it?"), max_length=120,
        help_text=_("Such as “tractor with a trailer” or “sings and plays the accordion”. Leave names out here."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("A few words"), max_length=600, required=False, widget=long_text(2)
    )
    helps_with = SeveralField(label=_("Where can it help?"), choices=_HELPS, required=False)
    new_photo = photo_field()
    photo_alternative = forms.CharField(
        label=_("What does the photo show?"), max_length=200, required=False,
        help_text=_("For those who cannot see it. Left empty, it is what you wrote above."),
    )  # fmt: skip

    def refuse(self, refusal: Refusal, field: str | None = None) -> None:
        is_of_the_photo = getattr(refusal, "field", "") == "file"
        super().refuse(refusal, "new_photo" if is_of_the_photo else field)

    def facts(self) -> AssetFacts:
        said = self.cleaned_data
        return AssetFacts(
            kind=said["kind"], title=" ".join(said["title"].split()), words=said["words"],
            helps_with=tuple(said["helps_with"]), language=get_language() or "et",
        )  # fmt: skip

    def photo(self) -> dict[str, Any]:
        """As the actions take it."""
        said = self.cleaned_data
        return {"photo": said["new_photo"], "photo_alternative": said["photo_alternative"]}


class OffererForm(OffererFields):
    """With an asset that is there."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="id_offerer_%s")
        self.fields["person_name"].required = True


class AssetForm(TranslationFields):
    """The instance is for filling in and checking alone: `facts` is what counts."""

    helps_with = SeveralField(label=_("Where can it help?"), choices=_HELPS, required=False)
    new_photo = photo_field()
    removes_photo = forms.BooleanField(label=_("Remove the photo"), required=False)

    class Meta:
        model = Asset
        fields = ("kind", "title", "words", "language", "photo_alternative")
        widgets = {"kind": forms.RadioSelect, "words": long_text(3)}
        labels = {
            "kind": _("What kind is it?"), "title": _("What is it?"), "words": _("A few words"),
            "language": _("Language of the text"),
            "photo_alternative": _("What does the photo show?"),
        }  # fmt: skip
        help_texts = {"photo_alternative": _("For those who cannot see it.")}

    def __init__(self, data: Any = None, *, asset: Asset, **options: Any) -> None:
        language = (data or {}).get("language") or asset.language
        options |= {"instance": asset, "source_language": language}
        super().__init__(data, **options)
        self.fields["kind"].choices = capitalised(AssetKind.choices)  # type: ignore[attr-defined]
        self.initial["helps_with"] = asset.helps_with
        if not asset.photo:
            del self.fields["removes_photo"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        has_photo = said.get("new_photo") or (self.instance.photo and not said.get("removes_photo"))
        if has_photo and not said.get("photo_alternative"):
            self.add_error(
                "photo_alternative", _("Say what the photo shows, for those who cannot see it.")
            )
        return said

    def facts(self) -> AssetFacts:
        said = self.cleaned_data
        return AssetFacts(
            kind=said["kind"], title=" ".join(said["title"].split()), words=said["words"],
            helps_with=tuple(said["helps_with"]), language=said["language"],
        )  # fmt: skip


class AssetFilterForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(
        label=_("What do you look for?"), required=False, max_length=100, widget=forms.SearchInput
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("of communities", "Kind"), required=False,
        choices=[("", pgettext_lazy("a filter", "Any")), *capitalised(AssetKind.choices)],
    )  # fmt: skip
    helps_with = forms.ChoiceField(
        label=_("Where can it help?"), required=False,
        choices=[("", pgettext_lazy("a filter", "Any")), *_HELPS],
    )  # fmt: skip

    def wanted(self) -> AssetFilter:
        self.is_valid()
        return AssetFilter(**{name: v for name, v in self.cleaned_data.items() if v})
