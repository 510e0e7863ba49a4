"""A colleague leaves: all that is theirs goes to another in one step."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.casework import vault
from loim.casework.companions import COMPANIONS
from loim.casework.models import (
    Case,
    CaseEntry,
    CaseStatus,
    EntryKind,
    ProcessStatus,
    RegistryProcess,
)
from loim.casework.permissions import may_counsel_for
from loim.common.mail import queue_mail
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User


class NobodyToHandOverTo(Refusal):
    message = _("Choose a colleague who counsels in the same organisation today.")


@dataclass(frozen=True)
class HandedOver:
    """How many of each; `others` by what the rooms call them."""

    cases: int
    processes: int
    others: tuple[tuple[str, int], ...] = ()


def hand_over(
    *, organisation: Organisation, of: User, to: User, note: str, by: User, now: datetime
) -> HandedOver:
    """Live cases (with a note in each), running registry services, and what other rooms
    register. The colleague gets one letter, which names no client."""
    if not may_counsel_for(by, organisation):
        raise PermissionDenied
    if of == to or not may_counsel_for(to, organisation):
        raise NobodyToHandOverTo
    with transaction.atomic():
        cases = list(
            Case.objects.select_for_update(no_key=True)
            .filter(organisation=organisation, counsellor=of)
            .exclude(state=CaseStatus.CLOSED)
            .order_by("pk")
        )
        for case in cases:
            case.counsellor = to
            case.revision += 1
            case.changed_by, case.changed_at = by, now
            case.save()
        CaseEntry.objects.bulk_create(
            CaseEntry(
                organisation=organisation, case=case, kind=EntryKind.HANDED_OVER,
                sealed_text=vault.seal(note), made_by=by, made_at=now,
            )
            for case in cases
        )  # fmt: skip
        processes = RegistryProcess.objects.filter(
            organisation=organisation, counsellor=of, state=ProcessStatus.RUNNING
        ).update(counsellor=to)
        others = tuple(
            (str(one.handed_over), one.hand_over(of, to, organisation, now))
            for one in COMPANIONS.values()
            if one.hand_over
        )
        queue_mail(
            to=to.email, template="casework_handed_over", language=to.language,
            context={"of": of, "to": to, "cases": len(cases), "processes": processes,
                     "organisation": organisation},
        )  # fmt: skip
        return HandedOver(len(cases), processes, others)
