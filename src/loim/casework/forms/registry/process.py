"""Registry services: begun, worked on, finished; an organisation's own lists."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.casework.actions.registry.processes import ProcessFacts
from loim.casework.forms.clients.case import TopicField
from loim.casework.forms.clients.client import code_that_can_be
from loim.casework.models import Channel, Client, RegistryKind, SpokenLanguage, TargetGroup
from loim.common.translated import LANGUAGES
from loim.people.models import Municipality
from loim.programmes.forms.record_fields import capitalised
from loim.services.models import Topic

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class ProcessForm(forms.Form):
    """Of a client the language, group and municipality are known: they are not asked."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("Service"), choices=capitalised(RegistryKind.choices), widget=forms.RadioSelect
    )
    channel = forms.ChoiceField(label=_("Channel"), choices=capitalised(Channel.choices))
    language = forms.ChoiceField(label=_("Language"), choices=capitalised(SpokenLanguage.choices))
    target_group = forms.ChoiceField(
        label=_("Target group"), choices=capitalised(TargetGroup.choices), initial="newcomer"
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Municipality where they live"), required=False,
        empty_label=_("not known"),
    )  # fmt: skip
    appointment_at = forms.DateTimeField(
        label=_("Appointment at the office"), required=False, widget=MOMENT
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, client: Client | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.client = client
        if client:
            for name in ("language", "target_group", "municipality"):
                del self.fields[name]
        else:
            places: Any = self.fields["municipality"]
            places.queryset = Municipality.objects.filter(valid_to=None).order_by("name", "pk")

    def facts(self) -> ProcessFacts:
        said = self.cleaned_data
        of = self.client
        return ProcessFacts(
            kind=said["kind"], channel=said["channel"],
            language=of.language if of else said["language"],
            target_group=of.target_group if of else said["target_group"],
            municipality=of.municipality if of else said["municipality"],
            appointment_at=said["appointment_at"],
        )  # fmt: skip


class WorkForm(forms.Form):
    use_required_attribute = False

    minutes = forms.IntegerField(
        label=_("Time spent now, in minutes"), min_value=0, max_value=600, initial=0,
        required=False,
    )  # fmt: skip
    appointment_at = forms.DateTimeField(
        label=_("Appointment at the office"), required=False, widget=MOMENT
    )


class FinishForm(forms.Form):
    use_required_attribute = False

    topic = TopicField(empty_label=_("Choose"))
    minutes = forms.IntegerField(
        label=_("Time spent now, in minutes"), min_value=0, max_value=600, initial=0,
        required=False,
    )  # fmt: skip
    code = forms.CharField(
        label=_("Personal code that came of it"), max_length=20, required=False,
        help_text=_("It goes encrypted into the client’s record and nowhere else."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, *args: Any, keeps_code: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        topics: Any = self.fields["topic"]
        topics.queryset = Topic.objects.order_by("position", "pk")
        if not keeps_code:
            del self.fields["code"]

    def clean_code(self) -> str:
        return code_that_can_be(self.cleaned_data["code"])


class TemplateForm(forms.Form):
    """In each language one line for each: lines of the same place belong together."""

    use_required_attribute = False

    topic = TopicField(
        required=False, empty_label=_("Choose each time"),
        help_text=_("Under which a finished service counts in the statistics."),
    )  # fmt: skip
    booking_url = forms.URLField(
        label=_("Where an appointment is booked"), required=False, assume_scheme="https"
    )

    def __init__(self, *args: Any, content: dict[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        topics: Any = self.fields["topic"]
        topics.queryset = Topic.objects.order_by("position", "pk")
        for code, _name in LANGUAGES:
            for part, label in (("bring", _("What to bring")), ("steps", _("Steps"))):
                lines = "\n".join(row.get(code, "") for row in content.get(part, ()))
                self.fields[f"{part}_{code}"] = forms.CharField(
                    label=label, initial=lines, max_length=4000, required=False,
                    widget=forms.Textarea(attrs={"lang": code, "rows": 6}),
                    help_text=_("One on each line."),
                )  # fmt: skip

    def groups(self) -> list[tuple[str, str, list[Any]]]:
        return [
            (code, name, [self[f"bring_{code}"], self[f"steps_{code}"]]) for code, name in LANGUAGES
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for part in ("bring", "steps"):
            number = len(_lines(said.get(f"{part}_et", "")))
            for code, _name in LANGUAGES:
                given = len(_lines(said.get(f"{part}_{code}", "")))
                if given not in (0, number):
                    self.add_error(
                        f"{part}_{code}",
                        _("Here are %(given)s lines, in Estonian there are %(number)s: they belong"
                          " together, one by one.") % {"given": given, "number": number},
                    )  # fmt: skip
        return said

    def content(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for part in ("bring", "steps"):
            columns = {
                code: _lines(self.cleaned_data[f"{part}_{code}"]) for code, _name in LANGUAGES
            }
            found[part] = [
                {code: lines[place] for code, lines in columns.items() if lines}
                for place in range(len(columns["et"]))
            ]
        return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
