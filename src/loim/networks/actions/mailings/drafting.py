"""Letters to members are written as drafts, which stay until they are sent or thrown away."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.networks.models import Mailing, Network
from loim.networks.permissions import may_change_network
from loim.networks.queries.mailings.recipients import Choice
from loim.people.models import User


class AlreadySent(Refusal):
    message = _("This letter has been sent already, so it stays as it is. Write another one.")


@dataclass(frozen=True)
class MailingWords:
    """`translations`: {"en": {"subject": ..., "body": ...}}."""

    language: str
    subject: str
    body: str
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def save_draft(
    *,
    network: Network,
    mailing: Mailing | None,
    words: MailingWords,
    choice: Choice,
    submission: UUID,
    by: User,
    now: datetime,
) -> Mailing:
    """A new one, or `mailing` changed. The same `submission` again makes no second one. Refused:
    AlreadySent, one who does not keep the network (PermissionDenied)."""
    if not may_change_network(by, network):
        raise PermissionDenied
    try:
        with transaction.atomic():
            draft = _held(network, mailing, submission)
            if draft is None:
                draft = Mailing(network=network, submission=submission, begun_by=by)
            elif draft.sent_at is not None:
                raise AlreadySent
            draft.language, draft.subject, draft.body = words.language, words.subject, words.body
            draft.translations = {code: dict(each) for code, each in words.translations.items()}
            draft.recipients, draft.changed_at = choice.as_json(), now
            draft.save()
    except IntegrityError as error:
        if violated_constraint(error) == "networks_mailing_submission_key":
            return Mailing.objects.get(network=network, submission=submission)
        raise
    return draft


def _held(network: Network, mailing: Mailing | None, submission: UUID) -> Mailing | None:
    rows = Mailing.objects.select_for_update().filter(network=network)
    if mailing is not None:
        return rows.get(pk=mailing.pk)
    return rows.filter(submission=submission).first()


def throw_away(*, mailing: Mailing, by: User, now: datetime) -> None:
    """Refused: AlreadySent."""
    if not may_change_network(by, mailing.network):
        raise PermissionDenied
    with transaction.atomic():
        current = Mailing.objects.select_for_update().filter(pk=mailing.pk).first()
        if current is None:
            return
        if current.sent_at is not None:
            raise AlreadySent
        current.delete()
