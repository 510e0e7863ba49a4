"""The catalogue in HSDS 3.1 (Open Referral), as its JSON schemas want it.

Text fields are in one language, the reader's or the next best; all languages stand in attributes.
What a field of HSDS can only say roughly (a description without headings) is exact in these.
"""

from django.conf import settings
from django.utils import timezone
from django.utils.html import strip_tags

from loim.people.models import Municipality, Organisation
from loim.services.logic.condition_form import BadConditions, read_groups
from loim.services.logic.conditions import Question
from loim.services.models import Channel, Contact, Service
from loim.services.models.catalogue.entry import WordedEntry
from loim.services.queries.opendata import hsds_parts as parts
from loim.services.queries.opendata.attributes import Json, derived_id, filled, own, texts
from loim.services.queries.opendata.loading import Published

VERSION = "3.1"
_PLACES = frozenset({"place", "post"})
_LANGUAGE_NAMES = {
    "et": "eesti", "en": "English", "ru": "русский", "uk": "українська", "fi": "suomi",
    "lv": "latviešu", "lt": "lietuvių", "de": "Deutsch", "ar": "العربية", "es": "español",
}  # fmt: skip


def organisation_id(pk: int) -> str:
    return derived_id(settings.BASE_URL, "organisation", pk)


def organization(of: Organisation) -> Json:
    ours = organisation_id(of.pk)
    return filled(
        {
            "id": ours,
            "name": of.name,
            "alternate_name": of.short_name,
            "description": str(of.get_kind_display()),
            "organization_identifiers": [
                {
                    "id": derived_id(ours, "registry code"),
                    "organization_id": ours,
                    "identifier_scheme": "EE-RIK",
                    "identifier_type": "registry code",
                    "identifier": of.registry_code,
                }
            ]
            if of.registry_code
            else [],
        }
    )


def simple_service(of: Published, language: str) -> Json:
    """Without what there may be several of: for lists."""
    service, words = of.service, of.word
    ages = _ages(service)
    return filled(
        {
            "id": str(service.uuid),
            "organization_id": organisation_id(service.authority_id),
            "name": words("title", language),
            "description": plain(words("description", language) or words("addition", language))
            or words("summary", language),
            "url": service.url,
            "status": "active",
            "application_process": plain(words("how_to", language)),
            "fees_description": _fees(service, language),
            "wait_time": words("processing", language),
            "eligibility_description": words("for_whom", language),
            "minimum_age": ages[0],
            "maximum_age": ages[1],
            "assured_date": f"{timezone.localdate(service.assured_at)}"
            if service.assured_at
            else None,
            "alert": " ".join(
                parts.said(alert, "message", language) or str(alert.get_kind_display())
                for alert in service.alerts.all()
            ),
            "last_modified": service.changed_at.isoformat(),
        }
    )


def service(of: Published, language: str, *, with_organization: bool = True) -> Json:
    it = of.service
    channels = list(it.channels.all())
    by_kind: dict[str, list[Channel]] = {}
    for channel in channels:
        by_kind.setdefault(channel.kind, []).append(channel)
    return filled(
        {
            **simple_service(of, language),
            "additional_urls": [_url(channel, language) for channel in by_kind.get("web", [])],
            "phones": [parts.phone(channel, language) for channel in by_kind.get("phone", [])],
            "schedules": [
                {**each, "service_id": str(it.uuid), "attributes": [
                    *each.get("attributes", []), *own("schedule", each["id"], channel=str(channel.uuid))
                ]}
                for channel in channels
                if channel.kind not in _PLACES
                for each in parts.schedules(channel, language)
            ],
            "service_areas": [_area(it, it.municipality)],
            "service_at_locations": [
                service_at_location(channel, language)
                for channel in channels
                if channel.kind in _PLACES
            ],
            "languages": [
                filled({
                    "id": derived_id(it.uuid, "language", code), "service_id": str(it.uuid),
                    "name": _LANGUAGE_NAMES.get(code, code), "code": code,
                })
                for code in it.languages
            ],
            "organization": organization(it.authority) if with_organization else None,
            "cost_options": [
                {**parts.cost(cost, language), "service_id": str(it.uuid)} for cost in it.costs.all()
            ],
            "required_documents": [
                {**parts.required_document(each, requirement, language), "service_id": str(it.uuid)}
                for requirement in it.requirements.all()
                for each in requirement.evidence.all()
            ],
            "contacts": [
                *(_contact(each, it, language) for each in it.contacts.all()),
                *(_email(channel, language) for channel in by_kind.get("email", [])),
            ],
            "attributes": _attributes(of),
        }
    )  # fmt: skip


def service_at_location(channel: Channel, language: str, of: Published | None = None) -> Json:
    """With its service where it stands alone."""
    place = channel.location
    if place is None:
        raise ValueError(channel.kind)
    return filled(
        {
            "id": str(channel.uuid),
            "service_id": str(channel.service.uuid),
            "location_id": str(place.uuid),
            "description": parts.said(channel, "detail", language),
            "schedules": parts.schedules(channel, language),
            "location": parts.location(place, language, is_postal=channel.kind == "post"),
            "service": simple_service(of, language) if of else None,
            "attributes": parts.channel_attributes("service_at_location", channel),
        }
    )


def plain(html: str) -> str:
    """Paragraphs stay lines."""
    spaced = html.replace("</p>", "</p>\n").replace("</li>", "</li>\n").replace("<br>", "\n")
    return "\n".join(line.strip() for line in strip_tags(spaced).splitlines() if line.strip())


def _attributes(of: Published) -> list[Json]:
    it = of.service
    return [
        *texts("service", it.uuid, of.words),
        *own(
            "service", it.uuid,
            level=it.level,
            national=str(it.national.uuid) if it.national else "",
            start_date=str(it.start_date or ""),
            is_free=it.is_free,
            processing_min=it.processing_min,
            processing_max=it.processing_max,
            processing_unit=it.processing_unit,
            conditions=it.conditions,
            confirm_every_months=it.confirm_every_months,
            alerts=[
                {
                    **_entry(each), "kind": each.kind, "start_at": each.start_at.isoformat(),
                    "end_at": each.end_at.isoformat(),
                }
                for each in it.alerts.all()
            ],
            requirements=[_entry(each) for each in it.requirements.all()],
            outputs=[_entry(each) for each in it.outputs.all()],
            legal_bases=[
                {**_entry(each), "reference": each.reference, "url": each.url}
                for each in it.legal_bases.all()
            ],
        ),
        *(_term(it, topic, "topic", topic.slug) for topic in it.topics.all()),
        *(_term(it, event, "life_event", event.slug) for event in it.life_events.all()),
    ]  # fmt: skip


def _entry(of: WordedEntry) -> Json:
    own_words = {name: str(getattr(of, name)) for name in of.translated_fields}
    return {"id": str(of.uuid), **own_words, "translations": of.translations}


def _term(of: Service, term: WordedEntry, kind: str, slug: str) -> Json:
    name = str(term.text("name", "en"))
    return {
        "id": derived_id(of.uuid, kind, slug),
        "link_id": str(of.uuid),
        "link_entity": "service",
        "link_type": kind,
        "value": slug,
        "taxonomy_term_id": str(term.uuid),
        "taxonomy_term": {
            "id": str(term.uuid), "code": slug, "name": name, "taxonomy": f"loim-{kind}",
            "description": name,
        },
    }  # fmt: skip


def _url(channel: Channel, language: str) -> Json:
    return filled(
        {
            "id": str(channel.uuid),
            "service_id": str(channel.service.uuid),
            "label": parts.said(channel, "detail", language),
            "url": channel.url,
            "attributes": parts.channel_attributes("url", channel),
        }
    )


def _contact(of: Contact, service: Service, language: str) -> Json:
    return {**parts.contact(of, language), "service_id": str(service.uuid)}


def _email(channel: Channel, language: str) -> Json:
    return filled(
        {
            "id": str(channel.uuid),
            "service_id": str(channel.service.uuid),
            "department": parts.said(channel, "detail", language),
            "email": channel.email,
            "attributes": parts.channel_attributes("contact", channel),
        }
    )


def _area(of: Service, municipality: Municipality | None) -> Json:
    return {
        "id": derived_id(of.uuid, "area"),
        "service_id": str(of.uuid),
        "name": municipality.name if municipality else "Eesti",
        "extent": municipality.ehak if municipality else parts.COUNTRY,
        "extent_type": "EHAK" if municipality else "ISO 3166-1",
    }


def _fees(of: Service, language: str) -> str:
    said = []
    for cost in of.costs.all():
        amount = "" if cost.amount is None else f"{cost.amount} {cost.currency}"
        words = [parts.said(cost, name, language) for name in ("option", "description")]
        said.append(" ".join(word for word in (words[0], amount, words[1]) if word))
    return "; ".join(said)


def _ages(of: Service) -> tuple[int | None, int | None]:
    """Where all groups say the same of age; what is more exact stands in the conditions."""
    try:
        groups = read_groups(of.conditions)
    except BadConditions:
        return None, None
    ages = {
        tuple((c.at_least, c.at_most) for c in group if c.question == Question.AGE and not c.is_negated)
        for group in groups
    }  # fmt: skip
    (only,) = ages if len(ages) == 1 else ((),)
    return only[0] if len(only) == 1 else (None, None)
