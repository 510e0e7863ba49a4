"""What people do with their own places: confirm, accept, decline, withdraw."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.actions.places.changing import Move, StepNotPossible, change_states
from loim.events.actions.places.desk import at_the_desk
from loim.events.actions.places.settling import catch_up
from loim.events.logic.participant_states import LIVE, ParticipantState
from loim.events.logic.places.reasons import Reason
from loim.events.models import Participant, Registration
from loim.events.permissions import may_change_event
from loim.people.models import User

S = ParticipantState


class LinkExpired(Refusal):
    """The time to confirm or to accept is over."""

    message = _(
        "The time to answer is over, so the place was not kept. You can register again as long"
        " as registration is open."
    )


class NothingToAnswer(Refusal):
    """There is no open offer: it was answered already, or taken back."""

    message = _("No place is being offered to you now. The page shows how things stand.")


class NotConfirmed(Refusal):
    """Nobody but whoever registered confirms a registration, since others' places hang on it."""

    message = _(
        "Whoever registered you has not confirmed their e-mail yet, so the registration does not"
        " count. Ask them to open the link in their letter; or withdraw here, and register"
        " yourself."
    )


def confirm_email(*, registration: Registration, now: datetime) -> Registration:
    """The address is theirs: places that waited for this are taken. Twice does no harm.

    Raises LinkExpired, Busy.
    """
    with at_the_desk(registration.event_id) as desk:
        catch_up(desk, now)
        current = Registration.objects.get(pk=registration.pk)
        people = _people(current.participants.all())
        live = [person for person in people if person.state in LIVE]
        if current.confirmed_at is None:
            if not live:
                raise LinkExpired
            current.confirmed_at = now
            current.save(update_fields=["confirmed_at"])
            offered = [person for person in live if person.state == S.OFFERED]
            change_states(
                [Move(person, S.ADMITTED, Reason.CONFIRMED) for person in offered],
                by=None,
                now=now,
            )
    return current


def accept_offer(
    *, participant: Participant, is_registrant: bool = False, now: datetime
) -> Participant:
    """Raises LinkExpired, NothingToAnswer, NotConfirmed, Busy. Accepting twice does no harm.

    `is_registrant`: by the link of whoever registered, which confirms their address; by
    somebody whom they registered nothing is confirmed, and nobody else's place changes.
    """
    with at_the_desk(participant.event_id) as desk:
        catch_up(desk, now)
        [person] = _people([participant])
        if person.state == S.ADMITTED:
            return person
        if person.state != S.OFFERED:
            raise _too_late(person)
        if person.registration.confirmed_at is None:
            if not is_registrant:
                raise NotConfirmed
            Registration.objects.filter(pk=person.registration_id).update(confirmed_at=now)
        change_states([Move(person, S.ADMITTED, Reason.ACCEPTED)], by=None, now=now)
    return person


def decline_offer(*, participant: Participant, now: datetime) -> Participant:
    """The place goes to whoever is next. Raises LinkExpired, NothingToAnswer, Busy."""
    with at_the_desk(participant.event_id) as desk:
        catch_up(desk, now)
        [person] = _people([participant])
        if person.state != S.OFFERED:
            raise _too_late(person)
        change_states([Move(person, S.DECLINED, Reason.OFFER_DECLINED)], by=None, now=now)
        catch_up(desk, now)
    return person


def withdraw(
    *, participants: Iterable[Participant], by: User | None, note: str = "", now: datetime
) -> list[Participant]:
    """They do not come after all; their places go to whoever is next.

    Whoever has withdrawn already stays so. All of one event. Raises Busy, StepNotPossible
    where somebody has been there.
    """
    wanted = list(participants)
    if not wanted:
        return []
    with at_the_desk(wanted[0].event_id) as desk:
        people = _people(wanted)
        if any(person.event_id != desk.event.pk for person in people):
            raise ValueError("participants of one event")
        is_organiser = by is not None and may_change_event(by, desk.event)
        reason = Reason.WITHDRAWN_BY_ORGANISER if is_organiser else Reason.WITHDRAWN
        leaving = [person for person in people if person.state in LIVE]
        if any(person.state == S.ATTENDED for person in leaving):
            raise StepNotPossible
        change_states(
            [Move(person, S.CANCELLED, reason, note=note.strip()) for person in leaving],
            by=by,
            now=now,
        )
        catch_up(desk, now)
    return people


def _people(which: Iterable[Participant]) -> list[Participant]:
    """As they are now, in the order of their keys."""
    keys = [person.pk for person in which]
    rows = Participant.objects.filter(pk__in=keys).select_related("registration")
    return list(rows.order_by("pk"))


def _too_late(person: Participant) -> Refusal:
    last: Sequence[str] = list(
        person.decisions.order_by("-at", "-pk").values_list("reason", flat=True)[:1]
    )
    expired = {Reason.OFFER_EXPIRED.value, Reason.NOT_CONFIRMED.value}
    return LinkExpired() if expired.intersection(last) else NothingToAnswer()
