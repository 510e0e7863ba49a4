"""Letters to associations: is all of this still right?"""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import override

from loim.common.mail import queue_mail
from loim.networks.models import ConfirmationLetter, ConfirmationRequest
from loim.networks.queries.register.own_link import confirmation_link

ASKED, REMINDED = "networks_association_confirm", "networks_association_remind"


def write_letter(request: ConfirmationRequest, *, after_days: int, now: datetime) -> None:
    """In the association's language; `after_days` is 0 for the question itself."""
    association = request.association
    language = association.letter_language
    with override(language):
        confirmed = (
            date_format(localdate(association.confirmed_at), "DATE_FORMAT")
            if association.confirmed_at
            else ""
        )
    mail = queue_mail(
        to=request.email,
        template=REMINDED if after_days else ASKED,
        context={
            "association": association.organisation.name,
            "keeper": association.keeper.name,
            "confirmed": confirmed,
            "days": after_days,
            "link": confirmation_link(request),
        },
        language=language,
    )
    ConfirmationLetter.objects.create(
        request=request, after_days=after_days, mail=mail, queued_at=now
    )
