"""Certificates: issued to all who were there often enough, revoked with a reason."""

import secrets
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.mail import queue_mail
from loim.common.refusals import Refusal
from loim.events.logic.day.certificate_code import BITS, certificate_code
from loim.people.models import User
from loim.trainings.models import Training, TrainingCertificate
from loim.trainings.permissions import may_change_training
from loim.trainings.queries.certificates.candidates import candidates
from loim.trainings.queries.certificates.document import address_of


class NobodyToIssueTo(Refusal):
    message = _("Nobody has earned a certificate yet who does not have one. The list says why.")


class ReasonMissing(Refusal):
    message = _("Write why the certificate is revoked: whoever checks it reads it.")


class RevokedAlready(Refusal):
    message = _("This certificate has been revoked already.")


def issue_certificates(
    *, training: Training, needs_deliverable: bool = False, by: User, now: datetime
) -> list[TrainingCertificate]:
    """To everybody whom the list shows without a gap; each is written to.

    Sent twice it issues once. Refused: NobodyToIssueTo.
    """
    if not may_change_training(by, training):
        raise PermissionDenied
    with transaction.atomic():
        training = Training.objects.select_for_update(no_key=True, of=("self",)).get(pk=training.pk)
        ready = [
            one for one in candidates(training, needs_deliverable=needs_deliverable) if not one.gaps
        ]
        if not ready:
            raise NobodyToIssueTo
        made = TrainingCertificate.objects.bulk_create(
            TrainingCertificate(
                training=training,
                member=one.member,
                code=certificate_code(secrets.randbits(BITS)),
                name=one.member.name,
                language=one.member.language,
                days=one.came,
                of_days=one.of_days,
                minutes=one.minutes,
                issued_at=now,
                issued_by=by,
            )
            for one in ready
        )
        for certificate in made:
            _tell(certificate)
    return made


def revoke_certificate(
    *, certificate: TrainingCertificate, reason: str, by: User, now: datetime
) -> None:
    """Whoever checks it is told so from now on. Refused: ReasonMissing, RevokedAlready."""
    if not may_change_training(by, certificate.training):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    revoked = TrainingCertificate.objects.filter(pk=certificate.pk, revoked_at=None).update(
        revoked_at=now, revoked_by=by, revoked_reason=reason.strip()[:300]
    )
    if not revoked:
        raise RevokedAlready


def _tell(certificate: TrainingCertificate) -> None:
    member = certificate.member
    if member is None or not member.email:
        return
    queue_mail(
        to=member.email,
        template="trainings_certificate",
        context={
            "name": member.name,
            "training": certificate.training.text("title", member.language),
            "code": certificate.code,
            "url": address_of(certificate),
        },
        language=member.language,
    )
