"""The rules of representation of an event: one row for each, a few empty ones below."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.events.actions.places.ruling import RuleFacts
from loim.events.forms.registration.moments import MomentField
from loim.events.models import (
    CLOSED_KINDS,
    Event,
    Feature,
    Option,
    Party,
    PlaceRule,
    QuestionStage,
    RegistrationSettings,
)
from loim.people.models import County

EMPTY_ROWS = 2
MOST_ROWS = 40

Choices = list[tuple[str, str | Promise]]


class RuleForm(forms.Form):
    whom = forms.ChoiceField(label=_("For whom"), required=False)
    floor = forms.IntegerField(
        label=pgettext_lazy("number of places", "At least"),
        required=False,
        min_value=0,
        max_value=100_000,
    )
    ceiling = forms.IntegerField(
        label=pgettext_lazy("number of places", "At most"),
        required=False,
        min_value=0,
        max_value=100_000,
    )
    released_at = MomentField(label=_("Kept until"), required=False)

    def __init__(self, *arguments: Any, choices: list[Any], **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["whom"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        field.choices = choices

    def clean(self) -> None:
        given = self.cleaned_data
        if not given.get("whom") and (given.get("floor") or given.get("ceiling") is not None):
            self.add_error("whom", _("Choose for whom this rule is."))

    @property
    def is_empty(self) -> bool:
        return not self.cleaned_data.get("whom")

    def facts(self) -> RuleFacts:
        feature, _separator, value = self.cleaned_data["whom"].partition(":")
        is_option = feature == Feature.OPTION
        return RuleFacts(
            feature=feature,
            value="" if is_option else value,
            option=int(value) if is_option else None,
            floor=self.cleaned_data["floor"] or 0,
            ceiling=self.cleaned_data["ceiling"],
            released_at=self.cleaned_data["released_at"],
        )


class RulesForm:
    """All rules at once, since only together can they contradict each other.

    `faults` are sentences about the whole; a row whose 'for whom' is emptied is taken away.
    """

    def __init__(self, data: QueryDict | None = None, *, settings: RegistrationSettings) -> None:
        event = settings.event
        rules = list(PlaceRule.objects.filter(event=event).order_by("feature", "value", "pk"))
        choices = _choices(event, settings, rules)
        number = len(rules) + EMPTY_ROWS
        if data is not None:
            sent = data.get("rows", "")
            number = min(int(sent), MOST_ROWS) if sent.isascii() and sent.isdecimal() else number
        self.faults: list[str] = []
        self.rows = [
            RuleForm(
                data,
                prefix=f"rule{n}",
                choices=choices,
                initial=_initial(rules[n]) if n < len(rules) else None,
            )
            for n in range(number)
        ]

    def is_valid(self) -> bool:
        """Of every row, so that all faults are shown at once."""
        faulty = [row for row in self.rows if not row.is_valid()]
        return not faulty

    def facts(self) -> list[RuleFacts]:
        return [row.facts() for row in self.rows if not row.is_empty]

    @property
    def has_errors(self) -> bool:
        return bool(self.faults) or any(row.errors for row in self.rows)


def _initial(rule: PlaceRule) -> dict[str, Any]:
    return {
        "whom": _whom(rule),
        "floor": rule.floor or None,
        "ceiling": rule.ceiling,
        "released_at": rule.released_at,
    }


def _whom(rule: PlaceRule) -> str:
    return f"{rule.feature}:{rule.option_id or rule.value}"


def _choices(event: Event, settings: RegistrationSettings, rules: Iterable[PlaceRule]) -> list[Any]:
    """What people are asked about; and what rules are about already, asked or not."""
    named = {_whom(rule) for rule in rules}
    parties: Choices = [
        (f"party:{party.value}", party.label)
        for party in Party
        if (settings.asks_party and party.value in settings.parties)
        or f"party:{party.value}" in named
    ]
    counties: Choices = [
        (f"county:{county.pk}", county.name)
        for county in County.objects.order_by("name")
        if settings.asks_municipality or f"county:{county.pk}" in named
    ]
    languages: Choices = [(f"language:{code}", name) for code, name in LANGUAGES]
    groups = [
        (_("Party"), parties),
        (_("County"), counties),
        (_("Language"), languages),
        *_answers(event, named),
    ]
    return [
        ("", pgettext_lazy("for whom a rule is", "Choose")),
        *((label, options) for label, options in groups if options),
    ]


def _answers(event: Event, named: set[str]) -> Iterable[tuple[str, Choices]]:
    found: dict[int, tuple[str, Choices]] = {}
    options = Option.objects.filter(
        question__event=event,
        question__kind__in=CLOSED_KINDS,
        question__stage=QuestionStage.APPLICATION,
    ).select_related("question__event")
    for option in options.order_by("question__position", "question", "position", "pk"):
        is_gone = option.removed_at is not None or option.question.removed_at is not None
        if is_gone and f"option:{option.pk}" not in named:
            continue
        _label, choices = found.setdefault(
            option.question_id, (str(option.question.text("label")), [])
        )
        choices.append((f"option:{option.pk}", str(option.text("label"))))
    return found.values()
