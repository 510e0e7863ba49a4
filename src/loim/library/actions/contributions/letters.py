"""Letters to contributors: confirm, a question, thanks, a reason."""

from typing import Any

from loim.common.mail import queue_mail
from loim.library.models import Contribution, LibraryItem
from loim.library.queries.own_link import address_of_item, own_link
from loim.people.models.user import ERASED_DOMAIN

GIVEN, ASKED = "library_contribution_given", "library_contribution_asked"
PUBLISHED, DECLINED = "library_contribution_published", "library_contribution_declined"


def ask_to_confirm(contribution: Contribution) -> None:
    """To an address that nobody has proved yet: says only what whoever owns it needs to know."""
    _write(contribution, GIVEN)


def tell_of_question(contribution: Contribution, words: str) -> None:
    _write(contribution, ASKED, words=words)


def thank(contribution: Contribution, item: LibraryItem, words: str) -> None:
    page = address_of_item(item, _address(contribution)[1])
    _write(contribution, PUBLISHED, words=words, page=page, credit=contribution.credit)


def tell_of_decision(contribution: Contribution) -> None:
    _write(contribution, DECLINED, words=contribution.reason)


def _write(contribution: Contribution, template: str, **more: Any) -> None:
    to, language = _address(contribution)
    if not to or to.endswith(f"@{ERASED_DOMAIN}"):
        return
    queue_mail(
        to=to,
        template=template,
        context={
            "title": contribution.title,
            "name": contribution.contributor_name,
            "link": own_link(contribution, language),
            **more,
        },
        language=language,
    )


def _address(contribution: Contribution) -> tuple[str, str]:
    person = contribution.contributor
    if person is not None:
        return (person.email if person.is_active else "", person.language)
    return contribution.contributor_email, contribution.language
