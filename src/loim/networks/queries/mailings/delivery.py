"""What became of letters to members: how many wait, have left, failed and why."""

from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from loim.networks.models import Mailing, MailingLetter, Network
from loim.networks.models.talk import LetterOutcome

_STATE = Case(
    When(mail__sent_at__isnull=False, then=Value(LetterOutcome.SENT.value)),
    When(mail__given_up_at__isnull=False, then=Value(LetterOutcome.FAILED.value)),
    default=F("outcome"),
    output_field=CharField(),
)
_OF_MAILING = Case(
    When(letters__mail__sent_at__isnull=False, then=Value(LetterOutcome.SENT.value)),
    When(letters__mail__given_up_at__isnull=False, then=Value(LetterOutcome.FAILED.value)),
    default=F("letters__outcome"),
    output_field=CharField(),
)


def sent_mailings(network: Network) -> QuerySet[Any]:
    """The latest first, each with `all_letters`, `left` and `failed`."""
    return (
        Mailing.objects.filter(network=network, sent_at__isnull=False)
        .select_related("sent_by")
        .alias(state=_OF_MAILING)
        .annotate(
            all_letters=Count("letters"),
            left=Count("letters", filter=Q(state=LetterOutcome.SENT)),
            failed=Count("letters", filter=Q(state=LetterOutcome.FAILED)),
        )
        .order_by("-sent_at", "-pk")
    )


def drafts(network: Network) -> QuerySet[Mailing]:
    rows = Mailing.objects.filter(network=network, sent_at=None).select_related("begun_by")
    return rows.order_by("-changed_at", "-pk")


def progress_of(mailing: Mailing) -> dict[str, int]:
    """How many letters are in which state; one query."""
    rows = MailingLetter.objects.filter(mailing=mailing).annotate(state=_STATE)
    return dict(rows.values_list("state").annotate(n=Count("pk")).order_by())


def languages_of(mailing: Mailing) -> dict[str, int]:
    rows = MailingLetter.objects.filter(mailing=mailing).values_list("language")
    return dict(rows.annotate(n=Count("pk")).order_by("language"))


def failed_letters(mailing: Mailing) -> QuerySet[Any]:
    """With member, address and the mail server's words, while they are known."""
    rows = MailingLetter.objects.filter(mailing=mailing).annotate(state=_STATE)
    return (
        rows.filter(state=LetterOutcome.FAILED)
        .select_related("member__organisation", "member__user", "mail", "reader")
        .order_by("pk")
    )
