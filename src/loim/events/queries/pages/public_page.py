"""What an event's page says to everybody, in the reader's language."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language, get_language_info

from loim.common.json_ld import json_ld
from loim.common.page_addresses import PageAddresses, page_addresses
from loim.common.translated import Text
from loim.events.models import Audience, Event, Partner, PartnerRole
from loim.events.queries.pages.structured_data import structured_data
from loim.programmes.models import PlanVersion
from loim.programmes.models.plan import PlanStatus

LONGEST_PREVIEW = 200
_AUDIENCES = dict(Audience.choices)


@dataclass(frozen=True)
class PublicPage:
    """`data` is empty, and `addresses` None, for a page that is not everybody's."""

    title: Text
    preview: str
    partners: list[Partner]
    languages: list[str]
    audiences: list[str]
    written_in: str  # the source's language, where it is not the reader's
    addresses: PageAddresses | None
    data: SafeString
    picture: str = ""

    @property
    def has_partners(self) -> bool:
        return any(each.role != PartnerRole.CO_ORGANISER for each in self.partners)


def public_page(event: Event) -> PublicPage:
    """One query: the partners."""
    partners = list(event.partners.select_related("organisation").order_by("position", "pk"))
    title = event.text("title")
    addresses = page_addresses("event", event.pk) if event.is_public else None
    return PublicPage(
        title=title,
        preview=_preview(event),
        partners=partners,
        languages=[_name_of(code) for code in event.languages],
        audiences=[str(_AUDIENCES[value]) for value in event.audiences],
        written_in="" if title.language == get_language() else _name_of(title.language),
        addresses=addresses,
        data=json_ld(structured_data(event, partners, addresses.canonical))
        if addresses
        else SafeString(""),
        picture=_picture(event),
    )


def _name_of(language: str) -> str:
    """In the reader's language: 'Estonian', 'eesti', 'эстонский'."""
    return str(get_language_info(language)["name_translated"])


def _picture(event: Event) -> str:
    """What a link's preview shows: the organiser's logo."""
    name = event.organiser.logo_file_name
    return settings.BASE_URL + reverse("organisation-logo", args=[name]) if name else ""


def _preview(event: Event) -> str:
    text = event.text("purpose") or event.text("description") or event.get_kind_display()
    return Truncator(" ".join(text.split())).chars(LONGEST_PREVIEW)


def activity_is_public(event: Event) -> bool:
    """Is the plan approved that the activity's page shows?"""
    return (
        event.activity is not None
        and PlanVersion.objects.filter(
            plan__programme=event.activity.programme_id, status=PlanStatus.APPROVED
        ).exists()
    )
