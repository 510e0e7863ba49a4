"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from datetime import UTC, datetime

from loim.content.models import Link, LinkUse, Redirect, Term
from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests import factories
from tests.factories import content as make
from tests.factories import pages, translation_orders

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = {
    "glossary-export", "text-export",  # a format, not a key
    # by the secret of a letter; tests/content/orders/test_agency_pages.py
    "order-agency", "order-agency-file", "order-agency-report",
    "media-file",  # by a name of chance; tests/content/media/test_library.py
}  # fmt: skip
# What whoever takes part in the programme reads, other partners' work included.
READ_BY_PARTNERS: set[str] = set()
# The longest beginning of an address's name: whose key its `pk` is.
KEYS: dict[str, str] = {
    "text": "text", "glossary": "term", "media": "media", "redirect": "redirect", "link": "link",
    "order": "order", "delivery": "delivery",
}  # fmt: skip
# Other parts of addresses: whose key they are.
PARTS: dict[str, str] = {"language": "text_language", "paper": "leaflet_paper"}

NOW = datetime(2023, 6, 1, tzinfo=UTC)


def theirs(organisation: Organisation, activity: Activity) -> dict[str, int | str]:
    """Keys of what an organisation of another programme keeps, in states that are not public."""
    editor = factories.user("toimetaja-mujal@example.ee")
    factories.membership(editor, organisation, "editor")
    text = make.text(organisation, editor, NOW)
    term = Term.objects.create(owner=organisation, changed_at=NOW)
    link = Link.objects.create(address="https://example.ee/", found_at=NOW)
    LinkUse.objects.create(
        link=link, source="texts", owner=organisation, title="Elukoht", language="et"
    )
    ordered = make.text(organisation, editor, NOW)
    make.published(ordered, "et", editor, NOW)
    order = translation_orders.sent(ordered, "en", editor, NOW)
    delivery = translation_orders.delivered(order, NOW)
    return {
        "text": text.pk,
        "text_language": "et",
        "term": term.pk,
        "page_slug": pages.page(organisation, editor, NOW, is_published=False).slug,
        "news_slug": pages.news(organisation, editor, NOW, is_published=False).slug,
        "leaflet_paper": "a4",
        "media": pages.media(organisation, editor, NOW).pk,
        "link": link.pk,
        "redirect": Redirect.objects.create(
            owner=organisation, from_path="/vana/", to_path="/uus/", made_at=NOW
        ).pk,
        "order": order.pk,
        "delivery": delivery.pk,
        "ordered_text": order.items.get().pk,
        "source": "et",
        "target": "en",
    }
