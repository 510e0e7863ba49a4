"""A draft becomes a version, which stays as it is."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.communities.actions.crisis.plans import held
from loim.communities.actions.crisis.roles import promote_deputies
from loim.communities.actions.crisis.tree import write_tree
from loim.communities.logic.crisis.tree import mended
from loim.communities.models import CrisisPlan, CrisisVersion, VersionContact
from loim.communities.queries.crisis.draft import Draft, load_draft
from loim.communities.queries.crisis.versions import (
    EVERYBODYS,
    current_version,
    differs,
    read_version,
)
from loim.people.models import User


class NobodyAgreed(Refusal):
    message = _("Nobody can be reached by this plan yet: add contacts, and ask for their consent.")


class NothingChanged(Refusal):
    message = _("Nothing has changed since the last version: it is still in force.")


def publish(
    *, plan: CrisisPlan, note: str, submission: UUID, by: User, now: datetime
) -> CrisisVersion:
    """In force from today, in place of the one before. The same form sent twice publishes once.
    Raises NobodyAgreed, NothingChanged."""
    with transaction.atomic():
        current = held(plan, by)
        return _published(current, note, submission, by, now)


def publish_corrected(
    *, plan: CrisisPlan, note: str, submission: UUID, by: User, now: datetime
) -> CrisisVersion:
    """One step after somebody has left: deputies take over, broken branches are called by whoever
    has a call left, and the plan is published. Raises NobodyAgreed, NothingChanged."""
    with transaction.atomic():
        current = held(plan, by)
        promote_deputies(current)
        draft = load_draft(current)
        order = [str(contact.uuid) for contact in draft.contacts]
        write_tree(current, mended(draft.calls, order, width=current.calls_each))
        return _published(current, note, submission, by, now)


def _published(
    plan: CrisisPlan, note: str, submission: UUID, by: User, now: datetime
) -> CrisisVersion:
    if sent := plan.versions.filter(submission=submission).first():
        return sent
    draft, last = load_draft(plan), current_version(plan)
    content = draft.content()
    if not content.calls:
        raise NobodyAgreed
    if not differs(draft, read_version(last, EVERYBODYS) if last else None):
        raise NothingChanged
    if last is not None:
        last.superseded_at = now
        last.save()
    version = CrisisVersion.objects.create(
        plan=plan, number=last.number + 1 if last else 1, content=content.as_json(), note=note,
        valid_from=localdate(now), published_at=now, published_by=by, submission=submission,
    )  # fmt: skip
    _name_people(version, draft, set(content.calls))
    plan.reviewed_date = localdate(now)
    plan.save()
    return version


def _name_people(version: CrisisVersion, draft: Draft, keys: set[str]) -> None:
    VersionContact.objects.bulk_create(
        VersionContact(
            version=version, contact_uuid=contact.uuid, name=contact.name,
            sealed_details=contact.sealed_details, languages=contact.languages,
            skills=contact.skills,
        )
        for contact in draft.contacts
        if str(contact.uuid) in keys
    )  # fmt: skip
