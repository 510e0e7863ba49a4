"""What a reader looks for, and what they may say about themselves. Nothing of it is kept."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.programmes.forms.record_fields import capitalised
from loim.services.condition_words import OPTION_NAMES
from loim.services.forms.catalogue.fields import SeveralField, municipality_choices
from loim.services.logic.conditions import Answers, Question
from loim.services.models import LifeEvent, ServiceLevel, Topic
from loim.services.queries.catalogue.listing import ServiceFilter

OLDEST = 130
MOST_DAYS = 3650


class ServiceFilterForm(forms.Form):
    """Sent by GET; `wanted` takes what is valid and leaves out the rest."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("What are you looking for?"),
        required=False,
        max_length=100,
        widget=forms.SearchInput,
    )
    municipality = forms.ChoiceField(label=_("Where do you live?"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    life_event = forms.ChoiceField(label=_("What happens in your life?"), required=False)
    language = forms.ChoiceField(
        label=_("Language of service"),
        required=False,
        choices=[("", pgettext_lazy("a language", "any")), *LANGUAGES],
    )
    level = forms.ChoiceField(
        label=_("Given by"),
        required=False,
        choices=[("", _("anybody")), *capitalised(ServiceLevel.choices)],
    )
    is_open_now = forms.BooleanField(label=pgettext_lazy("a service", "Open now"), required=False)
    age = forms.IntegerField(label=_("Your age"), required=False, min_value=0, max_value=OLDEST)
    days = forms.IntegerField(
        label=_("Days since you arrived in Estonia"),
        required=False,
        min_value=0,
        max_value=MOST_DAYS,
    )
    status = SeveralField(
        label=_("What do you do?"), choices=capitalised(OPTION_NAMES[Question.STATUS].items())
    )
    right = forms.ChoiceField(
        label=_("On what ground do you live in Estonia?"),
        required=False,
        choices=[
            ("", _("I’d rather not say")),
            *capitalised(OPTION_NAMES[Question.RIGHT_OF_RESIDENCE].items()),
        ],
    )
    children = forms.CharField(
        label=_("Ages of your children"),
        required=False,
        max_length=40,
        help_text=_("For example: 3, 8. Leave empty if you have none or do not want to say."),
        widget=forms.TextInput(attrs={"inputmode": "text"}),
    )

    MORE = ("topic", "life_event", "language", "level", "is_open_now")
    ABOUT = ("age", "days", "children", "right", "status")

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self._offer("municipality", _("anywhere in Estonia"), municipality_choices(today))
        self._offer("topic", pgettext_lazy("a topic", "any"), _named(Topic))
        self._offer("life_event", pgettext_lazy("a life event", "any"), _named(LifeEvent))

    def clean_children(self) -> frozenset[int]:
        given = str(self.cleaned_data["children"]).replace(";", ",").replace(" ", ",").split(",")
        try:
            ages = frozenset(int(each) for each in given if each)
        except ValueError:
            ages = frozenset({-1})
        if not all(0 <= age <= OLDEST for age in ages):
            raise forms.ValidationError(_("Write ages as numbers, such as: 3, 8."))
        return ages

    def wanted(self) -> ServiceFilter:
        self.is_valid()
        said = self.cleaned_data
        return ServiceFilter(
            text=said.get("text", ""),
            topic=said.get("topic", ""),
            life_event=said.get("life_event", ""),
            municipality=said.get("municipality", ""),
            language=said.get("language", ""),
            level=said.get("level", ""),
            is_open_now=bool(said.get("is_open_now")),
            answers=self.answers(),
        )

    def answers(self) -> Answers:
        """What a person said about themselves; where they live only beside something else or
        as the list's own filter."""
        said = self.cleaned_data
        given: dict[Question, Any] = {
            Question.AGE: said.get("age"),
            Question.DAYS_SINCE_ARRIVAL: said.get("days"),
            Question.STATUS: frozenset(said.get("status") or ()) or None,
            Question.RIGHT_OF_RESIDENCE: said.get("right") or None,
            Question.CHILDREN: said.get("children") or None,
            Question.MUNICIPALITY: said.get("municipality") or None,
        }
        return {question: answer for question, answer in given.items() if answer is not None}

    @property
    def is_filtering(self) -> bool:
        return any(
            value not in (None, "", [], frozenset(), False) for value in self.cleaned_data.values()
        )

    @property
    def says_about_oneself(self) -> bool:
        said = self.cleaned_data
        return any(said.get(name) not in (None, "", [], frozenset()) for name in self.ABOUT) or any(
            name in self.errors for name in self.ABOUT
        )

    def about_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.ABOUT]

    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    @property
    def says_more(self) -> bool:
        return any(self.cleaned_data.get(name) for name in self.MORE)

    def _offer(self, name: str, nobody: Any, choices: list[tuple[str, Any]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = [("", nobody), *choices]


def _named(model: type[Topic] | type[LifeEvent]) -> list[tuple[str, str]]:
    """One query."""
    rows = model._default_manager.order_by("position", "pk")  # noqa: SLF001  # either model's
    return [(row.slug, str(row.text("name"))) for row in rows]
