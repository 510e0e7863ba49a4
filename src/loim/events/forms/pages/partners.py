"""Who holds an event together with its organiser: a few rows of a name and a role."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.refusals import Refusal
from loim.events.actions.attendance import NEWCOMER_KINDS, Newcomer
from loim.events.actions.pages.page_of_event import PartnerFacts
from loim.events.models import Event, PartnerRole
from loim.events.queries.organisation_book import OrganisationBook
from loim.people.actions.logos import drawn_anew
from loim.people.models import OrganisationKind
from loim.programmes.forms.record_fields import capitalised

# An institution of a municipality needs its municipality: it is added with the attendance.
KINDS = [kind for kind in NEWCOMER_KINDS if kind != OrganisationKind.MUNICIPAL_AGENCY]


class PartnerForm(forms.Form):
    """An empty name is no partner. `kind` is asked for only where the name is not known."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "organisation-names", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=capitalised(PartnerRole.choices), initial=PartnerRole.PARTNER
    )
    kind = forms.ChoiceField(
        label=_("It is new here: what is it?"),
        required=False,
        choices=[
            ("", pgettext_lazy("a kind of organisation", "Choose")),
            *((kind.value, kind.label) for kind in KINDS),
        ],
    )

    logo = forms.FileField(
        label=_("Logo for this page"),
        required=False,
        help_text=_("PNG or JPEG, at most 2 MB. Without one their own logo is shown."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )
    removes_logo = forms.BooleanField(label=_("Remove this logo"), required=False)

    def __init__(self, *args: Any, book: OrganisationBook, **options: Any) -> None:
        super().__init__(*args, **options)
        self.book = book
        if not self.initial.get("has_logo"):
            del self.fields["removes_logo"]

    def clean_logo(self) -> bytes | None:
        """Drawn anew here, so that what cannot be shown is said by the field."""
        file = self.cleaned_data.get("logo")
        if not file:
            return None
        try:
            return drawn_anew(file)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    @property
    def is_unknown(self) -> bool:
        name = (self["name"].value() or "").strip()
        return self.is_bound and bool(name) and self._known(name) is None

    def _known(self, name: str) -> int | None:
        found = self.book.directory.find(name)
        return next(iter(found)) if len(found) == 1 else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        name = cleaned.get("name", "")
        if name and self._known(name) is None and not cleaned.get("kind"):
            self.add_error(
                "name",
                _(
                    "No organisation is known here by this name. Choose one from the list, or"
                    " say what it is: then it is added."
                ),
            )
        return cleaned

    def partner(self) -> PartnerFacts | None:
        """Of a valid form."""
        name, role = self.cleaned_data["name"], self.cleaned_data["role"]
        if not name:
            return None
        known = self._known(name)
        logo = self.cleaned_data.get("logo")
        removes = bool(self.cleaned_data.get("removes_logo"))
        if known is not None:
            organisation = self.book.by_key[known]
            return PartnerFacts(role, organisation, logo=logo, removes_logo=removes)
        kind = OrganisationKind(self.cleaned_data["kind"])
        return PartnerFacts(role, newcomer=Newcomer(name, kind, 1), logo=logo)


class PartnerRows(
    forms.formset_factory(PartnerForm, extra=2, max_num=60, absolute_max=60)  # type: ignore[misc]
):
    """All partners of an event, in their order, and two empty rows."""

    def partners(self) -> list[PartnerFacts]:
        found = [form.partner() for form in self.forms if form.has_changed() or form.initial]
        return [partner for partner in found if partner is not None]


def partner_rows(
    data: Any, event: Event | None, book: OrganisationBook, files: Any = None
) -> PartnerRows:
    before = (
        event.partners.select_related("organisation").order_by("position", "pk") if event else []
    )
    rows: PartnerRows = PartnerRows(
        data,
        files,
        prefix="partners",
        form_kwargs={"book": book},
        initial=[
            {"name": row.organisation.name, "role": row.role, "has_logo": bool(row.logo)}
            for row in before
        ],
    )
    return rows
