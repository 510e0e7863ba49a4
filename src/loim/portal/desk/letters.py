"""On Mondays: whoever lets something wait for long gets the numbers of their desk."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from loim.common.mail import queue_mail
from loim.common.models import OutgoingMail
from loim.content.permissions import TRANSLATING_ROLES
from loim.library.permissions import MODERATING_ROLES
from loim.people.letters import Letter, register_letter
from loim.people.models import LetterSwitchedOff, Membership, User
from loim.people.permissions import RECORDING_ROLES, organisations_with_role
from loim.portal.desk.gathering import KindWaits, desk_of, duties
from loim.portal.desk.views import LONG_DAYS

KEY = "desk_weekly"
ROLES = TRANSLATING_ROLES | MODERATING_ROLES | RECORDING_ROLES
ONCE_IN = timedelta(days=6)


def register() -> None:
    register_letter(
        Letter(
            KEY, _("What waits on the editors’ desk"),
            _("On Mondays, if anything has waited for you for more than two weeks."),
            lambda person: bool(organisations_with_role(person, ROLES)),
        )
    )  # fmt: skip


def write_weekly_letters(*, now: datetime) -> int:
    """One to each person for whom something has waited for more than LONG_DAYS; how many there
    were. Whoever got one within the week gets no other, so that it is safe to run again."""
    number = 0
    for person in _readers(now):
        with transaction.atomic(), translation.override(person.language):
            kinds = duties(desk_of(person, now).kinds)
            if not any((each.days or 0) > LONG_DAYS for each in kinds):
                continue
            _write(person, kinds)
            number += 1
    return number


def _readers(now: datetime) -> list[User]:
    today = timezone.localdate(now)
    held = Membership.objects.in_force_on(today).filter(user=OuterRef("pk"), role__in=ROLES)
    unwanted = LetterSwitchedOff.objects.filter(user=OuterRef("pk"), letter=KEY)
    written = OutgoingMail.objects.filter(
        template=KEY, to=OuterRef("email"), queued_at__gt=now - ONCE_IN
    )
    people = User.objects.filter(Exists(held), ~Exists(unwanted), ~Exists(written), is_active=True)
    return list(people.order_by("pk"))


def _write(person: User, kinds: list[KindWaits]) -> None:
    longest = sorted(kinds, key=lambda each: -(each.days or 0))
    queue_mail(
        to=person.email,
        template=KEY,
        context={"kinds": longest, "total": sum(each.total for each in kinds)},
        language=person.language,
    )
