"""Which letters somebody wants."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGES
from loim.digests.actions.subscribing import Wishes
from loim.digests.logic.interests import SEPARATOR, tidied
from loim.digests.models import Rhythm, Subscription, Weekday
from loim.digests.sources import Source, all_sources
from loim.people.models import County


class WishesForm(forms.Form):
    """`topics_<source>` narrow a source down; nothing ticked there is all of it."""

    use_required_attribute = False

    rhythm = forms.ChoiceField(label=_("How often?"), widget=forms.RadioSelect)
    weekday = forms.TypedChoiceField(
        label=_("On which day?"), coerce=int, choices=Weekday.choices, required=False,
        empty_value=0,  # type: ignore[arg-type]  # as `coerce` gives
        help_text=_("The weekly letter comes at eight in the morning."),
    )  # fmt: skip
    county = forms.ModelChoiceField(
        label=_("Where?"),
        queryset=County.objects.order_by("name", "pk"),
        required=False,
        empty_label=_("all of Estonia"),
        help_text=_("What is for the whole country comes in any case."),
    )
    language = forms.ChoiceField(label=_("Language of the letters"), choices=LANGUAGES)

    def __init__(
        self, data: Any = None, *, subscription: Subscription | None = None, county: str = ""
    ) -> None:
        sources = all_sources()
        super().__init__(data, initial=_initial(subscription, county, sources))
        choices: Any = Rhythm.choices
        self.fields["rhythm"].choices = [(key, capfirst(label)) for key, label in choices]  # type: ignore[attr-defined]
        sourced = [(each.key, each.label) for each in sources]
        self.fields["sources"] = forms.MultipleChoiceField(
            label=_("What about?"), choices=sourced, widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Tick at least one.")},
        )  # fmt: skip
        self._narrowing: list[str] = []
        for source in sources:
            if found := list(source.choices()):
                self._add_topics(source, found)
        self.order_fields(["sources", *self._narrowing, "rhythm", "weekday", "county", "language"])

    def _add_topics(self, source: Source, choices: Iterable[Any]) -> None:
        name = f"topics_{source.key}"
        self._narrowing.append(name)
        self.fields[name] = forms.MultipleChoiceField(
            label=str(source.label),
            required=False,
            choices=[
                (f"{source.key}{SEPARATOR}{key}", capfirst(str(label))) for key, label in choices
            ],
            widget=forms.CheckboxSelectMultiple,
        )
        ours = [
            one
            for one in self.initial.get("interests", [])
            if one.startswith(f"{source.key}{SEPARATOR}")
        ]
        self.initial[name] = ours

    @property
    def narrowing(self) -> list[forms.BoundField]:
        return [self[name] for name in self._narrowing]

    @property
    def is_narrowed(self) -> bool:
        return any(field.value() or field.errors for field in self.narrowing)

    def wishes(self) -> Wishes:
        said = self.cleaned_data
        topics = [topic for name in self._narrowing for topic in said[name]]
        interests = tidied(said["sources"], topics)
        everything = interests == sorted(source.key for source in all_sources())
        return Wishes(
            language=said["language"], interests=[] if everything else interests,
            county=said["county"], rhythm=said["rhythm"], weekday=said["weekday"],
        )  # fmt: skip

    def refuse(self, refusal: Refusal) -> None:
        self.add_error(None, str(refusal))


class AskForm(WishesForm):
    """For somebody without an account. `leave_empty` is seen by programs alone."""

    email = forms.EmailField(
        label=pgettext_lazy("letters go to", "Your e-mail"),
        max_length=254,
        help_text=_("We send you a link to confirm it. No letters come before that."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    leave_empty = forms.CharField(required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def is_a_trap_sprung(self) -> bool:
        return bool(str(self.data.get("leave_empty", "")).strip())


def _initial(
    subscription: Subscription | None, county: str, sources: list[Source]
) -> dict[str, Any]:
    keys = [source.key for source in sources]
    if subscription is None:
        return {
            "submission": uuid4(), "language": get_language(), "county": county or None,
            "rhythm": Rhythm.WEEKLY, "weekday": Weekday.MONDAY, "sources": keys, "interests": [],
        }  # fmt: skip
    chosen = {interest.partition(SEPARATOR)[0] for interest in subscription.interests}
    return {
        "language": subscription.language,
        "county": subscription.county_id,
        "rhythm": subscription.rhythm,
        "weekday": subscription.weekday,
        "sources": [key for key in keys if key in chosen] if chosen else keys,
        "interests": subscription.interests,
    }
