"""Say of a translation that it needs no change, or that a person has read what a machine wrote."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.content.actions.states import locked_states, write_states
from loim.content.models import Confirmation, Text, TextVersion, VersionStatus
from loim.content.permissions import may_write
from loim.people.models import User


class NothingToConfirm(Refusal):
    message = _("Only a published translation can be confirmed as unchanged.")


class SourceMovedOn(Refusal):
    message = _("The source changed again while you compared. See what is new before you confirm.")


def confirm_unchanged(
    *, text: Text, language: str, compared_with: TextVersion, by: User, now: datetime
) -> None:
    """`compared_with` is the version of the source that the person saw; it must still be the
    current one of its language. Raises NothingToConfirm, SourceMovedOn."""
    if not may_write(by, text, language):
        raise PermissionDenied
    with transaction.atomic():
        states = locked_states(text)
        state = states[language]
        if state.current is None or state.is_source or state.base is None:
            raise NothingToConfirm
        if compared_with.text_id != text.pk or compared_with.status != VersionStatus.PUBLISHED:
            raise NothingToConfirm
        if states[compared_with.language].current != compared_with:
            raise SourceMovedOn
        if compared_with.language != state.base.language:
            raise NothingToConfirm
        Confirmation.objects.get_or_create(
            version=state.current,
            compared_with=compared_with,
            defaults={"confirmed_by": by, "confirmed_at": now},
        )
        state.base = compared_with
        write_states(text, states, now)
