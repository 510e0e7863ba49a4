"""Writing an enquiry down, one or a whole day's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.casework import vault
from loim.casework.logic.free_text import masked
from loim.casework.models import Enquiry, EnquiryTopic
from loim.casework.permissions import may_counsel_for
from loim.common.once import one_at_a_time
from loim.common.refusals import Refusal
from loim.people.models import Municipality, Organisation, User
from loim.services.models import Topic

# Watches differ; what was held in ten minutes has not been held.
AHEAD = timedelta(minutes=10)
OLDEST = timedelta(days=400)


class MayNotCounsel(Refusal):
    message = _("You do not counsel for this organisation now. Ask its administrator for the role.")


class NotHeldYet(Refusal):
    message = _("This time has not come yet. Write when it was.")


class TooLongAgo(Refusal):
    message = _("This is more than a year ago. Write when it was.")


class NoTopic(Refusal):
    message = _("Choose at least one topic.")


@dataclass(frozen=True)
class EnquiryFacts:
    topics: Sequence[Topic]
    channel: str
    language: str
    minutes: int
    outcome: str
    held_at: datetime
    target_group: str = "unknown"
    municipality: Municipality | None = None
    note: str = ""


@dataclass(frozen=True)
class Recorded:
    enquiry: Enquiry
    is_new: bool


def record_enquiry(
    *,
    organisation: Organisation,
    facts: EnquiryFacts,
    submission: UUID,
    by: User,
    now: datetime,
    clock_moved: timedelta | None = None,
) -> Recorded:
    """Nobody is named. The same submission twice is one enquiry, as it was first written.

    Raises MayNotCounsel, NoTopic, NotHeldYet, TooLongAgo.
    """
    check(organisation, facts, by, now)
    with transaction.atomic():
        one_at_a_time(submission)
        before = Enquiry.objects.filter(submission=submission).first()
        if before is not None:
            return Recorded(before, is_new=False)
        made = _unsaved(organisation, facts, submission, by, now)
        made.clock_moved_seconds = round(clock_moved.total_seconds()) if clock_moved else None
        made.save(force_insert=True)
        EnquiryTopic.objects.bulk_create(_topics(made, facts))
    return Recorded(made, is_new=True)


def record_day(
    *,
    organisation: Organisation,
    contacts: Sequence[tuple[UUID, EnquiryFacts]],
    submission: UUID,
    by: User,
    now: datetime,
) -> int:
    """Many at once; how many were new. All or nothing, and a second time nothing."""
    for facts in {id(facts): facts for _one, facts in contacts}.values():
        check(organisation, facts, by, now)
    with transaction.atomic():
        one_at_a_time(submission)
        wanted = [one for one, _facts in contacts]
        known = set(
            Enquiry.objects.filter(submission__in=wanted).values_list("submission", flat=True)
        )
        new = [(one, facts) for one, facts in contacts if one not in known]
        made = Enquiry.objects.bulk_create(
            _unsaved(organisation, facts, one, by, now) for one, facts in new
        )
        EnquiryTopic.objects.bulk_create(
            part
            for enquiry, (_one, facts) in zip(made, new, strict=True)
            for part in _topics(enquiry, facts)
        )
    return len(made)


def check(organisation: Organisation, facts: EnquiryFacts, by: User, now: datetime) -> None:
    if not may_counsel_for(by, organisation):
        raise MayNotCounsel
    if not facts.topics:
        raise NoTopic
    if facts.held_at > now + AHEAD:
        raise NotHeldYet
    if facts.held_at < now - OLDEST:
        raise TooLongAgo


def _unsaved(
    organisation: Organisation, facts: EnquiryFacts, submission: UUID, by: User, now: datetime
) -> Enquiry:
    return Enquiry(
        organisation=organisation,
        submission=submission,
        counsellor=by,
        held_at=facts.held_at,
        recorded_at=now,
        channel=facts.channel,
        language=facts.language,
        minutes=facts.minutes,
        outcome=facts.outcome,
        target_group=facts.target_group,
        municipality=facts.municipality,
        sealed_note=vault.seal(masked(facts.note)),
    )


def _topics(enquiry: Enquiry, facts: EnquiryFacts) -> list[EnquiryTopic]:
    return [
        EnquiryTopic(organisation_id=enquiry.organisation_id, enquiry=enquiry, topic=topic)
        for topic in facts.topics
    ]
