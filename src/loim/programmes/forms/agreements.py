"""Forms about agreements, their documents, posts and holders."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.people.models import Organisation, User
from loim.programmes.actions.agreements import AgreementFacts
from loim.programmes.actions.posts import Holder, PostFacts
from loim.programmes.forms.evidence_file import EvidenceFileField
from loim.programmes.forms.record_fields import CorrectableForm, DayField, OrganisationField
from loim.programmes.models import Agreement, Post
from loim.programmes.queries.agreements import ENDED, IN_FORCE, TO_COME, partners_of


class AgreementFilterForm(forms.Form):
    text = forms.CharField(label=_("Number or partner"), required=False, widget=forms.SearchInput)
    state = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", _("any")),
            (IN_FORCE, _("in force")),
            (TO_COME, _("to come")),
            (ENDED, _("ended")),
        ],
    )

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value}


class AgreementForm(CorrectableForm):
    number = forms.CharField(label=_("Number"), max_length=60)
    partner = OrganisationField(label=_("Partner"), empty_label=_("Choose"))
    others = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Other partners who sign"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    start_date = DayField(label=_("First day"))
    end_date = DayField(
        label=_("Last day"), required=False, help_text=_("Empty: until further notice.")
    )
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self,
        *args: Any,
        partners: list[Organisation],
        agreement: Agreement | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        if agreement is not None:
            signed = partners_of(agreement)
            partners = [*(each for each in signed if each not in partners), *partners]
            self.initial = {
                "number": agreement.number,
                "start_date": agreement.start_date,
                "end_date": agreement.end_date,
                "note": agreement.note,
                "partner": signed[0].pk if signed else None,
                "others": [each.pk for each in signed[1:]],
            }
        cast("OrganisationField", self.fields["partner"]).offer(partners)
        others = cast("Any", self.fields["others"])
        others.queryset = Organisation.objects.filter(pk__in=[p.pk for p in partners])
        others.choices = [(p.pk, p.name) for p in partners]

    def facts(self) -> AgreementFacts:
        said = self.cleaned_data
        partners = dict.fromkeys([said["partner"], *said["others"]])
        return AgreementFacts(
            number=said["number"],
            start_date=said["start_date"],
            end_date=said["end_date"],
            note=said["note"],
            partners=tuple(partners),
        )


class ExtendForm(CorrectableForm):
    end_date = DayField(label=_("New last day"))
    with_posts = forms.BooleanField(
        label=_("Extend the posts that end with it, too"), required=False, initial=True
    )


class LastDayForm(CorrectableForm):
    end_date = DayField(label=_("Last day"))


class DocumentForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    file = EvidenceFileField(label=_("File"))


class PostForm(CorrectableForm):
    organisation = OrganisationField(label=_("Organisation"))
    title = forms.CharField(label=_("Title"), max_length=150)
    share = forms.DecimalField(
        label=_("Share of full time"),
        help_text=_("1 is full time, 0.5 is half."),
        min_value=Decimal("0.01"),
        max_value=Decimal(1),
        max_digits=3,
        decimal_places=2,
        initial=Decimal(1),
        widget=forms.NumberInput(attrs={"step": "0.05", "inputmode": "decimal"}),
    )
    start_date = DayField(label=_("First day"))
    end_date = DayField(
        label=_("Last day"), required=False, help_text=_("Empty: as long as the agreement.")
    )

    def __init__(
        self,
        *args: Any,
        agreement: Agreement,
        organisations: list[Organisation],
        post: Post | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        if post is None:
            self.initial = {
                "title": _("coordinator"),
                "start_date": agreement.start_date,
                "share": Decimal(1),
                **(self.initial or {}),
            }
        else:
            names = ("title", "share", "start_date", "end_date")
            self.initial = {name: getattr(post, name) for name in names}
            self.initial["organisation"] = post.organisation_id
            if post.organisation not in organisations:
                organisations = [post.organisation, *organisations]
        cast("OrganisationField", self.fields["organisation"]).offer(organisations)

    def facts(self) -> PostFacts:
        said = self.cleaned_data
        return PostFacts(
            organisation=said["organisation"],
            title=said["title"],
            share=said["share"],
            start_date=said["start_date"],
            end_date=said["end_date"],
        )


class HolderForm(CorrectableForm):
    """Who: somebody with an account in the organisation, or a name."""

    holder = forms.ModelChoiceField(
        User.objects.none(), label=_("Who"), required=False, empty_label=_("somebody else")
    )
    holder_name = forms.CharField(
        label=pgettext_lazy("a person", "Name"),
        help_text=_("For somebody who has no account here."),
        required=False,
        max_length=150,
    )
    start_date = DayField(label=_("First day"))

    def __init__(self, *args: Any, post: Post, **options: Any) -> None:
        super().__init__(*args, **options)
        people = User.objects.filter(
            is_active=True, memberships__organisation=post.organisation_id
        ).distinct()
        cast("Any", self.fields["holder"]).queryset = people.order_by("name", "email", "pk")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("holder") and not cleaned.get("holder_name"):
            self.add_error("holder_name", _("Choose a person or write a name."))
        return cleaned

    def who(self) -> Holder:
        user: User | None = self.cleaned_data["holder"]
        name = self.cleaned_data["holder_name"]
        return Holder(name=str(user) if user else name, user=user)


class HireForm(HolderForm):
    end_date = DayField(
        label=_("Last day"), required=False, help_text=_("Empty: as long as the post.")
    )
