"""The text of a letter: what is new, part by part, and how to change or stop it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.mail import MailText, render_mail
from loim.common.translated import LANGUAGES
from loim.digests.logic.parts import Part
from loim.digests.models import Subscription
from loim.digests.queries.own_link import own_link
from loim.digests.sources import Item, source_of

LETTER = "digest_letter"


def letter_text(subscription: Subscription, parts: Sequence[Part[Item]]) -> MailText:
    with translation.override(subscription.language):
        told = [_part(part) for part in parts]
        context = {
            "parts": told,
            "first": parts[0].shown[0].title,
            "others": sum(len(part.keys) for part in parts) - 1,
            "link": own_link(subscription),
            "subscription": subscription,
        }
        return render_mail(LETTER, context, subscription.language)


def _part(part: Part[Item]) -> dict[str, Any]:
    source = source_of(part.source)
    assert source is not None  # noqa: S101  # it gave the items just now
    return {
        "label": source.label,
        "items": [_told(item) for item in part.shown],
        "more": part.more,
        "page": settings.BASE_URL + reverse(source.page),
    }


def _told(item: Item) -> dict[str, str]:
    """`notice` names the language of the words where it is another than the letter's."""
    is_other = item.title.language != translation.get_language()
    language = dict(LANGUAGES)[item.title.language]
    return {
        "title": str(item.title),
        "notice": language if is_other else item.notice,
        "when": item.when,
        "summary": " ".join(item.summary.split()),
        "link": settings.BASE_URL + item.path,
    }
