"""What a certificate says, and the document that it is printed from."""

from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from loim.events.logic.day.certificate_document import CertificateDocument, Worded
from loim.events.models import Certificate, Event, Partner, PartnerRole
from loim.events.queries.calendar.when import when_in_words
from loim.events.queries.day.letter_texts import whole_address

LARGEST_LOGO = (600, 300)
_WITH = (PartnerRole.CO_ORGANISER, PartnerRole.HOST)


def certificate_by_code(code: str) -> Certificate | None:
    return Certificate.objects.select_related("event__organiser").filter(code=code).first()


def address_of(certificate: Certificate) -> str:
    """Where it is checked, in its own language."""
    return whole_address("certificate", [certificate.code], certificate.language)


def hours_in_words(hours: Decimal) -> str:
    return number_format(hours.normalize() if hours % 1 else hours.to_integral_value())


def certificate_document(certificate: Certificate) -> CertificateDocument:
    event = certificate.event
    partners = list(event.partners.select_related("organisation").order_by("position", "pk"))
    organisers = [event.organiser, *(one.organisation for one in partners if one.role in _WITH)]
    others = [one.organisation for one in partners if one.role not in _WITH]
    with translation.override(certificate.language):
        title = event.text("title")
        issued = date_format(localtime(certificate.issued_at), "SHORT_DATE_FORMAT")
        return CertificateDocument(
            language=certificate.language,
            heading=_("Certificate of participation"),
            name=certificate.name,
            took_part=_("took part in"),
            event=Worded(str(title), title.language),
            facts=_facts(certificate, event),
            organisers=(
                (_("Organiser"), tuple(one.name for one in organisers)),
                *(((_("Partners"), tuple(one.name for one in others)),) if others else ()),
            ),
            issued=_("Issued on %(date)s") % {"date": issued},
            check=_("To check it:"),
            address=address_of(certificate),
            code=certificate.code,
            qr_alternative=_("QR code with the address at which the certificate is checked"),
            logos=tuple(_logos(event, partners)),
        )


def _facts(certificate: Certificate, event: Event) -> tuple[tuple[str, str], ...]:
    place = ", ".join(filter(None, [event.place, event.address]))
    facts = [(_("Time:"), when_in_words(event))]
    if place:
        facts.append((_("Place:"), place))
    if certificate.hours:
        facts.append((_("Hours:"), hours_in_words(certificate.hours)))
    return tuple(facts)


def _logos(event: Event, partners: list[Partner]) -> list[tuple[str, bytes]]:
    """The organiser's, then of those who held it with them, then the others'; as on its page."""
    in_order = sorted(partners, key=lambda one: one.role not in _WITH)
    found: list[tuple[str, Any]] = [(event.organiser.name, event.organiser.logo)]
    found += [(one.organisation.name, one.logo or one.organisation.logo) for one in in_order]
    drawn = [(name, _as_png(logo)) for name, logo in found if logo]
    return [(name, picture) for name, picture in drawn if picture]


def _as_png(logo: Any) -> bytes:
    """Small enough to print; '' where the file is gone or is no picture."""
    try:
        with logo.open() as file, Image.open(file) as picture:
            picture.thumbnail(LARGEST_LOGO)
            out = BytesIO()
            picture.convert("RGBA").save(out, "PNG")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return b""
    return out.getvalue()
