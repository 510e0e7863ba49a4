"""What is not needed any more goes every night, and what concerns a person when they ask."""

from datetime import datetime, timedelta

from django.db.models import Q

from loim.digests.actions.subscribing import UNCONFIRMED_KEPT
from loim.digests.models import Letter, Subscription, ToldItem
from loim.digests.queries.mine import subscriptions_of
from loim.people.models import User

TOLD_KEPT = timedelta(days=60)  # longer than a letter looks back
REFUSED_FOR_GOOD = 3  # letters, one after another


def erase_what_is_due(*, now: datetime) -> dict[str, int]:
    """How many rows of each kind went."""
    unconfirmed = Subscription.objects.filter(
        confirmed_at=None, asked_at__lt=now - UNCONFIRMED_KEPT
    )
    return {
        "unconfirmed": _number(unconfirmed.delete(), "digests.Subscription"),
        "unreachable": _number(
            Subscription.objects.filter(pk__in=_unreachable()).delete(), "digests.Subscription"
        ),
        "told": _number(
            ToldItem.objects.filter(told_at__lt=now - TOLD_KEPT).delete(), "digests.ToldItem"
        ),
        "letters": _number(
            Letter.objects.filter(written_at__lt=now - TOLD_KEPT).delete(), "digests.Letter"
        ),
    }


def _unreachable() -> list[int]:
    """Whose mailbox our mail server refused each of the last letters for good. Letters that come
    back later are not read: the platform has no mailbox."""
    refused = Q(mail__given_up_at__isnull=False, mail__trouble__regex=r"^5\d\d ")
    suspects = Subscription.objects.filter(
        pk__in=Letter.objects.filter(refused).values("subscription")
    ).order_by("pk")
    return [row.pk for row in suspects if _is_refused(row, refused)]


def _is_refused(subscription: Subscription, refused: Q) -> bool:
    last = subscription.letters.order_by("-written_at", "-pk")[:REFUSED_FOR_GOOD]
    keys = list(last.values_list("pk", flat=True))
    return (
        len(keys) == REFUSED_FOR_GOOD
        and subscription.letters.filter(refused, pk__in=keys).count() == REFUSED_FOR_GOOD
    )


def erase_subscriptions(person: User, _now: datetime) -> None:
    subscriptions_of(person).delete()


def _number(deleted: tuple[int, dict[str, int]], model: str) -> int:
    return deleted[1].get(model, 0)
