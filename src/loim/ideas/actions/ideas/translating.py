"""People put an idea into another language; the author's words stay as they are."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES
from loim.ideas.actions.ideas.own import held
from loim.ideas.models import Idea
from loim.ideas.permissions import may_translate
from loim.people.models import User


class SameLanguage(Refusal):
    message = _("The idea is written in this language already.")


def translate_idea(
    *, idea: Idea, language: str, title: str, text: str, by: User, now: datetime
) -> Idea:
    """Empty words take a translation away. Refused: SameLanguage, PermissionDenied."""
    if language not in LANGUAGE_CODES:
        raise ValueError(language)
    with transaction.atomic():
        current = held(idea)
        if not may_translate(by, current.forum):
            raise PermissionDenied
        if language == current.language:
            raise SameLanguage
        words = {"title": title.strip(), "words": text.strip()}
        given = {name: value for name, value in words.items() if value}
        others = {key: value for key, value in current.translations.items() if key != language}
        current.translations = {**others, **({language: given} if given else {})}
        current.save(update_fields=["translations"])
    return current
