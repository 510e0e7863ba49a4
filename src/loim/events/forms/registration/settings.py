"""What an organiser says about how one registers."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from loim.common.translation_fields import TranslationFields
from loim.events.forms.registration.moments import MomentField
from loim.events.logic.closing_time import usual_closing
from loim.events.models import Event, Party, Policy, RegistrationSettings
from loim.events.queries.registration.call import starting_time
from loim.programmes.forms.record_fields import capitalised

LONGEST_KEPT = 3650
MOST_IN_ONE_FORM = 50


def new_settings(event: Event, now: datetime) -> RegistrationSettings:
    """As most events want them; nothing is saved."""
    return RegistrationSettings(
        event=event, closes_at=usual_closing(localtime(starting_time(event)), now)
    )


class SettingsForm(TranslationFields):
    """`instance` carries what is wanted; `save_settings` writes it."""

    opens_at = MomentField(
        label=_("Opens"),
        required=False,
        help_text=_("Left empty, as soon as the event is published."),
    )
    closes_at = MomentField(label=_("Closes"))
    change_until = MomentField(
        label=_("Answers can be changed until"),
        required=False,
        help_text=_("Left empty, until the event begins. Withdrawing is always possible."),
    )
    parties = forms.MultipleChoiceField(
        label=_("Parties to choose from"),
        choices=capitalised(Party.choices),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = RegistrationSettings
        fields = (
            "opens_at", "closes_at", "change_until",
            "capacity", "policy", "has_waiting_list", "offer_hours", "confirm_hours",
            "most_per_registration", "most_per_organisation",
            "asks_party", "parties", "asks_organisation", "asks_municipality",
            "information", "consent", "kept_days",
        )  # fmt: skip
        widgets = {
            "policy": forms.RadioSelect,
            "information": forms.Textarea(attrs={"rows": 4}),
            "consent": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {
            "capacity": _("How many places"),
            "has_waiting_list": _("There is a waiting list when all places are taken"),
            "asks_party": _("Ask whom they represent"),
            "asks_organisation": _("Ask for the organisation"),
            "asks_municipality": _("Ask for the municipality"),
            "kept_days": _("Days after the event until participants are erased"),
        }
        help_texts = {
            "capacity": _("Left empty, there is room for everybody."),
            "most_per_registration": _("1: everybody registers themselves."),
            "most_per_organisation": _("Left empty, as many as come."),
            "confirm_hours": _("Who has no account confirms their e-mail by a letter."),
            "information": _("For example what to bring, or whom the event is for."),
            "consent": _("For example about taking pictures. Left empty, nothing is asked."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["policy"].choices = capitalised(Policy.choices)  # type: ignore[attr-defined]
        for name in ("most_per_registration", "offer_hours", "confirm_hours", "kept_days"):
            self.fields[name].widget.attrs["min"] = 1
        self.fields["kept_days"].widget.attrs["max"] = LONGEST_KEPT

    def clean_kept_days(self) -> int:
        days: int = self.cleaned_data["kept_days"]
        if not 1 <= days <= LONGEST_KEPT:
            raise forms.ValidationError(
                _("Keep participants for 1 to %(most)s days.") % {"most": LONGEST_KEPT}
            )
        return days

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_times(cleaned)
        for name in (
            "capacity",
            "most_per_registration",
            "most_per_organisation",
            "offer_hours",
            "confirm_hours",
        ):
            if cleaned.get(name) == 0:
                self.add_error(name, _("At least 1."))
        if (cleaned.get("most_per_registration") or 0) > MOST_IN_ONE_FORM:
            self.add_error("most_per_registration", _("At most 50: a longer form is not read."))
        if cleaned.get("policy") == Policy.DRAW and cleaned.get("capacity") is None:
            self.add_error("capacity", _("A draw needs a number of places."))
        if cleaned.get("asks_party") and not cleaned.get("parties"):
            self.add_error("parties", _("Tick those that people can choose."))
        return cleaned

    def _check_times(self, cleaned: dict[str, Any]) -> None:
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and opens >= closes:
            self.add_error("closes_at", _("Registration closes after it opens."))
        elif closes and closes > starting_time(self.instance.event):
            self.add_error(
                "closes_at", _("Registration closes before the event begins, or as it begins.")
            )

    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """(key, heading, fields) of the parts that the page shows."""
        parts = [
            ("when", _("When"), ("opens_at", "closes_at", "change_until")),
            (
                "places",
                _("Places"),
                ("capacity", "policy", "has_waiting_list", "offer_hours", "confirm_hours",
                 "most_per_registration", "most_per_organisation"),
            ),
            (
                "asked",
                _("What is asked of everybody"),
                ("asks_party", "parties", "asks_organisation", "asks_municipality"),
            ),
            ("texts", _("Texts"), ("information", "consent", "kept_days")),
        ]  # fmt: skip
        return [(key, str(head), [self[name] for name in names]) for key, head, names in parts]
