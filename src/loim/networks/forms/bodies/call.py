"""A call for members: what it says, which seats it fills, whom its rules ask for."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translation_fields import TranslationFields
from loim.events.forms.registration.moments import MomentField
from loim.networks.models import Seat
from loim.networks.models.bodies import ChosenBy, MemberCall
from loim.people.models import Municipality
from loim.programmes.forms.record_fields import DayField

_OF_DRAW = ("public_value_source", "value_known_at")


class SeatsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        party = obj.get_party_display()
        return f"{obj.text('title')} ({party})" if party else str(obj.text("title"))


class CallForm(TranslationFields):
    """The instance is for filling in and checking alone: the action saves it."""

    use_required_attribute = False

    opens_at = MomentField(label=_("Applications from"))
    closes_at = MomentField(label=_("Applications until"))
    chosen_by = forms.ChoiceField(
        label=_("Members are chosen by"), choices=ChosenBy.choices, widget=forms.RadioSelect
    )
    mandate_start_date = DayField(label=_("Mandate from"))
    mandate_end_date = DayField(label=_("Mandate until"), required=False)
    residents_of = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Only residents of"),
        required=False,
        empty_label=_("live anywhere"),
    )
    value_known_at = MomentField(
        label=_("When the value becomes known"),
        required=False,
        help_text=_("After applications have closed; a day or two later leaves time to check."),
    )
    seats = SeatsField(
        Seat.objects.none(),
        label=_("Seats that the call fills"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one seat.")},
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = MemberCall
        fields = (
            "title", "language", "description", "opens_at", "closes_at", "chosen_by",
            "answer_days", "minimum_age", "residents_of", "needed_language",
            "mandate_start_date", "mandate_end_date", "public_value_source", "value_known_at",
            "contact_email",
        )  # fmt: skip
        widgets = {"description": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "public_value_source": _(
                "Something that nobody can know or choose beforehand, and everybody can look up"
                " afterwards: the numbers of the first lottery draw after the closing."
            ),
            "needed_language": _("Applicants are asked whether they manage in it."),
            "answer_days": _("After that the seat is offered to the next person."),
        }

    def __init__(self, *args: Any, seats: Sequence[Seat], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["residents_of"].queryset = Municipality.objects.order_by("name")  # type: ignore[attr-defined]
        self.fields["seats"].queryset = (  # type: ignore[attr-defined]
            Seat.objects.filter(pk__in=[seat.pk for seat in seats])
            .select_related("network")
            .order_by("party", "position", "pk")
        )
        self.fields["needed_language"].required = False
        self.initial.setdefault("submission", uuid4())
        if self.instance.pk:
            self.initial["seats"] = list(self.instance.call_seats.values_list("seat", flat=True))

    def clean_submission(self) -> Any:
        return self.cleaned_data.get("submission") or self.instance.submission

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        opens, closes = said.get("opens_at"), said.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("It closes before it opens. Choose a later time."))
        starts, ends = said.get("mandate_start_date"), said.get("mandate_end_date")
        if starts and ends and ends < starts:
            self.add_error("mandate_end_date", _("The mandate ends before it begins."))
        if said.get("chosen_by") == ChosenBy.DRAW:
            self._check_draw(said)
        return said

    def _check_draw(self, said: dict[str, Any]) -> None:
        for name in _OF_DRAW:
            if name not in self.errors and not said.get(name):
                self.add_error(name, _("A draw needs this."))
        known, closes = said.get("value_known_at"), said.get("closes_at")
        if known and closes and known < closes:
            self.add_error(
                "value_known_at", _("It must become known after applications have closed.")
            )


class CallTextsForm(TranslationFields):
    """What may be put right while the call is open."""

    use_required_attribute = False

    class Meta:
        model = MemberCall
        fields = ("title", "description", "contact_email")
        widgets = {"description": forms.Textarea(attrs={"rows": 5})}


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is cancelled"),
        max_length=2000,
        help_text=_("Everybody can read it, and those who applied are written to."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
