"""Correcting and removing what was written down: the database keeps how it was before."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loim.casework import vault
from loim.casework.actions.enquiries.recording import EnquiryFacts, MayNotCounsel, check
from loim.casework.logic.free_text import masked
from loim.casework.models import Enquiry, EnquiryTopic
from loim.casework.permissions import may_counsel_for
from loim.common.refusals import Refusal
from loim.people.models import User


class ChangedMeanwhile(Refusal):
    message = _(
        "A colleague changed this enquiry meanwhile. Look at how it is now, then correct it."
    )


class NotOwnFromToday(Refusal):
    message = _(
        "Only what you wrote down yourself today can be undone. Correct or remove it instead."
    )


class SomethingCameOfIt(Refusal):
    message = _("An appointment, a referral or a proposal came of this enquiry: it stays.")


def seen(enquiry: Enquiry) -> str:
    """A mark of how an enquiry stands: what a form saw when it was opened."""
    topics = sorted(enquiry.enquiry_topics.values_list("topic_id", flat=True))
    facts = (
        enquiry.held_at, enquiry.channel, enquiry.language, enquiry.minutes, enquiry.outcome,
        enquiry.target_group, enquiry.municipality_id, enquiry.sealed_note, topics,
    )  # fmt: skip
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def correct_enquiry(
    *, enquiry: Enquiry, facts: EnquiryFacts, as_seen: str, by: User, now: datetime
) -> Enquiry:
    """Whom it belongs to and who counselled stays. Raises ChangedMeanwhile and what recording does."""
    check(enquiry.organisation, facts, by, now)
    with transaction.atomic():
        kept = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
        if seen(kept) != as_seen:
            raise ChangedMeanwhile
        note = masked(facts.note)
        if vault.unseal(kept.sealed_note) != note:
            kept.sealed_note = vault.seal(note)
        for name in ("held_at", "channel", "language", "minutes", "outcome", "target_group"):
            setattr(kept, name, getattr(facts, name))
        kept.municipality = facts.municipality
        kept.save()
        wanted = {topic.pk: topic for topic in facts.topics}
        kept.enquiry_topics.exclude(topic__in=wanted).delete()
        known = set(kept.enquiry_topics.values_list("topic_id", flat=True))
        EnquiryTopic.objects.bulk_create(
            EnquiryTopic(organisation_id=kept.organisation_id, enquiry=kept, topic=topic)
            for pk, topic in wanted.items()
            if pk not in known
        )
    return kept


def remove_enquiry(*, enquiry: Enquiry, by: User, now: datetime) -> None:
    """By whoever counsels there. Raises SomethingCameOfIt."""
    if not may_counsel_for(by, enquiry.organisation):
        raise MayNotCounsel
    try:
        with transaction.atomic():
            enquiry.delete()
    except ProtectedError:
        raise SomethingCameOfIt from None


def undo_enquiry(*, enquiry: Enquiry, by: User, now: datetime) -> None:
    """One's own, on the day on which it was written down."""
    is_today = timezone.localdate(enquiry.recorded_at) == timezone.localdate(now)
    if enquiry.counsellor_id != by.pk or not is_today:
        raise NotOwnFromToday
    remove_enquiry(enquiry=enquiry, by=by, now=now)
