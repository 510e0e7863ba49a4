"""Who outside the community sees telephone numbers: nobody more than people have agreed to."""

from datetime import datetime, timedelta

from django.db import transaction

from loim.common.mail import letters_lately
from loim.communities.actions.crisis.contacts import LETTERS, send_question
from loim.communities.actions.crisis.plans import held
from loim.communities.models import Community, CrisisPlan
from loim.people.models import User

MOST_LETTERS = 3  # to an address in a day, however often the switch is turned


def show_phones(*, plan: CrisisPlan, are_shown: bool, by: User, now: datetime) -> None:
    """Whether those with whom the plan is shared see telephone numbers, from now on: of those who
    confirm after this. Everybody with an e-mail is asked."""
    with transaction.atomic():
        current = held(plan, by)
        if current.shows_phones == are_shown:
            return
        current.shows_phones, current.phones_shown_at = are_shown, now if are_shown else None
        current.save()
        if are_shown:
            _ask_everybody(current, now)


def ask_about_recipient(*, community: Community, now: datetime) -> None:
    """The plan is shared with somebody else since now: where numbers are shown, everybody is asked
    again, and until they confirm the new ones do not see theirs. Inside the caller's
    transaction."""
    plan = CrisisPlan.objects.select_for_update().filter(community=community).first()
    if plan is not None and plan.shows_phones:
        _ask_everybody(plan, now)


def _ask_everybody(plan: CrisisPlan, now: datetime) -> None:
    contacts = plan.contacts.filter(left_at=None).exclude(email="").exclude(consent="")
    for contact in contacts.select_related("plan__community__organisation").order_by("pk"):
        sent = letters_lately(contact.email, LETTERS, since=now - timedelta(days=1))
        if sent < MOST_LETTERS:
            send_question(contact, now)
