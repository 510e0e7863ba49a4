"""How machine translation of a text stands."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from loim.content.models import MachineState, MachineTranslation, Text, TextState

# What to do about each trouble.
TROUBLES = {
    "timeout": _("The translation service did not answer in time. Try again later."),
    "unreachable": _("The translation service could not be reached. Try again later."),
    "down": _("The translation service has a fault of its own. Try again later."),
    "refused": _(
        "The translation service does not translate between these languages, or does not know this"
        " platform. Tell whoever looks after it."
    ),
    "nonsense": _("The translation service gave an answer that is no translation. Try again."),
    "large": _("The translation service gave an answer that is far too long. Try again."),
    "changed": _(
        "Somebody wrote a draft while the machine was at work. Theirs was kept, the machine’s was"
        " not."
    ),
    "base": _("The source was withdrawn or changed meanwhile. Ask again."),
    "nobody": _("Whoever asked may no longer write this text. Ask again yourself."),
    "off": _("This platform has no machine translation any more."),
    "lost": _("The machine never came to it. Ask again."),
}


@dataclass(frozen=True)
class MachineStanding:
    """`asked` is the last that was asked for, `is_on` whether the platform has a service."""

    is_on: bool
    asked: MachineTranslation | None

    @property
    def is_open(self) -> bool:
        return self.asked is not None and self.asked.is_open

    @property
    def is_done(self) -> bool:
        return self.asked is not None and self.asked.state == MachineState.DONE

    @property
    def trouble(self) -> str:
        code = self.asked.trouble if self.asked else ""
        return str(TROUBLES[code]) if code else ""

    @property
    def percent(self) -> int:
        if self.asked is None or not self.asked.parts:
            return 0
        return min(100, round(100 * self.asked.parts_done / self.asked.parts))


def machine_standing(text: Text, language: str) -> MachineStanding:
    """One query."""
    rows = MachineTranslation.objects.filter(text=text, language=language)
    return MachineStanding(
        bool(settings.TRANSLATION_URL), rows.order_by("-asked_at", "-pk").first()
    )


def title_of(text: Text) -> str:
    """In its source language."""
    titles = TextState.objects.filter(text=text, is_source=True).values_list("title", flat=True)
    return titles.first() or ""
