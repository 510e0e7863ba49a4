"""A training begins and ends: by the organiser's word, when nothing is missing that matters."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.trainings.actions.days.keeping import ask_to_keep_lists
from loim.trainings.logic.cohort import running as rules
from loim.trainings.models import Training
from loim.trainings.permissions import may_change_training
from loim.trainings.queries.cohort.state import missing_in_words, state_of


class StepNotPossible(Refusal):
    message = _("This cannot be done: the training is now “%(status)s”. Open its page again.")


class SomethingMissing(Refusal):
    message = _("Before that: %(missing)s.")


def start_training(*, training: Training, by: User, now: datetime) -> Training:
    """The cohort begins its work. Refused: SomethingMissing, StepNotPossible."""
    return _step(training, rules.RUNNING, rules.missing_to_start, by, now)


def end_training(*, training: Training, by: User, now: datetime) -> Training:
    """Nothing is handed in or booked any more; what is there stays. Refused as `start_training`."""
    return _step(training, rules.ENDED, rules.missing_to_end, by, now)


def reopen_training(*, training: Training, by: User, now: datetime) -> Training:
    """It was ended too early."""
    return _step(training, rules.RUNNING, lambda _state: [], by, now)


def _step(
    training: Training,
    after: str,
    missing_of: Callable[[rules.State], list[rules.Missing]],
    by: User,
    now: datetime,
) -> Training:
    if not may_change_training(by, training):
        raise PermissionDenied
    with transaction.atomic():
        row = Training.objects.select_for_update(no_key=True).get(pk=training.pk)
        if not rules.leads_to(row.status, after):
            raise StepNotPossible(status=row.get_status_display())
        stops = [what for what in missing_of(state_of(row, now)) if what in rules.STOPS]
        if stops:
            raise SomethingMissing(missing="; ".join(missing_in_words(stops)))
        row.status = after
        row.save(update_fields=["status"])
        ask_to_keep_lists(row)
    return row
