"""An order: to whom, what, until when."""

from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.common.translated import LANGUAGES
from loim.content.actions.orders.making import OrderFacts, Wanted
from loim.content.models import TranslationOrder
from loim.content.queries.orders.choices import TextRow, read_item
from loim.people.models import Organisation


class OrderForm(forms.Form):
    """`facts` once it is valid."""

    agency = forms.CharField(label=gettext_lazy("Agency"), max_length=200)
    contact_name = forms.CharField(
        label=gettext_lazy("Contact there"), max_length=120, required=False
    )
    contact_email = forms.EmailField(
        label=gettext_lazy("E-mail"), required=False,
        help_text=gettext_lazy(
            "The letter with the files’ link goes here. Name and address are erased a year after"
            " the order is over."
        ),
    )  # fmt: skip
    letter_language = forms.ChoiceField(
        label=gettext_lazy("Language of the letters"), choices=LANGUAGES, initial="et"
    )
    due_date = forms.DateField(
        label=gettext_lazy("Due"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    cost = forms.DecimalField(
        label=gettext_lazy("Cost, €"), min_value=0, max_digits=9, decimal_places=2, required=False,
        help_text=gettext_lazy("If it is known already. It can be written later, too."),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Instructions"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For whom the texts are, how to address readers, whom to ask."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, order: TranslationOrder | None = None, today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.order = order
        if order is not None:
            own = {n: getattr(order, n) for n in self.base_fields if hasattr(order, n)}
            self.initial = {**self.initial, **own}

    def clean_due_date(self) -> date | None:
        due: date | None = self.cleaned_data["due_date"]
        is_new = self.order is None or due != self.order.due_date
        if (
            due is not None
            and is_new
            and not self.today <= due <= self.today.replace(year=self.today.year + 3, day=1)
        ):
            raise forms.ValidationError(_("Choose a day from today on, within three years."))
        return due

    def facts_for(self, owner: Organisation) -> OrderFacts:
        said = self.cleaned_data
        return OrderFacts(
            owner, said["agency"], said["contact_name"], said["contact_email"],
            said["letter_language"], said["note"], said["due_date"], said["cost"],
        )  # fmt: skip


class NewOrderForm(OrderForm):
    """With whose order it is and what: `wanted`. `items` are such as 12-ru: a text, a language."""

    owner = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Orderer"), empty_label=None
    )
    items = forms.MultipleChoiceField(
        label=gettext_lazy("Texts"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one translation.")},
    )  # fmt: skip
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(
        self, *args: Any, organisations: list[Organisation], rows: list[TextRow], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        owner = cast("forms.ModelChoiceField[Organisation]", self.fields["owner"])
        owner.queryset = Organisation.objects.filter(pk__in=[each.pk for each in organisations])
        owner.choices = [(each.pk, each.name) for each in organisations]
        self.rows = rows
        self._of = {cell.key: row for row in rows for cell in row.cells if cell.may_be_ordered}
        items = cast("forms.MultipleChoiceField", self.fields["items"])
        items.choices = [(key, row.title) for key, row in self._of.items()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        owner, keys = cleaned.get("owner"), cleaned.get("items", [])
        other = next((k for k in keys if owner and self._of[k].text.owner_id != owner.pk), None)
        if other is not None:
            self.add_error(
                "items",
                _("“%(title)s” is kept by another organisation: order it in its name.")
                % {"title": self._of[other].title},
            )
        return cleaned

    @property
    def wanted(self) -> list[Wanted]:
        return [Wanted(*pair) for key in self.cleaned_data["items"] if (pair := read_item(key))]

    @property
    def chosen(self) -> set[str]:
        return set(self["items"].value() or [])
