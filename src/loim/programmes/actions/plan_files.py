"""Uploaded plan files: kept for a day while somebody looks at the preview, then for good or not."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction

from loim.people.models import User
from loim.programmes.models import PlanFile

# Long enough to ask a colleague about what the preview shows.
PENDING_FOR = timedelta(days=1)


def plan_file(*, name: str, content: bytes, by: User | None, now: datetime) -> PlanFile:
    """The file as it came, not saved yet."""
    return PlanFile(
        name=name[-255:],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        uploaded_by=by,
        uploaded_at=now,
    )


@transaction.atomic
def keep_pending_file(*, name: str, content: bytes, by: User, now: datetime) -> PlanFile:
    """Keep a file that was read without refusal until its import is confirmed or discarded."""
    erase_forgotten_files(now=now)
    file = plan_file(name=name, content=content, by=by, now=now)
    file.save()
    return file


def discard_pending_file(*, file: PlanFile, by: User) -> None:
    """Forget an upload. Files that a version was made of stay, and so do other people's."""
    PlanFile.objects.filter(pk=file.pk, uploaded_by=by, planversion=None).delete()


def erase_forgotten_files(*, now: datetime) -> int:
    """Erase files that no version is made of, a day after the upload; returns how many."""
    forgotten = PlanFile.objects.filter(planversion=None, uploaded_at__lt=now - PENDING_FOR)
    return forgotten.delete()[0]
