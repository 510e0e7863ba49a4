"""A letter to members: to whom, and in which words."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.common.translation_fields import TranslationFields
from loim.events.models import Party
from loim.networks.actions.mailings.drafting import MailingWords
from loim.networks.models import Mailing, MemberRole, Network
from loim.networks.queries.mailings.recipients import Choice
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import capitalised


class SeveralField(forms.MultipleChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **options)


class MailingForm(TranslationFields):
    """The instance is for checking alone: `words` and `choice` are what counts."""

    roles = SeveralField(label=_("Roles in the network"), choices=capitalised(MemberRole.choices))
    parties = SeveralField(label=_("Parties"), choices=capitalised(Party.choices))
    seats = forms.BooleanField(label=_("Only who holds a seat today"), required=False)
    organisations = SeveralField(label=_("Organisations"))
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    class Meta:
        model = Mailing
        fields = ("subject", "body")
        labels = {"subject": _("Subject"), "body": _("Letter")}
        widgets = {"body": forms.Textarea(attrs={"rows": 10})}

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        network: Network,
        mailing: Mailing | None,
        organisations: list[Organisation],
    ) -> None:
        shown = mailing or Mailing(network=network, language=network.language)
        chosen = shown.recipients or {}
        initial = {**chosen, "submission": shown.submission} if mailing else None
        super().__init__(
            data, instance=_copy_of(shown), source_language=shown.language, initial=initial
        )
        self.language = shown.language
        field: Any = self.fields["organisations"]
        field.choices = [(each.pk, each.name) for each in organisations]
        if not organisations:
            del self.fields["organisations"]

    @property
    def language_name(self) -> str:
        return dict(LANGUAGES)[self.language]

    def recipient_fields(self) -> list[forms.BoundField]:
        names = ("roles", "parties", "organisations", "seats")
        return [self[name] for name in names if name in self.fields]

    def text_fields(self) -> list[forms.BoundField]:
        return [self["subject"], self["body"]]

    def clean_subject(self) -> str:
        return " ".join(str(self.cleaned_data["subject"]).split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for _code, _name, fields, _is_open in self.translation_groups():
            given = [field for field in fields if (cleaned.get(field.name) or "").strip()]
            for field in fields:
                if given and field not in given and field.name not in self.errors:
                    self.add_error(
                        field.name, _("Write both subject and letter, or neither of them.")
                    )
        return cleaned

    def words(self) -> MailingWords:
        said: Mailing = self.instance
        return MailingWords(self.language, said.subject, said.body, said.translations)

    def choice(self) -> Choice:
        said = self.cleaned_data
        return Choice(
            roles=tuple(said["roles"]),
            parties=tuple(said["parties"]),
            organisations=tuple(int(key) for key in said.get("organisations", [])),
            seats=said["seats"],
        )

    @property
    def sent_once(self) -> UUID:
        submission: UUID = self.cleaned_data["submission"]
        return submission


def _copy_of(mailing: Mailing) -> Mailing:
    """Checking a form writes into its instance: never into a row that may be saved."""
    return Mailing(
        network=mailing.network,
        language=mailing.language,
        subject=mailing.subject,
        body=mailing.body,
        translations=dict(mailing.translations),
    )
