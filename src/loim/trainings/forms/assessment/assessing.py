"""What an assessor says of a team, and whom the organiser asks to assess."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.people.models import User
from loim.trainings.models import AssessmentCriterion, TeamScore


class InterestForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Have you an interest in this team?"),
        choices=[
            ("none", _("No: I can judge it impartially")),
            ("conflict", _("Yes: I work, live or decide there, or am close to somebody in it")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What the interest is"),
        required=False,
        max_length=300,
        help_text=_("Only if there is one. Then you give this team no points."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "conflict" and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", _("Write in a few words what the conflict of interest is."))
        return cleaned


@dataclass(frozen=True)
class ScoreFields:
    criterion: AssessmentCriterion
    points: forms.BoundField
    note: forms.BoundField


class ScoresForm(forms.Form):
    """Points and reasons by criterion; each may be left for later."""

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[AssessmentCriterion],
        given: Mapping[int, TeamScore],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.criteria = criteria
        for one in criteria:
            choices = [(str(number), str(number)) for number in range(one.most + 1)]
            score = given.get(one.pk)
            self.fields[f"points_{one.pk}"] = forms.ChoiceField(
                label=_("Points"),
                choices=[("", _("not yet")), *choices],
                required=False,
                initial="" if score is None else str(score.points),
            )
            self.fields[f"note_{one.pk}"] = forms.CharField(
                label=_("Reasons"),
                required=False,
                max_length=4000,
                initial="" if score is None else score.note,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self) -> list[ScoreFields]:
        return [
            ScoreFields(one, self[f"points_{one.pk}"], self[f"note_{one.pk}"])
            for one in self.criteria
        ]

    def scores(self) -> list[tuple[AssessmentCriterion, int | None, str]]:
        """Of a valid form."""
        found = []
        for one in self.criteria:
            points = self.cleaned_data[f"points_{one.pk}"]
            found.append(
                (one, int(points) if points else None, self.cleaned_data[f"note_{one.pk}"])
            )
        return found


class AssessorForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail of the assessor's account"),
        help_text=_("Somebody who has signed in here before, or was invited to an organisation."),
    )

    def clean_email(self) -> User:
        person = User.objects.filter(
            email__iexact=self.cleaned_data["email"], is_active=True
        ).first()
        if person is None:
            raise forms.ValidationError(
                _(
                    "Nobody has an account with this address. Ask them to sign in once, then add them."
                ),
                code="unknown",
            )
        return person


class DecisionForm(forms.Form):
    public_value = forms.CharField(
        label=_("Public value, exactly as it was published"), max_length=200, required=False
    )
    agrees = forms.BooleanField(
        label=_(
            "I have looked through the preview. The decision is made once, and told to all teams."
        )
    )
