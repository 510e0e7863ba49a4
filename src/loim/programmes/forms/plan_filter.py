"""What somebody looks for in a plan's tree."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loim.programmes.logic.plan_document import PlanDocument
from loim.programmes.logic.plan_tree import RowState, all_parties
from loim.programmes.logic.plan_tree_filter import TreeFilter

# how each state is said, and the colour of its tag
STATES: dict[RowState, tuple[str | Promise, str]] = {
    RowState.RUNNING: (_("running"), "success"),
    RowState.UPCOMING: (_("not begun"), "info"),
    RowState.ENDED: (_("ended"), "neutral"),
    RowState.NOT_APPLICABLE: (_("not this period"), "warning"),
    RowState.UNDATED: (_("without dates"), "warning"),
}


class PlanFilterForm(forms.Form):
    """An address with a choice that the plan does not have filters by the other ones."""

    text = forms.CharField(label=_("Search"), required=False, max_length=200)
    responsible = forms.ChoiceField(label=_("Responsible"), required=False)
    state = forms.ChoiceField(label=_("Status"), required=False)
    view = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: PlanDocument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties: Any = self.fields["responsible"]
        parties.choices = [("", _("everybody")), *((p, p) for p in all_parties(document))]
        states: Any = self.fields["state"]
        states.choices = [
            ("", _("all")),
            *((state.value, word) for state, (word, _c) in STATES.items()),
        ]

    @property
    def chosen(self) -> TreeFilter:
        self.is_valid()
        said = self.cleaned_data
        return TreeFilter(said.get("text", ""), said.get("responsible", ""), said.get("state", ""))
