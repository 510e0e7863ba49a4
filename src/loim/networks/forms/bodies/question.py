"""Questions to a body, its opinion, the city's answer, what changed."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translation_fields import TranslationFields
from loim.content.queries.pages.listed import with_titles
from loim.ideas.models import Proposal
from loim.networks.models import Mandate
from loim.networks.models.bodies import BodyQuestion, CityAnswer, QuestionStatus, Stance
from loim.networks.queries.bodies.record import (
    OVERDUE,
    RecordFilter,
    bodies_in_record,
    years_in_record,
)
from loim.programmes.forms.evidence_file import EvidenceFileField
from loim.programmes.forms.record_fields import DayField, capitalised
from loim.services.models import Service


def _long(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class QuestionForm(TranslationFields):
    use_required_attribute = False

    opinion_by = DayField(label=_("Opinion wanted by"))
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = BodyQuestion
        fields = ("title", "language", "text_asked", "opinion_by", "answer_days")
        widgets = {"text_asked": _long(6)}
        help_texts = {
            "text_asked": _("What is to be decided, and on what the body can still have a say."),
            "answer_days": _("The answer is due so many days after the opinion."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("submission", uuid4())

    def clean_submission(self) -> Any:
        return self.cleaned_data.get("submission") or self.instance.submission


class PaperForm(forms.Form):
    use_required_attribute = False

    title = forms.CharField(label=_("Title of the paper"), max_length=200)
    file = EvidenceFileField(label=_("File"), required=False)
    url = forms.URLField(
        assume_scheme="https", label=_("Or its address"), max_length=500, required=False
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "file" not in self.errors and bool(said.get("file")) == bool(said.get("url")):
            self.add_error("file", _("Give a file or an address: one of them."))
        return said


class CommentForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(
        label=_("Your comment"),
        max_length=4000,
        widget=_long(4),
        help_text=_("The other members and those who keep the body read it; others do not."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("submission", uuid4())


class ReasonForm(forms.Form):
    use_required_attribute = False

    reason = forms.CharField(label=_("Why it is taken back"), max_length=2000, widget=_long(3))


class OpinionForm(forms.Form):
    """A vote for each mandate: who was not there is left out."""

    use_required_attribute = False

    text = forms.CharField(label=_("Opinion"), max_length=10_000, widget=_long(8))
    minority_view = forms.CharField(
        label=_("Minority view"),
        max_length=10_000,
        required=False,
        widget=_long(4),
        help_text=_("What those think who were of another mind; published beside the opinion."),
    )
    given_on = DayField(label=_("Day of the opinion"))

    def __init__(self, *args: Any, mandates: Sequence[Mandate], **options: Any) -> None:
        super().__init__(*args, **options)
        self._mandates = mandates
        choices = [
            *capitalised(Stance.choices),
            ("", pgettext_lazy("a vote", "Was not there")),
        ]
        for mandate in mandates:
            self.fields[f"vote-{mandate.pk}"] = forms.ChoiceField(
                label=f"{mandate.member} ({mandate.seat.text('title')})",
                choices=choices,
                required=False,
                widget=forms.RadioSelect,
            )

    def vote_fields(self) -> list[Any]:
        return [self[f"vote-{mandate.pk}"] for mandate in self._mandates]

    def votes(self) -> dict[int, str]:
        said = {mandate.pk: self.cleaned_data[f"vote-{mandate.pk}"] for mandate in self._mandates}
        return {key: stance for key, stance in said.items() if stance}


class AnswerForm(forms.Form):
    use_required_attribute = False

    position = forms.ChoiceField(
        label=_("Position"),
        choices=capitalised(CityAnswer.Position.choices),
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Answer"),
        max_length=10_000,
        widget=_long(6),
        help_text=_("What the city does, and why; where it does not follow, why not."),
    )


class ServiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class ChangeForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(label=_("What changed"), max_length=4000, widget=_long(4))
    changed_date = DayField(label=_("Changed on"))
    service = ServiceField(
        Service.objects.none(), label=_("Service"), required=False, empty_label="–"
    )
    proposal = forms.ModelChoiceField(
        Proposal.objects.none(), label=_("Proposal"), required=False, empty_label="–"
    )
    url = forms.URLField(
        assume_scheme="https", label=_("Address of a page"), max_length=500, required=False
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, organisation: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("submission", uuid4())
        own = Q(owner=organisation) | Q(authority=organisation)
        services = Service.objects.open_to_readers().filter(own)
        about = Q(owner=organisation) | Q(made_by=organisation)
        proposals = Proposal.objects.filter(about).order_by("-sent_date", "-pk")
        self.fields["service"].queryset = with_titles(services).order_by("title", "pk")  # type: ignore[attr-defined]
        self.fields["proposal"].queryset = proposals  # type: ignore[attr-defined]


class RecordFilterForm(forms.Form):
    use_required_attribute = False

    body = forms.ModelChoiceField(
        BodyQuestion.objects.none(), label=_("Body"), required=False, empty_label=_("All")
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["body"].queryset = bodies_in_record()  # type: ignore[attr-defined]
        states = [choice for choice in QuestionStatus.choices if choice[0] != "draft"]
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            ("", _("All")), (OVERDUE, _("The city's answer is late")), *capitalised(states),
        ]  # fmt: skip
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            ("", _("All")), *((str(year), str(year)) for year in years_in_record()),
        ]  # fmt: skip

    def wanted(self) -> RecordFilter:
        """What does not fit is left out."""
        self.is_valid()
        said = self.cleaned_data
        return RecordFilter(
            body=said.get("body"), state=said.get("state", ""), year=said.get("year")
        )

    @property
    def is_filtering(self) -> bool:
        return self.wanted() != RecordFilter()
