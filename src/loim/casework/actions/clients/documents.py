"""Copies of documents: kept encrypted, with the client's consent, of kinds that are known."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.casework import vault
from loim.casework.actions.clients.refusals import NotAgreed, RecordNotInUse
from loim.casework.forgetting import forget
from loim.casework.logic.clients.file_kinds import kind_of
from loim.casework.models import Case, Client, ClientDocument, ConsentScope
from loim.casework.models.document import MOST_BYTES
from loim.casework.permissions import may_counsel_for
from loim.casework.queries.clients.consents import agreed_to
from loim.common.refusals import Refusal
from loim.people.models import User


class FileNotAccepted(Refusal):
    message = _("Only PDF, JPEG, PNG and WebP files are kept, and this is none of them.")


class FileTooLarge(Refusal):
    message = _("The file is larger than 10 MB or empty. Scan it with fewer dots, or in parts.")


def add_document(
    *, client: Client, title: str, content: bytes, submission: UUID, by: User, now: datetime,
    case: Case | None = None,
) -> ClientDocument:  # fmt: skip
    """Refuses NotAgreed, RecordNotInUse, FileNotAccepted, FileTooLarge."""
    if not may_counsel_for(by, client.organisation):
        raise PermissionDenied
    if not 0 < len(content) <= MOST_BYTES:
        raise FileTooLarge
    mime = kind_of(content)
    if mime is None:
        raise FileNotAccepted
    with transaction.atomic():
        held = Client.objects.select_for_update(no_key=True).get(pk=client.pk)
        made = ClientDocument.objects.filter(submission=submission).first()
        if made is not None:
            return made
        if not held.is_active:
            raise RecordNotInUse
        if not agreed_to(held, ConsentScope.DOCUMENTS):
            raise NotAgreed(what=ConsentScope.DOCUMENTS.label)
        document = ClientDocument(
            organisation_id=held.organisation_id, client=held, case=case,
            sealed_title=vault.seal(title), mime=mime, size_bytes=len(content), added_by=by,
            added_at=now, submission=submission,
        )  # fmt: skip
        document.content.save("", ContentFile(content), save=True)
        return document


def remove_document(*, document: ClientDocument, by: User, now: datetime) -> None:
    """With its file."""
    if not may_counsel_for(by, document.organisation):
        raise PermissionDenied
    with transaction.atomic():
        forget(ClientDocument.objects.filter(pk=document.pk))
