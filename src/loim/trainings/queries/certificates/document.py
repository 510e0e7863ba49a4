"""What a training's certificate says: printed by the events' own machinery."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from loim.events.logic.day.certificate_document import CertificateDocument, Worded
from loim.trainings.models import Training, TrainingCertificate
from loim.trainings.queries.mentoring.budgets import hours_in_words


def certificate_by_code(code: str) -> TrainingCertificate | None:
    if not code:
        return None
    return (
        TrainingCertificate.objects.select_related("training__organiser", "member__team")
        .filter(code=code)
        .first()
    )


def address_of(certificate: TrainingCertificate) -> str:
    """Where it is checked, in its own language."""
    with translation.override(certificate.language):
        return settings.BASE_URL + reverse("training-certificate", args=[certificate.code])


def days_in_words(certificate: TrainingCertificate) -> str:
    return _("%(days)s of %(of_days)s") % {
        "days": certificate.days,
        "of_days": certificate.of_days,
    }


def certificate_document(certificate: TrainingCertificate) -> CertificateDocument:
    training = certificate.training
    partners = list(training.partners.order_by("name", "pk"))
    with translation.override(certificate.language):
        title = training.text("title")
        issued = date_format(localtime(certificate.issued_at), "SHORT_DATE_FORMAT")
        partner_names = tuple(one.name for one in partners)
        return CertificateDocument(
            language=certificate.language,
            heading=_("Certificate of participation"),
            name=certificate.name,
            took_part=_("took part in the training programme"),
            event=Worded(str(title), title.language),
            facts=_facts(certificate, training),
            organisers=(
                (_("Organiser"), (training.organiser.name,)),
                *(((_("Partners"), partner_names),) if partners else ()),
            ),
            issued=_("Issued on %(date)s") % {"date": issued},
            check=_("To check it:"),
            address=address_of(certificate),
            code=certificate.code,
            qr_alternative=_("QR code with the address at which the certificate is checked"),
        )


def _facts(certificate: TrainingCertificate, training: Training) -> tuple[tuple[str, str], ...]:
    first = date_format(training.start_date, "SHORT_DATE_FORMAT")
    last = date_format(training.end_date, "SHORT_DATE_FORMAT")
    facts = [(_("Time:"), f"{first}–{last}"), (_("Training days:"), days_in_words(certificate))]
    if certificate.minutes:
        facts.append((_("Mentoring of the team:"), hours_in_words(certificate.minutes)))
    return tuple(facts)
