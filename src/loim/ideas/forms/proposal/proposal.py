"""Forms of whoever makes a proposal."""

from datetime import date, timedelta
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGE_CODES
from loim.common.translation_fields import TranslationFields
from loim.ideas.actions.proposal.keeping import ProposalText
from loim.ideas.models import Idea, Proposal, Strategy
from loim.ideas.queries.strategy.lists import known_strategies
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import ActivityField, DayField, OrganisationField
from loim.programmes.queries.activity_choices import ActivityGroup

USUAL_TIME = timedelta(days=30)


def language_in(data: Any, otherwise: str) -> str:
    """As it is being chosen in this very form, or as it was."""
    chosen = data.get("language", "") if data else ""
    return chosen if chosen in LANGUAGE_CODES else otherwise


class ProposalTextForm(TranslationFields):
    """What is proposed, and what it feeds."""

    use_required_attribute = False

    strategy = forms.ModelChoiceField(
        Strategy.objects.none(),
        label=_("Strategy that it feeds"),
        required=False,
        empty_label=_("None"),
    )
    activity = ActivityField(
        required=False,
        empty_label=_("None"),
        help_text=_("If it is part of a programme's plan: there it counts, and there it is shown."),
    )

    class Meta:
        model = Proposal
        fields = ("title", "description", "language", "strategy", "activity")
        widgets = {"description": forms.Textarea(attrs={"rows": 8})}
        help_texts = {
            "title": _("What should be done, in one sentence."),
            "language": _("The one that you write in. The others follow at the end."),
        }

    def __init__(
        self, data: Any = None, *, activities: list[ActivityGroup], **options: Any
    ) -> None:
        proposal: Proposal = options.setdefault("instance", Proposal())
        language = options.get("initial", {}).get("language", proposal.language)
        super().__init__(data, source_language=language_in(data, language), **options)
        strategies = cast("forms.ModelChoiceField[Strategy]", self.fields["strategy"])
        strategies.queryset = known_strategies()
        activity = cast("ActivityField", self.fields["activity"])
        activity.offer(activities, also=proposal.activity)

    def words(self) -> ProposalText:
        """Of a valid form."""
        said = self.cleaned_data
        return ProposalText(
            title=said["title"],
            description=said["description"],
            language=said["language"],
            strategy=said["strategy"],
            activity=said["activity"],
            translations=self.instance.translations,
        )


class ProposalForm(ProposalTextForm):
    """A new proposal: to whom, by when, and of which ideas."""

    made_by = OrganisationField(label=_("Made by"))
    owner = OrganisationField(
        label=_("To whom"),
        empty_label=_("Choose"),
        help_text=_("Who could do it, and answers in public."),
    )
    owner_email = forms.EmailField(
        label=_("Their e-mail"),
        required=False,
        help_text=_(
            "Somebody there who answers. Needed where nobody of theirs has an account here: they"
            " get a link by which to answer."
        ),
    )
    answer_by = DayField(label=_("Answer by"))
    ideas = forms.ModelMultipleChoiceField(
        Idea.objects.none(), required=False, widget=forms.MultipleHiddenInput
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        makers: list[Organisation],
        owners: list[Organisation],
        ideas: list[Idea],
        today: date,
        **options: Any,
    ) -> None:
        initial = {
            "answer_by": today + USUAL_TIME,
            "submission": uuid4(),
            "ideas": [idea.pk for idea in ideas],
            **options.pop("initial", {}),
        }
        super().__init__(data, initial=initial, **options)
        self.today = today
        self.fields["answer_by"].widget.attrs["min"] = today.isoformat()
        cast("OrganisationField", self.fields["made_by"]).offer(makers)
        cast("OrganisationField", self.fields["owner"]).offer(owners)
        chosen = cast("forms.ModelMultipleChoiceField[Idea]", self.fields["ideas"])
        chosen.queryset = Idea.objects.filter(pk__in=[idea.pk for idea in ideas]).select_related(
            "forum__event__organiser"
        )

    def clean_answer_by(self) -> date:
        day: date = self.cleaned_data["answer_by"]
        if day < self.today:
            raise forms.ValidationError(
                _("Leave the owner some time: choose a day that is still to come."), code="past"
            )
        return day


class AskAgainForm(forms.Form):
    owner_email = forms.EmailField(
        label=_("Their e-mail"),
        required=False,
        help_text=_("Another address gets a link of its own; the earlier one opens nothing then."),
    )


class AnswerDateForm(forms.Form):
    answer_by = DayField(label=_("Answer by"))
    note = forms.CharField(
        label=_("Why"), required=False, max_length=500, help_text=_("Shown in the public story.")
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown in the public story, and told to whoever stands behind the ideas."),
    )
