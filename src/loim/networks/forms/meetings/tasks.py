"""A task: what, who, by when; and what became of it."""

from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.events.forms.pages.page_form import long_text
from loim.networks.actions.meetings.tasks import TaskFacts
from loim.networks.models import Meeting, MeetingDecision, Member, Network, NetworkTask
from loim.networks.queries.meetings.naming import full_name_of
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import DayField


class TaskForm(forms.Form):
    """One list of owners: members first, then the organisations of people among them."""

    use_required_attribute = False

    title = forms.CharField(label=_("What is to be done"), max_length=300, widget=long_text(2))
    who = forms.ChoiceField(label=_("Who does it"))
    due_date = DayField(label=_("By"))
    decision = forms.ModelChoiceField(
        MeetingDecision.objects.none(),
        label=_("Follows from decision"),
        required=False,
        empty_label=_("no decision"),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        network: Network,
        today: date,
        meeting: Meeting | None = None,
        decision: int | None = None,
        task: NetworkTask | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.network, self.today, self.meeting, self.task = network, today, meeting, task
        self._offer_owners()
        if meeting is None:
            del self.fields["decision"]
        else:
            field = cast("Any", self.fields["decision"])
            field.queryset = meeting.decisions.order_by("number")
            field.label_from_instance = lambda one: f"{one.number}. {one.wording[:100]}"
        self.initial = {"submission": uuid4(), "decision": decision}
        if task is not None:
            owner = f"m{task.owner_id}" if task.owner_id else f"o{task.organisation_id}"
            self.initial = {
                "title": task.title, "who": owner, "due_date": task.due_date,
                "decision": task.decision_id,
            }  # fmt: skip

    def _offer_owners(self) -> None:
        rows = self.network.members.in_force_on(self.today).select_related("organisation", "user")
        self._members = {one.pk: one for one in rows.order_by("organisation__name", "name", "pk")}
        if self.task is not None and self.task.owner is not None:
            self._members.setdefault(self.task.owner.pk, self.task.owner)
        self._organisations: dict[int, Organisation] = {
            self.network.organisation_id: self.network.organisation
        }
        as_such = {
            one.organisation_id
            for one in self._members.values()
            if not one.name and one.user_id is None
        }
        for one in self._members.values():
            if one.organisation is not None:
                self._organisations[one.organisation.pk] = one.organisation
        if self.task is not None and self.task.organisation is not None:
            self._organisations[self.task.organisation.pk] = self.task.organisation
        organisations = sorted(
            (one for one in self._organisations.values() if one.pk not in as_such),
            key=lambda one: one.name,
        )
        cast("Any", self.fields["who"]).choices = [
            ("", _("Choose")),
            *((f"m{key}", full_name_of(one)) for key, one in self._members.items()),
            *((f"o{one.pk}", one.name) for one in organisations),
        ]

    def facts(self) -> TaskFacts:
        said = self.cleaned_data
        kind, key = said["who"][:1], int(said["who"][1:])
        owner: Member | None = self._members[key] if kind == "m" else None
        return TaskFacts(
            title=" ".join(said["title"].split()),
            due_date=said["due_date"],
            owner=owner,
            organisation=self._organisations[key] if kind == "o" else None,
            meeting=self.meeting,
            decision=said.get("decision"),
        )


class CloseForm(forms.Form):
    note = forms.CharField(
        label=_("What was done, or why it is dropped"),
        required=False,
        widget=long_text(3),
        max_length=2000,
        help_text=_("The next meeting reads it."),
    )
