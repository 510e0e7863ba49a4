"""An accepted deliverable goes out: with the team's consent and the organiser's decision."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.trainings.actions.cohort.checking import hold_team
from loim.trainings.actions.cohort.letters import write_to_team
from loim.trainings.models import Deliverable, DeliverableVersion, HandInState
from loim.trainings.permissions import may_change_training
from loim.trainings.queries.cohort.who import Reader


class NotAccepted(Refusal):
    message = _("Only a version that a trainer has accepted can be published. Accept one first.")


class NoConsent(Refusal):
    message = _("The team has not agreed to publication. Ask them to do so on their own page.")


class Published(Refusal):
    message = _(
        "It is published, so your consent is taken back by the organiser taking the page down."
        " Write to them."
    )


class ReasonMissing(Refusal):
    message = _("Write why it is taken back: whoever follows an old link reads it.")


def consent_to_publication(*, deliverable: Deliverable, by: Reader, now: datetime) -> None:
    """For the team; again changes nothing."""
    if not by.is_of_team or deliverable.team_id != by.team.pk:
        raise PermissionDenied
    with transaction.atomic():
        hold_team(by)
        row = Deliverable.objects.get(pk=deliverable.pk)
        if row.consented_at is None:
            row.consented_at, row.consented_by = now, by.member
            row.save(update_fields=["consented_at", "consented_by"])


def withdraw_consent(*, deliverable: Deliverable, by: Reader) -> None:
    """While it is not published. Raises Published."""
    if not by.is_of_team or deliverable.team_id != by.team.pk:
        raise PermissionDenied
    with transaction.atomic():
        hold_team(by)
        row = Deliverable.objects.get(pk=deliverable.pk)
        if row.published_at is not None:
            raise Published
        row.consented_at = row.consented_by = None
        row.save(update_fields=["consented_at", "consented_by"])


def publish_deliverable(*, deliverable: Deliverable, by: User, now: datetime) -> Deliverable:
    """Everybody reads the newest accepted version. Refused: NoConsent, NotAccepted."""
    if not may_change_training(by, deliverable.team.call.training):
        raise PermissionDenied
    with transaction.atomic():
        row = _locked(deliverable)
        version = accepted_version(row)
        if version is None:
            raise NotAccepted
        if row.consented_at is None:
            raise NoConsent
        is_first = row.published_at is None
        row.published_version = version
        row.published_at, row.published_by = row.published_at or now, by
        row.withdrawn_at, row.withdrawn_reason = None, ""
        row.save()
        if is_first:
            _tell(row)
    return row


def take_back_deliverable(
    *, deliverable: Deliverable, reason: str, by: User, now: datetime
) -> Deliverable:
    """Its page says when and why. Raises ReasonMissing."""
    if not may_change_training(by, deliverable.team.call.training):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        row = _locked(deliverable)
        if row.published_at is not None:
            row.published_at = row.published_by = row.published_version = None
            row.withdrawn_at, row.withdrawn_reason = now, reason.strip()[:300]
            row.save()
    return row


def accepted_version(deliverable: Deliverable) -> DeliverableVersion | None:
    """The newest that was accepted; a later one may be under discussion."""
    return deliverable.versions.filter(state=HandInState.ACCEPTED).order_by("-number").first()


def _locked(deliverable: Deliverable) -> Deliverable:
    return (
        Deliverable.objects.select_for_update(of=("self",))
        .select_related("team__call__training")
        .get(pk=deliverable.pk)
    )


def _tell(row: Deliverable) -> None:
    training = row.team.call.training
    write_to_team(
        row.team,
        "trainings_deliverable_published",
        lambda language: {
            "training": training.text("title", language),
            "title": row.text("title", language),
        },
        "model",
    )
