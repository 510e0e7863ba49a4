"""Forms about needs."""

from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGE_CODES
from loim.common.translation_fields import TranslationFields
from loim.content.queries.reading import attach_texts
from loim.events.models import Event
from loim.experts.forms.small import long_text
from loim.ideas.models import Proposal
from loim.networks.actions.register.needs import NeedFacts
from loim.networks.models import Association, HeardAt, Need, NeedTopic
from loim.programmes.forms.record_fields import DayField, capitalised
from loim.services.models import Service

TOPICS = [("", _("Choose")), *capitalised(NeedTopic.choices)]
LONGEST = 90


class HeardNeedForm(forms.Form):
    """Who said what, when and where; of which need it is another voice."""

    use_required_attribute = False

    association = forms.ModelChoiceField(
        Association.objects.none(), label=_("Association"), empty_label=_("Choose")
    )
    text = forms.CharField(
        label=_("What it needs, in its own words"), max_length=2000, widget=long_text(4)
    )
    need = forms.ModelChoiceField(
        Need.objects.none(),
        label=_("The same need as"),
        required=False,
        empty_label=_("a new one"),
        help_text=_("If others have said the same, their voices are counted together."),
    )
    topic = forms.ChoiceField(
        label=_("Topic"), required=False, choices=TOPICS,
        help_text=_("Of a new one. It can be chosen later, too."),
    )  # fmt: skip
    heard = forms.ChoiceField(
        label=_("Where it was heard"),
        choices=[c for c in capitalised(HeardAt.choices) if c[0] != HeardAt.CONFIRMATION],
        initial=HeardAt.TALK,
        widget=forms.RadioSelect,
    )
    event = forms.ModelChoiceField(
        Event.objects.none(), label=_("Meeting"), required=False, empty_label=_("none of these")
    )
    heard_date = DayField(label=_("Date"))
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        associations: Any,
        needs: Any,
        events: Any,
        today: date,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(
            data, initial={"submission": uuid4(), "heard_date": today, **(initial or {})}
        )
        for name, rows in (("association", associations), ("need", needs), ("event", events)):
            cast("Any", self.fields[name]).queryset = rows
        cast("Any", self.fields["need"]).label_from_instance = _short
        cast("Any", self.fields["event"]).label_from_instance = _event_label


class NeedForm(TranslationFields):
    """In one sentence, under a topic."""

    use_required_attribute = False

    class Meta:
        model = Need
        fields = ("title", "topic", "language")
        help_texts = {
            "title": _("Everybody may read it: without names of people or associations."),
        }

    def __init__(self, data: Any = None, *, need: Need) -> None:
        chosen = data.get("language", "") if data else ""
        language = chosen if chosen in LANGUAGE_CODES else need.language
        super().__init__(data, instance=need, source_language=language)
        topic = cast("Any", self.fields["topic"])
        topic.choices, topic.required = TOPICS, True

    def facts(self) -> NeedFacts:
        said = self.cleaned_data
        return NeedFacts(said["title"], said["topic"], said["language"], self.instance.translations)


class MergeForm(forms.Form):
    use_required_attribute = False
    into = forms.TypedChoiceField(label=_("The same as"), coerce=int)

    def __init__(self, data: Any = None, *, needs: list[Any]) -> None:
        super().__init__(data, prefix="merge")
        cast("Any", self.fields["into"]).choices = [
            ("", _("Choose")),
            *((need.pk, _short(need)) for need in needs),
        ]


class ServiceForm(forms.Form):
    """Which service serves it, and since when."""

    use_required_attribute = False
    service = forms.ChoiceField(label=_("Service"))
    since_date = DayField(label=_("Since"))

    def __init__(self, data: Any = None, *, need: Need, today: date) -> None:
        super().__init__(data, prefix="service", initial={"since_date": today})
        self.services = {str(row.pk): row for row in _services_near(need)}
        cast("Any", self.fields["service"]).choices = [
            ("", _("Choose")),
            *((key, _title(row)) for key, row in self.services.items()),
        ]

    def clean_service(self) -> Service:
        return self.services[self.cleaned_data["service"]]


class KnownProposalForm(forms.Form):
    use_required_attribute = False
    proposal = forms.ModelChoiceField(
        Proposal.objects.none(), label=_("Proposal"), empty_label=_("Choose")
    )

    def __init__(self, data: Any = None, *, need: Need) -> None:
        super().__init__(data, prefix="proposal")
        rows = Proposal.objects.filter(made_by=need.keeper).exclude(met_needs__need=need)
        field = cast("Any", self.fields["proposal"])
        field.queryset = rows.order_by("-sent_date", "-pk")
        field.label_from_instance = lambda row: str(row.text("title"))[:LONGEST]


def _services_near(need: Need) -> list[Service]:
    """The city's own first, then the others'; those that it has already left out."""
    rows = Service.objects.open_to_readers().exclude(met_needs__need=need)
    found = list(rows.select_related("text").order_by("pk"))
    attach_texts(found)
    return sorted(found, key=lambda row: (row.owner_id != need.keeper_id, _title(row).casefold()))


def _title(service: Any) -> str:
    return str(service.shown.values.get("title", "")) or str(service.pk)


def _short(need: Any) -> str:
    return str(need.text("title"))[:LONGEST]


def _event_label(event: Any) -> str:
    return f"{event.start_date:%d.%m.%Y} {event.title}"[:LONGEST]
