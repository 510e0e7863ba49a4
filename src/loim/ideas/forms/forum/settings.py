"""How a forum gathers and chooses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.common.translation_fields import TranslationFields
from loim.events.forms.registration.moments import MomentField
from loim.ideas.actions.forum.opening import (
    FACTS,
    ChoiceHasNoTimes,
    MethodLocked,
    MethodNotStated,
)
from loim.ideas.models import Challenge, ChoiceMethod, Forum, FromWhom
from loim.programmes.forms.record_fields import capitalised

# Where each refusal is shown; others stand above the form.
_FIELDS: dict[type[Refusal], str] = {
    MethodNotStated: "method",
    ChoiceHasNoTimes: "choice_opens_at",
    MethodLocked: "choice_method",
}


class ForumForm(TranslationFields):
    """The instance is for filling in alone: `facts` is what counts."""

    opens_at = MomentField(
        label=_("Ideas are gathered from"), required=False, help_text=_("Left empty, from now on.")
    )
    closes_at = MomentField(
        label=_("Ideas are gathered until"),
        required=False,
        help_text=_("Left empty, also during the event and after it."),
    )
    choice_opens_at = MomentField(
        label=_("Choosing begins"),
        required=False,
        help_text=_("From then on the method stays as it is."),
    )
    choice_closes_at = MomentField(label=_("Choosing ends"), required=False)

    class Meta:
        model = Forum
        fields = (
            "introduction", "from_whom", "opens_at", "closes_at", "is_moderated", "has_comments",
            "has_teams", "is_public", "strategy", "choice_method", "method", "choice_opens_at",
            "choice_closes_at", "votes_each", "most_chosen",
        )  # fmt: skip
        widgets = {
            "introduction": forms.Textarea(attrs={"rows": 4}),
            "method": forms.Textarea(attrs={"rows": 5}),
            "from_whom": forms.RadioSelect,
            "choice_method": forms.RadioSelect,
        }
        help_texts = {
            "introduction": _("What you want to hear about, and what will be done with it."),
            "is_moderated": _("Ideas and comments wait until you have looked at them."),
            "is_public": _("Otherwise only participants and organisers see them."),
            "method": _(
                "Who chooses, by what, and what decides between equals. Everybody reads it before"
                " choosing begins."
            ),
            "votes_each": _("Only where the audience votes."),
        }

    def __init__(self, data: Any, *, instance: Forum) -> None:
        super().__init__(data, instance=instance, source_language=instance.event.language)
        for name, choices in (("from_whom", FromWhom), ("choice_method", ChoiceMethod)):
            self.fields[name].choices = capitalised(choices.choices)  # type: ignore[attr-defined]

    def _get_validation_exclusions(self) -> set[str]:
        """What belongs together the action says in words, by its field."""
        return {*self.fields, *super()._get_validation_exclusions()}  # type: ignore[misc]  # the stubs leave it out

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            **{name: said[name] for name in FACTS if name in said},
            "translations": self.instance.translations,
        }

    def refuse(self, refusal: Refusal) -> None:
        self.add_error(_FIELDS.get(type(refusal)), str(refusal))


class ChallengeForm(TranslationFields):
    class Meta:
        model = Challenge
        fields = ("title", "description", "owner", "strategy")
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "title": _("As a question: “How do young people get home in the evening?”"),
            "owner": _("Who could act on the answers."),
        }

    def __init__(self, data: Any, *, instance: Challenge) -> None:
        super().__init__(data, instance=instance, source_language=instance.forum.event.language)
        owner = self.fields["owner"]
        owner.queryset = owner.queryset.filter(is_active=True).order_by("name", "pk")  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return {**self.cleaned_known(), "translations": self.instance.translations}

    def cleaned_known(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class ParticipantLinkForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        help_text=_("The one with which you registered for the event."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
