"""An agenda pasted as lines, shown as it is understood before it is saved."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from loim.events.logic.agenda.lines import ReadAgenda, UnreadLine, read_agenda
from loim.events.models import Event, SessionKind
from loim.events.queries.agenda.in_words import trouble_in_words

MOST_DAYS = 60


class PasteForm(forms.Form):
    """`read` is what the lines say; it is there before the form is checked."""

    lines = forms.CharField(
        label=_("Agenda, one session on each line"),
        help_text=_(
            "Paste it from Word, an e-mail or a spreadsheet: “10.30–11.00 Opening (Mari Näidis)”."
            " Lines without a time describe the session above; a date begins a day."
        ),
        max_length=50_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    replaces = forms.ChoiceField(
        label=_("The sessions that are there already"),
        choices=[("add", _("stay, and these are added")), ("replace", _("are replaced by these"))],
        initial="replace",
        required=False,
        widget=forms.RadioSelect,
    )
    leaves_out = forms.BooleanField(
        label=_("Leave out the lines that are not understood"), required=False
    )

    def __init__(self, data: Any = None, *, event: Event, has_sessions: bool) -> None:
        super().__init__(data)
        self.read: ReadAgenda = read_agenda(
            str(data.get("lines", ""))[:50_000] if data else "", days_of(event)
        )
        if not has_sessions:
            del self.fields["replaces"]
        if not self.read.unread:
            del self.fields["leaves_out"]

    @property
    def unread(self) -> list[tuple[UnreadLine, str]]:
        return [(line, trouble_in_words(line.trouble)) for line in self.read.unread]

    @property
    def sessions(self) -> list[tuple[Any, str]]:
        """With the name of the kind that each is taken for."""
        return [(session, str(SessionKind(session.kind).label)) for session in self.read.sessions]

    @property
    def has_days(self) -> bool:
        return len({session.day for session in self.read.sessions}) > 1

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "lines" in cleaned and not self.read.sessions:
            raise forms.ValidationError(
                _("No session was found. Begin each line with its time, as 10.30–11.00 Opening."),
                code="nothing",
            )
        unread = len(self.read.unread)
        if unread and not cleaned.get("leaves_out"):
            raise forms.ValidationError(
                ngettext(
                    "%(count)s line is not understood. Put it right, or leave it out.",
                    "%(count)s lines are not understood. Put them right, or leave them out.",
                    unread,
                )
                % {"count": unread},
                code="unread",
            )
        return cleaned

    @property
    def is_replacing(self) -> bool:
        return bool(self.cleaned_data.get("replaces") == "replace")


def days_of(event: Event) -> list[date]:
    length = min((event.end_date - event.start_date).days, MOST_DAYS - 1)
    return [event.start_date + timedelta(days=number) for number in range(length + 1)]
