"""Begin a service, write down its facts and its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.content.actions.writing import create_text, publish, save_draft
from loim.content.models import TextVersion
from loim.content.permissions import may_edit_for
from loim.people.models import Municipality, Organisation, User
from loim.services.actions.catalogue.changes import note_published_words, service_changed
from loim.services.logic.condition_form import BadConditions, read_groups
from loim.services.logic.conditions import groups_nobody_meets
from loim.services.logic.due_dates import next_due
from loim.services.models import ChangeKind, LifeEvent, Service, Topic
from loim.services.models.catalogue.service import ADDITION_TEXT, SERVICE_TEXT
from loim.services.permissions.catalogue import may_keep


class ServiceChangedMeanwhile(Refusal):
    message = _(
        "Somebody else changed this service since you opened the page. What you wrote is still"
        " here: look at the service in another window, and save once more to keep yours."
    )


class ForNobody(Refusal):
    message = _(
        "Nobody can meet these conditions, so nobody would find the service. Look through them."
    )


class ConditionsNotUnderstood(Refusal):
    message = _("The conditions are not of the expected form: %(path)s.")


class MirroredAlready(Refusal):
    message = _("Your municipality has local additions to this service already. Open those.")


class NotNational(Refusal):
    message = _("Only a service of the state can have local additions.")


@dataclass(frozen=True)
class ServiceFacts:
    """Without words: those are a text of their own."""

    authority: Organisation
    level: str
    municipality: Municipality | None = None
    languages: tuple[str, ...] = ()
    url: str = ""
    is_free: bool = False
    processing_min: int | None = None
    processing_max: int | None = None
    processing_unit: str = ""
    conditions: Sequence[Any] = ()
    topics: Sequence[Topic] = ()
    life_events: Sequence[LifeEvent] = ()
    confirm_every_months: int = 6


_PLAIN = (
    "authority", "level", "municipality", "languages", "url", "is_free", "processing_min",
    "processing_max", "processing_unit", "conditions", "confirm_every_months",
)  # fmt: skip
_KIND_OF_CHANGE: Mapping[str, str] = {
    "conditions": ChangeKind.CONDITIONS,
    "municipality": ChangeKind.CONDITIONS,
    "languages": ChangeKind.CHANNELS,
    "url": ChangeKind.CHANNELS,
    "is_free": ChangeKind.COST,
    "processing_min": ChangeKind.DURATION,
    "processing_max": ChangeKind.DURATION,
    "processing_unit": ChangeKind.DURATION,
}


@dataclass(frozen=True)
class Words:
    """Of the source language; `fields` as the kind of text has them."""

    fields: Mapping[str, str] = field(default_factory=dict)
    language: str = "et"


def create_service(
    *, owner: Organisation, facts: ServiceFacts, words: Words, submission: UUID | None = None,
    by: User, now: datetime,
) -> Service:  # fmt: skip
    """A draft. The same `submission` again gives what it made the first time. Refused: ForNobody."""
    service = Service(owner=owner)
    _put(service, facts)
    return _create(service, facts, words, SERVICE_TEXT, submission, by, now)


def mirror_service(
    *, national: Service, owner: Organisation, words: Words, submission: UUID | None = None,
    by: User, now: datetime,
) -> Service:  # fmt: skip
    """Local additions of the owner's municipality to a service of the state; a draft.

    Refused: NotNational, MirroredAlready."""
    if national.level != "state" or national.is_mirror or national.municipality_id:
        raise NotNational
    if owner.municipality_id is None:
        raise PermissionDenied
    facts = ServiceFacts(
        authority=national.authority,
        level="city",
        municipality=owner.municipality,
        confirm_every_months=national.confirm_every_months,
    )
    service = Service(owner=owner, national=national)
    _put(service, facts)
    try:
        return _create(service, facts, words, ADDITION_TEXT, submission, by, now)
    except IntegrityError as error:
        if violated_constraint(error) == "service_mirrored_once_per_place":
            raise MirroredAlready from error
        raise


def edit_service(
    *, service: Service, facts: ServiceFacts, seen_revision: int | None, by: User, now: datetime
) -> list[str]:
    """Returns the kinds of change that were noted. Refused: ServiceChangedMeanwhile, ForNobody.

    `seen_revision` is that of the page that the form came from; None writes over anything."""
    with transaction.atomic():
        current = Service.objects.select_for_update().get(pk=service.pk)
        if not may_keep(by, current):
            raise PermissionDenied
        if seen_revision is not None and seen_revision != current.revision:
            raise ServiceChangedMeanwhile
        before = {name: getattr(current, name) for name in _PLAIN}
        _put(current, facts)
        current.revision += 1
        current.changed_at = now
        if current.assured_at is not None:
            current.next_due_date = next_due(
                current.assured_at.date(), current.confirm_every_months
            )
        current.save()
        current.topics.set(facts.topics)
        current.life_events.set(facts.life_events)
        kinds = [
            kind for name, kind in _KIND_OF_CHANGE.items() if before[name] != getattr(current, name)
        ]
        service_changed(current, *kinds, by=by, now=now)
    return list(dict.fromkeys(kinds))


def save_words(
    *, service: Service, fields: Mapping[str, str], seen_revision: int | None, by: User,
    now: datetime,
) -> TextVersion:  # fmt: skip
    """A draft of the words in their source language. Refused: content's ChangedMeanwhile."""
    return save_draft(
        text=service.text, language=service.text.source_language, fields=fields,
        seen_revision=seen_revision, by=by, now=now,
    )  # fmt: skip


def publish_words(*, service: Service, is_minor: bool, by: User, now: datetime) -> None:
    """Translations become stale, unless it is minor; what uses the service is told.

    Refused: content's NothingToPublish, FieldIsEmpty."""
    with transaction.atomic():
        publish(
            text=service.text, language=service.text.source_language, is_minor=is_minor, by=by,
            now=now,
        )  # fmt: skip
        note_published_words([service.pk])


def _put(service: Service, facts: ServiceFacts) -> None:
    try:
        groups = read_groups(list(facts.conditions))
    except BadConditions as bad:
        raise ConditionsNotUnderstood(path=str(bad)) from bad
    if groups and len(groups_nobody_meets(groups)) == len(groups):
        raise ForNobody
    for name in _PLAIN:
        setattr(service, name, getattr(facts, name))
    service.languages, service.conditions = list(facts.languages), list(facts.conditions)


def _create(  # noqa: PLR0917  # of two actions alone
    service: Service, facts: ServiceFacts, words: Words, kind: str, submission: UUID | None,
    by: User, now: datetime,
) -> Service:  # fmt: skip
    if not may_edit_for(by, service.owner):
        raise PermissionDenied
    if submission and (made := Service.objects.filter(submission=submission).first()):
        return made
    try:
        with transaction.atomic():
            service.text = create_text(
                kind=kind, owner=service.owner, fields=words.fields, language=words.language,
                by=by, now=now,
            )  # fmt: skip
            service.submission, service.recorded_by = submission, by
            service.recorded_at = service.changed_at = now
            service.save()
            service.topics.set(facts.topics)
            service.life_events.set(facts.life_events)
    except IntegrityError as error:
        if submission and violated_constraint(error) == "services_service_submission_key":
            return Service.objects.get(submission=submission)  # the other of two at once
        raise
    return service
