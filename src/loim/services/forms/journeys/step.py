"""A step of a journey: for whom, over which services, after what, by when."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.programmes.forms.record_fields import capitalised
from loim.services.actions.journeys.steps import StepFacts
from loim.services.condition_words import contradiction_said
from loim.services.forms.catalogue.conditions import (
    condition_fields,
    condition_initial,
    written_conditions,
)
from loim.services.forms.journeys.design import SeveralField
from loim.services.journey_texts import STEP
from loim.services.logic.condition_form import read_groups
from loim.services.logic.conditions import groups_nobody_meets
from loim.services.logic.journeys.deadlines import MOST, DeadlineRule, Side, Unit
from loim.services.models import (
    DeadlineSide,
    DeadlineUnit,
    Journey,
    JourneyStage,
    JourneyStep,
    Service,
    StartingEvent,
)
from loim.services.models.journeys.step import MOST_MINUTES

WORDS = ("title", "todo", "bring", "where", "good_to_know")


class StepForm(forms.Form):
    """Its words only when it is added; later they are where all texts are."""

    stage = forms.ModelChoiceField(JourneyStage.objects.none(), label=_("Stage"), empty_label=None)
    services = SeveralField(
        label=_("Services"), help_text=_("What the person turns to in this step, if anything.")
    )
    needs = SeveralField(label=_("Steps that must be done before it"))
    deadline_side = forms.ChoiceField(
        label=_("Deadline"),
        required=False,
        choices=[("", pgettext_lazy("a deadline", "none")), *capitalised(DeadlineSide.choices)],
    )
    deadline_amount = forms.IntegerField(
        label=_("How many"), required=False, min_value=0, max_value=MOST
    )
    deadline_unit = forms.ChoiceField(
        label=pgettext_lazy("of time", "Unit"),
        required=False,
        choices=capitalised(DeadlineUnit.choices),
    )
    deadline_event = forms.ChoiceField(
        label=_("Counted from"), required=False, choices=capitalised(StartingEvent.choices)
    )
    minutes = forms.IntegerField(
        label=_("Time that the person needs, in minutes"),
        required=False,
        min_value=0,
        max_value=MOST_MINUTES,
        help_text=_("With the way there and waiting in a queue, without waiting for an answer."),
    )
    front_desk = forms.CharField(
        label=_("What the front desk does"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    behind = forms.CharField(
        label=_("What happens behind the scenes"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, journey: Journey, others: list[tuple[int, str]],
        services: list[tuple[int, str]], step: JourneyStep | None = None, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.step = step
        chosen: Any = self.fields
        chosen["stage"].queryset = journey.stages.filter(is_removed=False).order_by("place", "pk")
        chosen["services"].choices = services
        chosen["needs"].choices = others
        self.keeps_conditions = step is not None and condition_initial(step.conditions) is None
        if not self.keeps_conditions:
            self.fields.update(condition_fields())
        if step is None:
            self._ask_words()
            self.initial.setdefault("submission", uuid4())
        else:
            self.initial = self._initial(step)

    def _ask_words(self) -> None:
        own = {}
        for name in WORDS:
            field: Any = STEP.field(name)
            is_long = field.is_rich or field.is_long
            own[name] = forms.CharField(
                label=field.label, help_text=field.help, required=field.is_required,
                max_length=field.max_length,
                widget=forms.Textarea(attrs={"rows": 4}) if is_long else forms.TextInput(),
            )  # fmt: skip
        self.fields = {**own, **self.fields}

    def _initial(self, step: JourneyStep) -> dict[str, Any]:
        return {
            "stage": step.stage_id,
            "services": [str(key) for key in step.services.values_list("pk", flat=True)],
            "needs": [str(key) for key in step.needs.values_list("need", flat=True)],
            **{name: getattr(step, name) for name in (
                "deadline_side", "deadline_amount", "deadline_unit", "deadline_event",
                "front_desk", "behind",
            )},
            "minutes": step.minutes or None,
            **(condition_initial(step.conditions) or {}),
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        is_unsaid = said.get("deadline_amount") is None and "deadline_amount" not in self.errors
        if said.get("deadline_side") and is_unsaid:
            self.add_error(
                "deadline_amount", _("Say how many, or choose that there is no deadline.")
            )
        if not self.keeps_conditions:
            try:
                groups = read_groups(written_conditions(said))
            except ValueError:
                self.add_error(None, _("“At least” is above “at most” in a condition."))
            else:
                for why in groups_nobody_meets(groups).values():
                    self.add_error(None, str(contradiction_said(why.question)))
        return said

    def words(self) -> dict[str, str]:
        """Plain lines become paragraphs."""
        said = {name: self.cleaned_data.get(name, "") for name in WORDS}
        for name in ("todo", "good_to_know"):
            if said[name] and "<" not in said[name]:
                lines = [line.strip() for line in said[name].splitlines() if line.strip()]
                said[name] = "".join(f"<p>{line}</p>" for line in lines)
        return said

    def facts(self) -> StepFacts:
        said = self.cleaned_data
        rule = None
        if said["deadline_side"]:
            rule = DeadlineRule(
                said["deadline_event"], Side(said["deadline_side"]), said["deadline_amount"],
                Unit(said["deadline_unit"]),
            )  # fmt: skip
        kept = self.step.conditions if self.step and self.keeps_conditions else None
        return StepFacts(
            stage=said["stage"],
            services=tuple(Service.objects.filter(pk__in=said["services"])),
            needs=frozenset(int(key) for key in said["needs"]),
            conditions=tuple(written_conditions(said) if kept is None else kept),
            deadline=rule,
            minutes=said["minutes"] or 0,
            front_desk=said["front_desk"],
            behind=said["behind"],
        )

    def groups_of_fields(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """What the page shows together: (heading, fields). The first group of conditions alone is
        open; the others are for 'or'."""
        found = []
        for number in range(3):
            fields = [self[name] for name in self.fields if name.startswith(f"g{number}_")]
            if fields:
                found.append((number, fields))
        return found

    def plain_fields(self) -> list[forms.BoundField]:
        return [
            self[name]
            for name in self.fields
            if name != "submission" and not name.startswith(("g0_", "g1_", "g2_"))
        ]
