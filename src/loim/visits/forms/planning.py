"""A visit, its legs, a pasted day, a copied day."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from loim.common.translated import LANGUAGES
from loim.common.translation_fields import TranslationFields
from loim.events.forms.agenda.parts import ClockField
from loim.events.logic.agenda.lines import UnreadLine
from loim.events.queries.agenda.in_words import trouble_in_words
from loim.ideas.models import Strategy
from loim.programmes.forms.record_fields import DayField, capitalised
from loim.visits.logic.lines import ReadDay, moments, read_lines
from loim.visits.models import Goes, Leg, LegKind, Visit
from loim.visits.queries.board import days_of

LONGEST = 50_000
LONGEST_LEG = timedelta(hours=24)
WITHOUT_HOST = {LegKind.TRANSPORT, LegKind.FREE}


class VisitForm(TranslationFields):
    class Meta:
        model = Visit
        fields = ("base_town", "base_place", "goals", "strategies")
        labels = {
            "base_town": _("Town of the base"),
            "base_place": _("The base"),
            "goals": _("Goals"),
            "strategies": _("Strategies that it feeds"),
        }
        help_texts = {
            "base_town": _("Where one starts from and sleeps."),
            "base_place": _("For example the office where one meets in the morning."),
        }
        widgets = {
            "goals": forms.Textarea(attrs={"rows": 5}),
            "strategies": forms.CheckboxSelectMultiple,
            "base_town": forms.TextInput(attrs={"list": "towns", "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, source_language=options["instance"].source_language, **options)
        strategies: Any = self.fields["strategies"]
        strategies.queryset = Strategy.objects.order_by("title", "pk")
        if not strategies.queryset.exists():
            del self.fields["strategies"]


class LegForm(TranslationFields):
    day = DayField(label=_("Day"))
    start_time = ClockField(label=_("Begins at"))
    end_time = ClockField(
        label=_("Ends at"), help_text=_("Earlier than it begins: on the next day.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=capitalised(LegKind.choices))
    goes = forms.ChoiceField(
        label=_("Who goes"), choices=capitalised(Goes.choices), widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("not said")), *LANGUAGES], required=False
    )

    class Meta:
        model = Leg
        fields = (
            "kind",
            "day",
            "start_time",
            "end_time",
            "title",
            "town",
            "to_town",
            "place",
            "address",
            "host",
            "places",
            "language",
            "goes",
            "groups",
            "purpose",
        )
        labels = {
            "title": _("Title"),
            "town": _("Town"),
            "to_town": _("To the town"),
            "place": _("Place"),
            "address": _("Address"),
            "host": _("Host"),
            "places": _("For how many people"),
            "groups": _("Groups"),
            "purpose": _("What it is for"),
        }
        help_texts = {
            "to_town": _("Of a ride: where it goes to."),
            "places": _("Seats of a ride, beds of a night, or how many the host can take."),
        }
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "groups": forms.CheckboxSelectMultiple,
            "town": forms.TextInput(attrs={"list": "towns", "autocomplete": "off"}),
            "to_town": forms.TextInput(attrs={"list": "towns", "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, visit: Visit, **options: Any) -> None:
        leg: Leg = options.setdefault("instance", Leg(visit=visit))
        if leg.pk:
            start, end = localtime(leg.start_at), localtime(leg.end_at)
            options["initial"] = {
                "day": start.date(),
                "start_time": start.time(),
                "end_time": end.time(),
                **(options.get("initial") or {}),
            }
        super().__init__(*args, source_language=visit.source_language, **options)
        self.visit = visit
        groups: Any = self.fields["groups"]
        groups.queryset = visit.groups.order_by("name", "pk")
        if not groups.queryset.exists():
            del self.fields["groups"]
        host: Any = self.fields["host"]
        host.queryset = visit.hosts.order_by("name", "pk")
        host.empty_label = _("nobody, or not known yet")
        self.order_fields(self.Meta.fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, start, end = (cleaned.get(name) for name in ("day", "start_time", "end_time"))
        if day and start and end:
            first, last = moments(day, start, end)
            if first == last or last - first > LONGEST_LEG - timedelta(minutes=1):
                self.add_error("end_time", _("It ends when it begins. Put the times right."))
            else:
                self.instance.start_at, self.instance.end_at = make_aware(first), make_aware(last)
        if cleaned.get("goes") == Goes.GROUPS and not cleaned.get("groups"):
            field = "groups" if "groups" in self.fields else "goes"
            self.add_error(
                field, _("Choose the groups that go. If there are none yet, add them at “People”.")
            )
        if cleaned.get("kind") == LegKind.TRANSPORT and not cleaned.get("to_town"):
            self.add_error("to_town", _("Say to which town the ride goes."))
        self._check_host(cleaned)
        return cleaned

    def _check_host(self, cleaned: dict[str, Any]) -> None:
        """Another host has not said anything yet; without one nobody has."""
        before = self.initial.get("host")
        host = cleaned.get("host")
        if self.instance.pk and before != (host.pk if host else None):
            self.instance.answer = "not_asked"
            self.instance.cancel_reason = ""
            self.instance.answered_at = self.instance.dealt_with_at = None

    def chosen_groups(self) -> list[Any]:
        if self.cleaned_data.get("goes") != Goes.GROUPS:
            return []
        return list(self.cleaned_data.get("groups") or [])


class PasteForm(forms.Form):
    """`read` is what the lines say; it is there before the form is checked."""

    day = forms.ChoiceField(label=_("Day"))
    lines = forms.CharField(
        label=_("The day, one leg on each line"),
        help_text=_(
            "Paste it from Word, an e-mail or a spreadsheet: “9.00–10.30 Narva city government"
            " (Peetri plats 5)”, “11.00 Bus to Sillamäe”. A date begins another day."
        ),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    leaves_out = forms.BooleanField(
        label=_("Leave out the lines that are not understood"), required=False
    )

    def __init__(self, data: Any = None, *, visit: Visit) -> None:
        super().__init__(data)
        days = days_of(visit)
        choice: Any = self.fields["day"]
        choice.choices = [(day.isoformat(), date_format(day, "l, j. F")) for day in days]
        wanted = str(data.get("day", "")) if data else ""
        first = next((day for day in days if day.isoformat() == wanted), days[0])
        lines = str(data.get("lines", ""))[:LONGEST] if data else ""
        self.read: ReadDay = read_lines(lines, days, first)
        if not self.read.unread:
            del self.fields["leaves_out"]

    @property
    def unread(self) -> list[tuple[UnreadLine, str]]:
        return [(line, trouble_in_words(line.trouble)) for line in self.read.unread]

    @property
    def legs(self) -> list[tuple[Any, str]]:
        """With the name of the kind that each is taken for."""
        return [(leg, str(LegKind(leg.kind).label)) for leg in self.read.legs]

    @property
    def has_days(self) -> bool:
        return len({leg.day for leg in self.read.legs}) > 1

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "lines" in cleaned and not self.read.legs:
            raise forms.ValidationError(
                _(
                    "No leg was found. Begin each line with its time, as 9.00–10.30 City government."
                ),
                code="nothing",
            )
        unread = len(self.read.unread)
        if unread and not cleaned.get("leaves_out"):
            raise forms.ValidationError(
                ngettext(
                    "%(count)s line is not understood. Put it right, or leave it out.",
                    "%(count)s lines are not understood. Put them right, or leave them out.",
                    unread,
                )
                % {"count": unread},
                code="unread",
            )
        return cleaned


class MoveForm(forms.Form):
    """A leg to another time; it stays as long as it was."""

    day = DayField(label=_("Day"))
    start_time = ClockField(label=_("Begins at"))

    def start_at(self) -> datetime:
        return make_aware(
            datetime.combine(self.cleaned_data["day"], self.cleaned_data["start_time"])
        )


class CopyDayForm(forms.Form):
    day = forms.ChoiceField(label=_("Copy the day"))
    to = forms.ChoiceField(label=_("to the day"))

    def __init__(self, data: Any = None, *, visit: Visit) -> None:
        super().__init__(data)
        choices = [(day.isoformat(), date_format(day, "l, j. F")) for day in days_of(visit)]
        for name in ("day", "to"):
            field: Any = self.fields[name]
            field.choices = choices
        if len(choices) > 1:
            self.initial = {"to": choices[1][0]}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("day") and cleaned.get("day") == cleaned.get("to"):
            self.add_error("to", _("Choose another day than the one that is copied."))
        return cleaned

    def days(self) -> tuple[date, date]:
        return (
            date.fromisoformat(self.cleaned_data["day"]),
            date.fromisoformat(self.cleaned_data["to"]),
        )
