"""What a service's page tells to programs."""

from typing import Any

from django.utils.safestring import SafeString

from loim.common.json_ld import json_ld
from loim.services.models import ChannelKind
from loim.services.queries.catalogue.page import ServicePage, ShownChannel
from loim.services.queries.opendata.opening_hours import opening_hours


def service_data(page: ServicePage, url: str) -> SafeString:
    """schema.org's GovernmentService with its channels and costs."""
    service = page.service
    words = service.words  # type: ignore[attr-defined]
    source = page.source
    data: dict[str, Any] = {
        "@type": "GovernmentService" if service.level != "community" else "Service",
        "@id": url,
        "url": url,
        "identifier": str(service.uuid),
        "name": words.get("title"),
        "description": words.get("summary"),
        "provider": {"@type": "GovernmentOrganization", "name": source.authority.name},
        "areaServed": service.municipality.name if service.municipality else "Eesti",
        "availableChannel": [_channel(each, service.languages) for each in page.channels],
        "offers": [
            {"@type": "Offer", "price": str(cost.amount), "priceCurrency": cost.currency}
            for cost in page.costs
            if cost.amount is not None
        ],
    }
    if service.level == "community":
        data["provider"]["@type"] = "Organization"
    return json_ld({key: value for key, value in data.items() if value})


def _channel(shown: ShownChannel, languages: list[str]) -> dict[str, Any]:
    channel = shown.channel
    found: dict[str, Any] = {"@type": "ServiceChannel"}
    if channel.kind == ChannelKind.PLACE and channel.location:
        place = channel.location
        found["serviceLocation"] = {
            "@type": "Place",
            "name": place.name,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": place.address,
                "addressLocality": place.city,
                "postalCode": place.postal_code,
                "addressCountry": "EE",
            },
        }
    hours = opening_hours(channel.timetable.rules)  # type: ignore[attr-defined]
    if hours and "serviceLocation" in found:
        found["serviceLocation"]["openingHoursSpecification"] = hours
    if channel.phone:
        found["servicePhone"] = {"@type": "ContactPoint", "telephone": channel.phone}
        if hours and "serviceLocation" not in found:
            found["servicePhone"]["hoursAvailable"] = hours
    if channel.url:
        found["serviceUrl"] = channel.url
    if languages:
        found["availableLanguage"] = languages
    return found
