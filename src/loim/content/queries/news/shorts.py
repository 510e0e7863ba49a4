"""Short versions for social networks, ready to copy, with how long each network finds them."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from loim.common.translated import LANGUAGES
from loim.content.logic.news.short_length import Length, lengths
from loim.content.models import NewsItem, State


@dataclass(frozen=True)
class Short:
    """`text` ends with the address of the item in that language; '' where nothing is written."""

    language: str
    language_name: str
    text: str
    is_stale: bool
    is_published: bool
    lengths: list[Length]


def shorts_of(item: NewsItem) -> list[Short]:
    """Of what is published, in all languages; one query. Where there is no short version, the
    lead serves."""
    states = {state.language: state for state in item.text.states.select_related("current")}
    found = []
    for code, name in LANGUAGES:
        version = states[code].current
        said = (
            (version.get("short") or version.get("lead") or version.get("title")) if version else ""
        )
        with override(code):
            address = settings.BASE_URL + reverse("news-item", args=[item.slug])
        text = f"{said.strip()} {address}" if said.strip() else ""
        found.append(
            Short(
                code, name, text, states[code].state == State.STALE, version is not None,
                lengths(text) if text else [],
            )
        )  # fmt: skip
    return found
