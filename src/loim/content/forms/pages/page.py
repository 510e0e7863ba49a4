"""The facts of a page or a piece of news; a new one's first words, too."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.content.actions.pages.facts import NewsFacts, PageFacts
from loim.content.forms.pages.fields import (
    OwnerField,
    PictureField,
    capitalised,
    language_field,
    municipalities,
    owners_for,
    pictures_of,
    submission_field,
)
from loim.content.logic.pages.slugs import LONGEST, RESERVED
from loim.content.models import Audience, NewsItem, Page
from loim.content.models.page import SLUG
from loim.content.own_kinds import LEAD_LENGTH, TITLE_LENGTH
from loim.content.queries.pages.listed import kept_by, with_titles
from loim.people.models import Municipality, User

_FACTS = ("audience", "municipality", "picture", "expiry_date")


class _WebForm(forms.Form):
    use_required_attribute = False

    slug = forms.RegexField(
        SLUG, label=_("Address"), required=False, max_length=LONGEST,
        help_text=_("Small letters, digits and hyphens. The old address leads to a new one."),
        error_messages={"invalid": _("Use small letters a–z, digits and hyphens between them.")},
    )  # fmt: skip
    audience = forms.ChoiceField(label=_("For whom"), choices=capitalised(Audience.choices))
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Municipality"), required=False,
        empty_label=_("all of Estonia"),
    )  # fmt: skip
    picture = PictureField()
    expiry_date = forms.DateField(
        label=_("Valid until"), required=False,
        help_text=_(
            "The last day on which readers see it; you get a letter two weeks before. Left empty,"
            " it does not close."
        ),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, person: User, record: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.record = record
        owners = [record.text.owner_id] if record else list(
            owners_for(person).values_list("pk", flat=True)
        )  # fmt: skip
        fields: dict[str, Any] = self.fields
        fields["municipality"].queryset = municipalities()
        fields["picture"].queryset = pictures_of(owners)
        if record is None:
            del self.fields["slug"]
            del self.fields["seen"]
            self._add_words(person)
        else:
            for name in ("slug", *_FACTS):
                self.initial.setdefault(name, getattr(record, name))
            self.initial["seen"] = record.changed_at.isoformat()

    def _add_words(self, person: User) -> None:
        owner = OwnerField()
        owner.queryset = owners_for(person)
        if len(owner.queryset) == 1:
            owner.initial, owner.empty_label = owner.queryset[0], None
        self.fields = {
            "title": forms.CharField(label=_("Title"), max_length=TITLE_LENGTH),
            "lead": forms.CharField(
                label=_("Lead"), required=False, max_length=LEAD_LENGTH,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("Two or three sentences: what it is about, and for whom."),
            ),
            "language": language_field(),
            "owner": owner,
            **self.fields,
            "submission": submission_field(),
        }  # fmt: skip

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug in RESERVED:
            raise forms.ValidationError(_("This address means something else here."))
        return slug

    def words(self) -> dict[str, str]:
        return {"title": self.cleaned_data["title"], "lead": self.cleaned_data["lead"]}

    def _given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("slug", *_FACTS) if name in self.fields}


class PageForm(_WebForm):
    parent = forms.ModelChoiceField(
        Page.objects.none(), label=_("Below the page"), required=False,
        empty_label=_("below none: at the top of the list"),
    )  # fmt: skip
    position = forms.IntegerField(
        label=_("Order among its neighbours"), min_value=0, max_value=999, required=False,
        help_text=_("Lower numbers come first; the same number, by title."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, person: User, record: Page | None = None, **options: Any
    ) -> None:
        super().__init__(*args, person=person, record=record, **options)
        pages = with_titles(kept_by(person, Page)).order_by("title", "pk")
        field: Any = self.fields["parent"]
        field.queryset = pages.exclude(pk=record.pk) if record else pages
        field.label_from_instance = lambda page: page.title
        if record:
            self.initial.setdefault("parent", record.parent_id)
            self.initial.setdefault("position", record.position)

    def facts(self) -> PageFacts:
        return PageFacts(
            **self._given(), parent=self.cleaned_data["parent"],
            position=self.cleaned_data["position"] or 0,
        )  # fmt: skip


class NewsForm(_WebForm):
    news_date = forms.DateField(
        label=_("Date"), help_text=_("Nobody but you and your colleagues sees it before that day.")
    )

    def __init__(
        self, *args: Any, person: User, record: NewsItem | None = None, **options: Any
    ) -> None:
        super().__init__(*args, person=person, record=record, **options)
        if record:
            self.initial.setdefault("news_date", record.news_date)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begins, ends = given.get("news_date"), given.get("expiry_date")
        if begins and ends and ends < begins:
            self.add_error("expiry_date", _("The last day is before the first one."))
        return given

    def facts(self) -> NewsFacts:
        return NewsFacts(**self._given(), news_date=self.cleaned_data["news_date"])
