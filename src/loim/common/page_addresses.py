"""Where a public page is found: one address of its own and one in each language."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override


@dataclass(frozen=True)
class PageAddresses:
    """Absolute, made of the platform's own address and never of what a request says."""

    canonical: str
    by_language: dict[str, str]


def page_addresses(name: str, *args: Any) -> PageAddresses:
    """Of the page `name` in the reader's language, for `common/page_addresses.html`."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = f"{settings.BASE_URL}{reverse(name, args=args)}"
    return PageAddresses(found[get_language() or settings.LANGUAGE_CODE], found)
