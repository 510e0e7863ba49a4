"""Forms of whoever owns a proposal: the answer, the work, its milestones."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES
from loim.common.translation_fields import TranslationFields
from loim.ideas.actions.proposal.stepping import Words
from loim.ideas.forms.proposal.proposal import language_in
from loim.ideas.models import Milestone, Proposal, ProposalStatus, ProposalStep
from loim.programmes.forms.record_fields import DayField, capitalised

# What a draft keeps.
TYPED = ("status", "language", "note", *(f"note_{code}" for code in LANGUAGE_CODES))


def spoken_language() -> str:
    language = get_language() or "et"
    return language if language in LANGUAGE_CODES else "et"


class StepForm(TranslationFields):
    """A status that follows on, with words. `seen` is the last step that was on the page."""

    use_required_attribute = False

    status = forms.ChoiceField(widget=forms.RadioSelect)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = ProposalStep
        fields = ("language", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 8})}
        labels = {"language": _("Language of the text")}
        help_texts = {
            "language": _("The one that you write in. The others follow below, if you like."),
        }

    def __init__(
        self, data: Any = None, *, offered: Sequence[str], last: ProposalStep | None, **options: Any
    ) -> None:
        initial = {"language": spoken_language(), "seen": last.pk if last else 0}
        initial |= options.pop("initial", {})
        language = language_in(data, str(initial["language"]))
        super().__init__(
            data, initial=initial, instance=ProposalStep(), source_language=language, **options
        )
        self.initial.update(initial)  # a draft has translations, which no record has yet
        labels = dict(ProposalStatus.choices)
        cast("forms.ChoiceField", self.fields["status"]).choices = capitalised(
            (status, labels[status]) for status in offered
        )

    def words(self) -> Words:
        return Words(
            text=self.cleaned_data["note"],
            language=self.cleaned_data["language"],
            translations=self.instance.translations,
        )

    def typed(self) -> dict[str, str]:
        """For a draft: whatever was typed, finished or not."""
        return {name: self.data.get(name, "") for name in TYPED if self.data.get(name)}

    def refuse(self, refusal: Refusal, last: ProposalStep | None) -> None:
        """Whoever was told what is there now, `last`, has seen it: sending again is a decision."""
        self.add_error(None, str(refusal))
        self.data = {
            **{name: self.data[name] for name in self.data},
            "seen": last.pk if last else 0,
        }


class AnswerForm(StepForm):
    status = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)

    class Meta(StepForm.Meta):
        labels = {"note": _("In words"), "language": _("Language of the text")}
        help_texts = {
            **StepForm.Meta.help_texts,
            "note": _(
                "What you will do and by when, or why not. Everybody can read it, and whoever"
                " stands behind the ideas gets it by letter."
            ),
        }

    def clean_note(self) -> str:
        words: str = self.cleaned_data["note"].strip()
        if not words:
            raise forms.ValidationError(
                _("Say it in words, too: people want to know why, and what comes next."),
                code="required",
            )
        return words


class ProgressForm(StepForm):
    status = forms.ChoiceField(label=_("How it goes"), widget=forms.RadioSelect)
    day = DayField(label=_("Since or on which day"))

    class Meta(StepForm.Meta):
        labels = {"note": _("In words"), "language": _("Language of the text")}
        help_texts = {
            **StepForm.Meta.help_texts,
            "note": _("What was done and what came of it; if it was given up, why."),
        }

    def __init__(self, data: Any = None, *, today: date, **options: Any) -> None:
        options["initial"] = {"day": today, **options.get("initial", {})}
        super().__init__(data, **options)
        self.fields["day"].widget.attrs["max"] = today.isoformat()
        self.order_fields(["status", "day", "language", "note"])


class MilestoneForm(TranslationFields):
    use_required_attribute = False

    due_date = DayField(label=_("By"))
    submission = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Milestone
        fields = ("title", "due_date", "note")
        labels = {"title": _("What will be ready")}
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def __init__(
        self, data: Any = None, *, proposal: Proposal, today: date, **options: Any
    ) -> None:
        options["initial"] = {"submission": uuid4(), **options.get("initial", {})}
        super().__init__(
            data,
            instance=Milestone(proposal=proposal),
            source_language=proposal.language,
            **options,
        )
        self.fields["due_date"].widget.attrs["min"] = today.isoformat()


class MilestoneStepForm(forms.Form):
    """Reached, moved or given up."""

    REACHED, MOVED, DROPPED = "reached", "moved", "dropped"

    what = forms.ChoiceField(
        label=_("What has happened"),
        choices=[
            (REACHED, _("It is reached")),
            (MOVED, _("It moves to another day")),
            (DROPPED, _("It is given up")),
        ],
        widget=forms.RadioSelect,
    )
    day = DayField(
        label=_("Day"),
        help_text=_("On which it was reached, or to which it moves."),
        required=False,
    )
    note = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown in the public story."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        what = said.get("what")
        if what in {self.REACHED, self.MOVED} and not said.get("day") and "day" not in self.errors:
            self.add_error("day", _("Write the day."))
        if what == self.DROPPED and not said.get("note"):
            self.add_error("note", _("Write why it is given up."))
        return said
