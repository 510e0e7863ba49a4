"""Tasks, home visits, the list of those who are told."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework.actions.appointments.home_visits import LONGEST, VisitFacts
from loim.casework.actions.appointments.tasks import TaskFacts
from loim.casework.forms.appointments.choices import PersonField, moment_of
from loim.casework.forms.guarded_text import GuardedTextField, GuardedTexts
from loim.casework.models import Case, Client
from loim.casework.queries.appointments.people import counsellors_of
from loim.events.forms.pages.page_form import TimeField
from loim.people.models import Organisation, User
from loim.programmes.forms.record_fields import DayField


class TaskForm(GuardedTexts, forms.Form):
    use_required_attribute = False

    text = GuardedTextField(label=_("What is to be done"), is_line=True, max_length=300)
    due_date = DayField(label=_("By"))
    counsellor = PersonField(label=_("Who does it"))
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(
        self, data: Any = None, *, organisation: Organisation, by: User, today: date
    ) -> None:
        super().__init__(data, initial={"due_date": today, "counsellor": by.pk})
        self.fields["counsellor"].queryset = counsellors_of(organisation, today)  # type: ignore[attr-defined]

    def facts(self, client: Client | None, case: Case | None) -> TaskFacts:
        said = self.cleaned_data
        return TaskFacts(said["text"], said["due_date"], said["counsellor"], client, case)


class VisitForm(GuardedTexts, forms.Form):
    use_required_attribute = False

    day = DayField(label=_("Day"))
    start_time = TimeField(label=_("Begins at"), required=True)
    end_time = TimeField(
        label=_("You expect to be out by"),
        required=True,
        help_text=_("Ten minutes later without a word from you, your colleague is told."),
    )
    watcher = PersonField(label=_("Who watches"), help_text=_("A colleague who can be reached."))
    address = forms.CharField(
        label=_("Address"),
        max_length=300,
        help_text=_("Shown to you and to whoever watches, and to nobody else."),
    )
    note = GuardedTextField(label=_("Note"), required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(
        self, data: Any = None, *, organisation: Organisation, by: User, today: date
    ) -> None:
        super().__init__(data, initial={"day": today})
        colleagues = counsellors_of(organisation, today).exclude(pk=by.pk)
        self.fields["watcher"].queryset = colleagues  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        start = moment_of(said.get("day"), said.get("start_time"))
        end = moment_of(said.get("day"), said.get("end_time"))
        if start and end:
            if end <= start:
                end += timedelta(days=1)  # a visit may last past midnight
            if end - start > LONGEST:
                self.add_error("end_time", _("The end must be after the beginning."))
            self.cleaned_data |= {"starts_at": start, "expected_end_at": end}
        return said

    def facts(self, client: Client | None, case: Case | None) -> VisitFacts:
        said = self.cleaned_data
        return VisitFacts(
            watcher=said["watcher"],
            address=said["address"],
            starts_at=said["starts_at"],
            expected_end_at=said["expected_end_at"],
            note=said["note"],
            client=client,
            case=case,
        )


class ContactForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(label=pgettext_lazy("a person", "Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
