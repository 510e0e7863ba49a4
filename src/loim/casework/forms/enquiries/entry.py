"""One enquiry: what about, how, in which language, how long, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework import vault
from loim.casework.actions.enquiries.favourites import Preset
from loim.casework.actions.enquiries.recording import EnquiryFacts
from loim.casework.forms.guarded_text import GuardedTextField, GuardedTexts
from loim.casework.logic.enquiries.habits import Habit
from loim.casework.models import Channel, Enquiry, Outcome, SpokenLanguage, TargetGroup
from loim.casework.models.favourite import KEYS
from loim.casework.queries.enquiries.entry import topics_in_order
from loim.people.models import Municipality
from loim.services.forms.catalogue.fields import municipality_choices
from loim.services.models import Topic

MINUTES = (5, 10, 15, 20, 30, 45, 60)


@dataclass(frozen=True)
class Offered:
    """Topics and municipalities: read once for however many entries."""

    topics: Sequence[Topic]
    municipalities: Sequence[tuple[str, str]]

    @classmethod
    def on(cls, day: date) -> "Offered":
        return cls(topics_in_order(), municipality_choices(day))


class FactsForm(GuardedTexts, forms.Form):
    topics = forms.MultipleChoiceField(label=_("Topics"), widget=forms.CheckboxSelectMultiple)
    channel = forms.ChoiceField(
        label=_("Channel"), choices=Channel.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=SpokenLanguage.choices, widget=forms.RadioSelect
    )
    minutes = forms.ChoiceField(
        label=_("Minutes"),
        choices=[
            *((str(n), str(n)) for n in MINUTES),
            ("other", pgettext_lazy("number of minutes", "another number")),
        ],
        widget=forms.RadioSelect,
    )
    minutes_other = forms.IntegerField(
        label=_("How many minutes"), required=False, min_value=1, max_value=600
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    target_group = forms.ChoiceField(
        label=_("Target group"), choices=TargetGroup.choices, required=False
    )

    def __init__(self, *args: Any, offered: Offered, **options: Any) -> None:
        super().__init__(*args, **{**options, "use_required_attribute": False})
        self.offered = offered
        self.fields["topics"].choices = [  # type: ignore[attr-defined]
            (str(topic.pk), topic.text("name")) for topic in offered.topics
        ]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("minutes") == "other" and "minutes_other" not in self.errors:
            if not found.get("minutes_other"):
                self.add_error("minutes_other", _("Write how many minutes it took."))
            found["minutes"] = found.get("minutes_other")
        return found

    def chosen_topics(self) -> list[Topic]:
        wanted = set(self.cleaned_data["topics"])
        return [topic for topic in self.offered.topics if str(topic.pk) in wanted]

    @staticmethod
    def minutes_initial(minutes: int) -> dict[str, Any]:
        if minutes in MINUTES:
            return {"minutes": str(minutes)}
        return {"minutes": "other", "minutes_other": minutes}


class EnquiryForm(FactsForm):
    held_at = forms.DateTimeField(
        label=_("When"),
        required=False,
        help_text=_("Left empty: now."),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    municipality = forms.ChoiceField(label=_("Where they live"), required=False)
    note = GuardedTextField(
        label=_("Note"), required=False, help_text=_("No names, codes or addresses.")
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: Offered, **options: Any) -> None:
        super().__init__(*args, offered=offered, **options)
        self.fields["municipality"].choices = [("", _("not asked")), *offered.municipalities]  # type: ignore[attr-defined]

    def facts(self, now: datetime) -> EnquiryFacts:
        given = self.cleaned_data
        place = given["municipality"]
        return EnquiryFacts(
            topics=self.chosen_topics(),
            channel=given["channel"],
            language=given["language"],
            minutes=int(given["minutes"]),
            outcome=given["outcome"],
            held_at=given["held_at"] or now,
            target_group=given["target_group"] or TargetGroup.UNKNOWN,
            municipality=Municipality.objects.get(pk=place) if place else None,
            note=given["note"],
        )

    @staticmethod
    def from_habit(habit: Habit) -> dict[str, Any]:
        return {
            "channel": habit.channel,
            "language": habit.language,
            "outcome": habit.outcome,
            "target_group": TargetGroup.UNKNOWN,
            **FactsForm.minutes_initial(habit.minutes),
        }

    @staticmethod
    def from_enquiry(enquiry: Enquiry) -> dict[str, Any]:
        return {
            "topics": [str(part.topic_id) for part in enquiry.enquiry_topics.all()],
            "channel": enquiry.channel,
            "language": enquiry.language,
            "outcome": enquiry.outcome,
            "target_group": enquiry.target_group,
            "municipality": enquiry.municipality_id or "",
            "note": vault.unseal(enquiry.sealed_note),
            "held_at": timezone.localtime(enquiry.held_at).replace(second=0, microsecond=0),
            "submission": enquiry.submission,
            **FactsForm.minutes_initial(enquiry.minutes),
        }


class FavouriteForm(FactsForm):
    key = forms.TypedChoiceField(label=_("Key"), choices=[(n, str(n)) for n in KEYS], coerce=int)
    name = GuardedTextField(
        label=_("Name"), max_length=60, is_line=True, help_text=_("Short: it stands on a button.")
    )
    field_order = ("key", "name")

    def preset(self) -> Preset:
        given = self.cleaned_data
        return Preset(
            name=given["name"],
            topics=self.chosen_topics(),
            channel=given["channel"],
            language=given["language"],
            minutes=int(given["minutes"]),
            outcome=given["outcome"],
            target_group=given["target_group"] or TargetGroup.UNKNOWN,
        )
