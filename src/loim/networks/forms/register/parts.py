"""Rows of an association's form: its representatives, and its funding by year and source."""

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.networks.actions.register.facts import FundingFacts, RepresentativeFacts
from loim.networks.models import Association, FundingSource
from loim.programmes.forms.record_fields import capitalised

MOST_ROWS = 30


class RepresentativeForm(forms.Form):
    use_required_attribute = False

    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=pgettext_lazy("a person", "Name"), max_length=150, required=False)
    role = forms.CharField(label=_("Role"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    agrees = forms.BooleanField(label=_("Agreed to be named in the public list"), required=False)
    goes = forms.BooleanField(label=_("Remove"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        others = any(said.get(name) for name in ("role", "email", "phone", "agrees"))
        if others and not said.get("name") and not said.get("goes"):
            self.add_error("name", _("Write the name, or empty the whole row."))
        return said


class FundingForm(forms.Form):
    use_required_attribute = False

    year = forms.IntegerField(label=_("Year"), required=False, min_value=1988, max_value=2100)
    source = forms.ChoiceField(
        label=pgettext_lazy("of funding", "Source"),
        required=False,
        choices=[("", "–"), *capitalised(FundingSource.choices)],
    )
    payer = forms.CharField(
        label=pgettext_lazy("funding", "By whom"), max_length=150, required=False
    )
    amount = forms.DecimalField(
        label=_("Amount, €"), required=False, min_value=1, max_digits=12, decimal_places=2,
        localize=True,
    )  # fmt: skip
    goes = forms.BooleanField(label=_("Remove"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("goes") or not any(said.get(n) for n in ("year", "source", "payer", "amount")):
            return said
        for name, text in (
            ("year", _("Write the year.")),
            ("source", _("Choose the source.")),
            ("amount", _("Write how many euros.")),
        ):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, text)
        return said


class RepresentativeRows(
    formset_factory(  # type: ignore[misc]  # made by a function
        RepresentativeForm, formset=BaseFormSet, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
):
    def __init__(self, data: Any = None, *, association: Association, **options: Any) -> None:
        rows = association.representatives.order_by("pk") if association.pk else []
        initial = [
            {
                "key": row.pk, "name": row.name, "role": row.role, "email": row.email,
                "phone": row.phone, "agrees": row.listed_consent_at is not None,
            }
            for row in rows
        ]  # fmt: skip
        super().__init__(data, initial=initial, **options)

    def facts(self) -> list[RepresentativeFacts]:
        return [
            RepresentativeFacts(
                name=said["name"], role=said["role"], email=said["email"], phone=said["phone"],
                agrees_to_be_listed=said["agrees"], key=said["key"],
            )
            for said in _kept(self)
            if said.get("name")
        ]  # fmt: skip


class FundingRows(
    formset_factory(  # type: ignore[misc]  # made by a function
        FundingForm, formset=BaseFormSet, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
):
    def __init__(self, data: Any = None, *, association: Association, **options: Any) -> None:
        rows = association.fundings.order_by("-year", "source", "pk") if association.pk else []
        initial = [
            {"year": row.year, "source": row.source, "payer": row.payer, "amount": row.amount}
            for row in rows
        ]
        super().__init__(data, initial=initial, **options)

    def facts(self) -> list[FundingFacts]:
        return [
            FundingFacts(said["year"], said["source"], said["amount"], said["payer"])
            for said in _kept(self)
            if said.get("year")
        ]


def _kept(rows: Any) -> list[dict[str, Any]]:
    return [
        {**dict.fromkeys(form.fields, ""), **form.cleaned_data}
        for form in rows.forms
        if form.is_bound
        and getattr(form, "cleaned_data", None)
        and not form.cleaned_data.get("goes")
    ]
