"""Which enquiries a list shows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.casework.models import Channel, Outcome, SpokenLanguage
from loim.casework.queries.enquiries.entry import topics_in_order
from loim.casework.queries.enquiries.listing import EnquiryFilter, counsellors_of
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import DayField


class EnquiryFilterForm(forms.Form):
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    channel = forms.ChoiceField(
        label=_("Channel"), required=False, choices=[("", _("all")), *Channel.choices]
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("all")), *SpokenLanguage.choices]
    )
    counsellor = forms.ChoiceField(label=_("Counsellor"), required=False)
    outcome = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", _("all")), *Outcome.choices]
    )

    def __init__(self, data: Any, *, organisation: Organisation) -> None:
        super().__init__(data)
        topics = [(str(topic.pk), topic.text("name")) for topic in topics_in_order()]
        people = [(str(one.pk), one.name or one.email) for one in counsellors_of(organisation)]
        self.fields["topic"].choices = [("", _("all")), *topics]  # type: ignore[attr-defined]
        self.fields["counsellor"].choices = [("", _("all")), *people]  # type: ignore[attr-defined]

    def wanted(self) -> EnquiryFilter:
        """What is filled in wrongly filters nothing; the form says so by the field."""
        self.is_valid()
        given = self.cleaned_data
        return EnquiryFilter(
            since=given.get("since"),
            until=given.get("until"),
            topic=int(given["topic"]) if given.get("topic") else None,
            channel=given.get("channel", ""),
            language=given.get("language", ""),
            counsellor=int(given["counsellor"]) if given.get("counsellor") else None,
            outcome=given.get("outcome", ""),
        )
