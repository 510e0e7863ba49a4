"""Which orders are looked for, and the small forms of one order."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from loim.content.documents.xliff_reading import MAX_BYTES
from loim.content.models.order import ORDER_STATES
from loim.content.queries.orders.lists import OrderSearch
from loim.people.models import Organisation


class OrderFilterForm(forms.Form):
    """An unknown choice in the address is no choice."""

    words = forms.CharField(label=gettext_lazy("Agency or words"), max_length=100, required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    year = forms.IntegerField(
        label=gettext_lazy("Year"), min_value=2000, max_value=2200, required=False
    )
    owner = forms.ChoiceField(label=gettext_lazy("Orderer"), required=False)

    def __init__(self, *args: Any, organisations: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        states: Any = self.fields["state"]
        states.choices = [
            ("", pgettext_lazy("orders", "All")),
            ("open", _("Open")),
            ("overdue", _("Overdue")),
            *((value, str(label).capitalize()) for value, label in ORDER_STATES),
        ]
        owners: Any = self.fields["owner"]
        owners.choices = [("", _("All")), *((str(each.pk), each.name) for each in organisations)]
        if len(organisations) < 2:
            del self.fields["owner"]

    @property
    def search(self) -> OrderSearch:
        self.is_valid()
        said = self.cleaned_data
        owner = said.get("owner") or ""
        return OrderSearch(
            said.get("state", ""), said.get("year"), int(owner) if owner else None,
            said.get("words", "").strip(),
        )  # fmt: skip

    @property
    def is_filtered(self) -> bool:
        return self.search != OrderSearch()


class UploadForm(forms.Form):
    """An XLIFF file; `content` once it is valid."""

    file = forms.FileField(
        label=gettext_lazy("Translated file"),
        help_text=gettext_lazy("XLIFF 2 (.xlf), at most 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlf,.xliff,application/xliff+xml"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        self.content: bytes = file.read(MAX_BYTES + 1)
        return file


class AgainForm(forms.Form):
    what = forms.CharField(
        label=gettext_lazy("What is to be done anew"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    due_date = forms.DateField(
        label=gettext_lazy("New due day"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_due_date(self) -> date | None:
        due: date | None = self.cleaned_data["due_date"]
        if due is not None and due < self.today:
            raise forms.ValidationError(_("Choose a day from today on."))
        return due


class CancelForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300, required=False)


class CostForm(forms.Form):
    cost = forms.DecimalField(
        label=gettext_lazy("Cost, €"), min_value=0, max_digits=9, decimal_places=2, required=False
    )
