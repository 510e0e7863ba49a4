"""Writing a referral, sending it with consent, answering it; recipients."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework import vault
from loim.casework.actions.referrals.recipients import RecipientFacts
from loim.casework.actions.referrals.writing import ReferralFacts
from loim.casework.forms.appointments.choices import TopicField
from loim.casework.forms.guarded_text import GuardedTextField, GuardedTexts
from loim.casework.logic.referrals.fields import ORDER
from loim.casework.models import (
    Case,
    Client,
    ConsentGiven,
    Recipient,
    RecipientKind,
    ReferralOrigin,
)
from loim.casework.queries.referrals.words import LABELS, known_values
from loim.common.translated import LANGUAGES
from loim.people.models import Membership, Organisation, Role
from loim.programmes.forms.record_fields import capitalised


class ReferralForm(GuardedTexts, forms.Form):
    """Only what is known can be ticked; the need is written here."""

    use_required_attribute = False

    recipient = forms.ModelChoiceField(Recipient.objects.none(), label=_("Recipient"))
    topic = TopicField()
    need = GuardedTextField(
        label=_("What help is needed"),
        help_text=_("Only what the recipient has to know in order to help."),
    )
    ticked = forms.MultipleChoiceField(
        label=_("What is passed on"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick as little as is needed. What is not ticked is not passed on."),
        error_messages={"required": _("Tick what is passed on.")},
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(
        self,
        data: Any = None,
        *,
        organisation: Organisation,
        client: Client,
        case: Case | None = None,
        origin: ReferralOrigin | None = None,
    ) -> None:
        initial: dict[str, Any] = {"ticked": ["contact", "language", "need"]}
        if case is not None:
            initial["topic"] = case.topic_id
        if origin is not None:
            initial |= {
                "recipient": origin.recipient_id,
                "topic": origin.referral.topic_id,
                "need": vault.unseal(origin.sealed_need),
                "ticked": origin.ticked,
            }
        super().__init__(data, initial=initial)
        self.client, self.case = client, case
        self.fields["recipient"].queryset = Recipient.objects.filter(  # type: ignore[attr-defined]
            organisation=organisation, is_active=True
        ).order_by("kind", "name", "pk")
        known = known_values(client, "-")
        self.fields["ticked"].choices = [  # type: ignore[attr-defined]
            (field.value, capfirst(str(LABELS[field]))) for field in ORDER if known.get(field)
        ]

    def facts(self) -> ReferralFacts:
        said = self.cleaned_data
        return ReferralFacts(
            client=self.client,
            recipient=said["recipient"],
            topic=said["topic"],
            ticked=said["ticked"],
            need=said["need"],
            case=self.case,
        )


class SendForm(forms.Form):
    use_required_attribute = False

    consent_given = forms.ChoiceField(
        label=_("How the client agreed"),
        choices=capitalised(ConsentGiven.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how the client agreed.")},
    )


class AnswerForm(GuardedTexts, forms.Form):
    use_required_attribute = False

    text = GuardedTextField(label=_("Your answer"), required=False)


class RecipientForm(forms.Form):
    use_required_attribute = False

    kind = forms.ChoiceField(label=_("Kind"), choices=capitalised(RecipientKind.choices))
    name = forms.CharField(label=pgettext_lazy("a recipient", "Name"), max_length=200)
    counsels = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Counsels on this platform"),
        required=False,
        empty_label=_("no, is reached by e-mail"),
        help_text=_("Its counsellors find the referral at their desk."),
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    second_email = forms.EmailField(
        label=_("Second contact"),
        max_length=254,
        required=False,
        help_text=_("Written to when nobody answers in time."),
    )
    language = forms.ChoiceField(label=_("Language of letters"), choices=LANGUAGES)

    def __init__(
        self, data: Any = None, *, organisation: Organisation, recipient: Recipient | None = None
    ) -> None:
        super().__init__(data)
        counselling = Membership.objects.filter(role=Role.COUNSELLOR).values("organisation")
        self.fields["counsels"].queryset = (  # type: ignore[attr-defined]
            Organisation.objects.filter(pk__in=counselling)
            .exclude(pk=organisation.pk)
            .order_by("name", "pk")
        )
        if recipient is not None:
            self.initial = {
                name: getattr(recipient, name)
                for name in ("kind", "name", "email", "second_email", "language")
            } | {"counsels": recipient.counsels_id}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors and not said.get("counsels") and not said.get("email"):
            self.add_error("email", _("Write an e-mail, or choose where they counsel here."))
        return said

    def facts(self) -> RecipientFacts:
        return RecipientFacts(**self.cleaned_data)
