"""Why somebody has a place, or not yet: in plain words, to the applicant."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from loim.events.models import Participant


def explanation_of(participant: Participant, language: str = "") -> list[str]:
    """Sentences: what was decided, by which rule, and what happens next."""
    with translation.override(language or participant.language):
        decision = participant.decisions.order_by("-at", "-pk").first()
        if decision is None:
            return []
        return [_sentence(decision.reason, decision.values), *filter(None, [decision.note])]


def _sentence(reason: str, values: dict[str, Any]) -> str:
    """Filled in with the sentences of each reason."""
    return _("Reason: %(reason)s") % {"reason": reason}
