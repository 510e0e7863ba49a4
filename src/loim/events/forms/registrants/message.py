"""A letter to participants: to whom, and in which words."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from loim.common.translation_fields import TranslationFields
from loim.events.actions.registrants.messages import MessageWords
from loim.events.logic.registrants.merge_fields import FIELDS, unknown_fields
from loim.events.models import Event, Message, Option, Party, Session
from loim.events.queries.registrants.recipients import RecipientFilter
from loim.events.queries.registrants.state_labels import STATE_CHOICES


class SeveralField(forms.MultipleChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **options)


class MessageForm(TranslationFields):
    """The instance is for checking alone: `words` and `wanted` are what counts."""

    states = SeveralField(
        label=_("How their places stand"), choices=STATE_CHOICES, help_text=_("None chosen: all.")
    )
    parties = SeveralField(
        label=_("Parties"), choices=Party.choices, help_text=_("None chosen: all.")
    )
    options = SeveralField(label=_("Who answered"))
    sessions = SeveralField(label=_("Who was at"))
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    class Meta:
        model = Message
        fields = ("subject", "body")
        labels = {"subject": _("Subject"), "body": _("Letter")}
        help_texts = {
            "body": _(
                "{name} becomes the reader's name, {event} the event's title, {link} the link of"
                " their registration."
            )
        }
        widgets = {"body": forms.Textarea(attrs={"rows": 10})}

    def __init__(self, data: QueryDict | None = None, *, event: Event, **options: Any) -> None:
        message = Message(event=event)
        super().__init__(data, instance=message, source_language=event.language, **options)
        self.event = event
        self._choose("options", _option_choices(event))
        self._choose("sessions", _session_choices(event))

    def _choose(self, name: str, choices: list[tuple[int, str]]) -> None:
        """A field without anything to choose is not shown."""
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def recipient_fields(self) -> list[forms.BoundField]:
        names = ("states", "parties", "options", "sessions")
        return [self[name] for name in names if name in self.fields]

    def text_fields(self) -> list[forms.BoundField]:
        return [self["subject"], self["body"]]

    def clean_subject(self) -> str:
        return " ".join(str(self.cleaned_data["subject"]).split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for field in [*self.text_fields(), *self._translated_fields()]:
            if unknown := unknown_fields(str(cleaned.get(field.name) or "")):
                known = ", ".join(f"{{{name}}}" for name in FIELDS)
                self.add_error(
                    field.name,
                    _("%(unknown)s is not known. These can be filled in: %(known)s.")
                    % {"unknown": ", ".join(unknown), "known": known},
                )
        for _code, _name, fields, _is_open in self.translation_groups():
            given = [field for field in fields if cleaned.get(field.name)]
            for field in fields:
                if given and field not in given and field.name not in self.errors:
                    self.add_error(
                        field.name, _("Write both subject and letter, or neither of them.")
                    )
        return cleaned

    def _translated_fields(self) -> list[forms.BoundField]:
        return [field for _c, _n, fields, _open in self.translation_groups() for field in fields]

    def words(self) -> MessageWords:
        message: Message = self.instance
        return MessageWords(message.subject, message.body, message.translations)

    def wanted(self) -> RecipientFilter:
        cleaned = self.cleaned_data
        return RecipientFilter(
            states=tuple(cleaned["states"]),
            parties=tuple(cleaned["parties"]),
            options=tuple(int(key) for key in cleaned.get("options", [])),
            sessions=tuple(int(key) for key in cleaned.get("sessions", [])),
        )

    @property
    def sent_once(self) -> UUID:
        submission: UUID = self.cleaned_data["submission"]
        return submission


def _option_choices(event: Event) -> list[tuple[int, str]]:
    options = (
        Option.objects.filter(question__event=event)
        .select_related("question__event")
        .order_by("question__position", "question", "position", "pk")
    )
    return [
        (option.pk, f"{option.question.text('label')}: {option.text('label')}")
        for option in options
    ]


def _session_choices(event: Event) -> list[tuple[int, str]]:
    sessions = (
        Session.objects.filter(event=event, check_ins__isnull=False)
        .select_related("event")
        .order_by("day", "start_time", "pk")
        .distinct()
    )
    return [(session.pk, str(session.text("title"))) for session in sessions]
