"""Seats, and who takes them."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translation_fields import TranslationFields
from loim.events.models.parties import Party
from loim.events.queries.organisation_book import OrganisationBook
from loim.networks.actions.seats import SeatFacts
from loim.networks.forms.members import OrganisationByName, organisation_called
from loim.networks.models import Ending, Filling, Member, Network, Seat
from loim.programmes.forms.record_fields import DayField, capitalised

MOST_SEATS = 100
MOST_VOTES = 1_000_000


class SeatForm(TranslationFields):
    """The instance is for filling in and checking alone: `facts` is what counts."""

    use_required_attribute = False

    number = forms.IntegerField(
        label=_("How many such seats"), min_value=1, max_value=MOST_SEATS, initial=1
    )
    party = forms.ChoiceField(
        label=_("Party"),
        choices=capitalised([("", _("any")), *Party.choices]),
        required=False,
    )
    filling = forms.ChoiceField(
        label=_("Filled by"), choices=capitalised(Filling.choices), widget=forms.RadioSelect
    )
    organisation = OrganisationByName(
        label=_("Organisation"), required=False,
        help_text=_("Who nominates to it, or for whom it is kept. Most seats have none."),
    )  # fmt: skip
    start_date = DayField(label=_("Exists since"))
    end_date = DayField(label=_("Until"), required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Seat
        fields = ("title",)
        help_texts = {"title": _("Such as “Representative of the youth council”.")}

    def __init__(
        self,
        data: Any = None,
        *,
        network: Network,
        book: OrganisationBook,
        seat: Seat | None = None,
    ) -> None:
        super().__init__(
            data, instance=seat or Seat(network=network), source_language=network.language
        )
        self.book = book
        self.initial.setdefault("submission", uuid4())
        if seat is None:
            self.initial.update(start_date=network.start_date, filling=Filling.NOMINATION)
        else:
            del self.fields["number"]
            for name in ("party", "filling", "start_date", "end_date"):
                self.initial[name] = getattr(seat, name)
            self.initial["organisation"] = seat.organisation.name if seat.organisation else ""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        typed = said.get("organisation", "")
        said["organisation"] = organisation_called(typed, self.book) if typed else None
        if typed and said["organisation"] is None:
            self.add_error(
                "organisation", _("No organisation is called so. Choose one from the list.")
            )
        return said

    def facts(self) -> SeatFacts:
        said = self.cleaned_data
        names = ("title", "party", "filling", "organisation", "start_date", "end_date")
        return SeatFacts(
            **{name: said[name] for name in names}, translations=self.instance.translations
        )


class TermForm(forms.Form):
    start_date = DayField(label=_("First day"))
    end_date = DayField(
        label=_("Last day"), required=False, help_text=_("Left empty, until somebody ends it.")
    )
    note = forms.CharField(
        label=_("Decision"), required=False, max_length=300,
        help_text=_("What it rests on, such as “Order No. 12 of 3 May”."),
    )  # fmt: skip


class NominationForm(TermForm):
    member = forms.ModelChoiceField(
        Member.objects.none(), label=_("Member"), empty_label=_("Choose")
    )

    field_order = ("member", "start_date", "end_date", "note")

    def __init__(self, data: Any = None, *, members: Any, **options: Any) -> None:
        super().__init__(data, **options)
        cast("Any", self.fields["member"]).queryset = members


class ElectionForm(TermForm):
    """A field of votes for each member: whoever has a number stood as a candidate."""

    held_date = DayField(label=_("Day of the election"))
    tie_winner = forms.ModelChoiceField(
        Member.objects.none(), label=_("Who won after the tie"), required=False,
        empty_label=_("there was no tie"),
    )  # fmt: skip
    tie_words = forms.CharField(
        label=_("How the tie was decided"), required=False, max_length=300,
        help_text=_("Such as “by lots, drawn by the oldest member”."),
    )  # fmt: skip
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, members: Sequence[Member], today: date, **options: Any
    ) -> None:
        initial = {"held_date": today, "submission": uuid4(), **options.pop("initial", {})}
        super().__init__(data, initial=initial, **options)
        self.members = {f"votes-{member.pk}": member for member in members}
        for name, member in self.members.items():
            self.fields[name] = forms.IntegerField(
                label=str(member), required=False, min_value=0, max_value=MOST_VOTES
            )
        keys = [member.pk for member in members]
        cast("Any", self.fields["tie_winner"]).queryset = Member.objects.filter(pk__in=keys)

    def candidate_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.members]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        has_candidate = any(said.get(name) is not None for name in self.members)
        if not has_candidate and not self.errors:
            raise forms.ValidationError(_("Write the votes of those who stood."), code="votes")
        if said.get("tie_winner") and not said.get("tie_words"):
            self.add_error("tie_words", _("Write how the tie was decided."))
        return said

    def votes(self) -> dict[Member, int]:
        said = self.cleaned_data
        return {
            member: said[name] for name, member in self.members.items() if said[name] is not None
        }


class EndMandateForm(forms.Form):
    end_date = DayField(label=_("Last day"))
    ending = forms.ChoiceField(
        label=_("How it ends"),
        choices=capitalised(
            (value, label) for value, label in Ending.choices if value != Ending.SEAT_CLOSED
        ),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("The network’s history keeps it.")
    )
