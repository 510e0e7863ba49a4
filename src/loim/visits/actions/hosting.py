"""Hosts: asked by the organiser, answering by their link; a host who cancels is heard at once."""

from datetime import datetime
from uuid import UUID, uuid4

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.mail import queue_mail
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.visits.actions.cancelling_letters import tell_of_cancelling
from loim.visits.actions.planning import lock_visit, visit_change
from loim.visits.logic.host_answers import HostStep, answer_after
from loim.visits.models import Answer, Going, Host, HostMessage, Leg
from loim.visits.permissions import may_change_visit
from loim.visits.queries.links import host_link, plan_link
from loim.visits.queries.organiser_addresses import organiser_addresses

LONGEST_MESSAGE = 2000


class HostIsThere(Refusal):
    message = _("%(name)s is among the hosts already. Edit what is said there.")


class HostIsNeeded(Refusal):
    message = _("%(name)s is the host of “%(title)s”. Choose another host there first.")


class NoAddress(Refusal):
    message = _("%(name)s has no e-mail. Add it first, then the letter can be sent.")


class NoReason(Refusal):
    message = _("Write a word about why: the visitors will read it.")


class NothingSaid(Refusal):
    message = _("Write something first.")


class StepNotPossible(Refusal):
    message = _("This has been answered in the meantime. Look at the page again.")


class IsOver(Refusal):
    message = _("This meeting is over: it cannot be cancelled any more.")


def save_host(*, host: Host, by: User, now: datetime) -> Host:
    """Another address gets another link: the one that went to a wrong one, or to somebody who
    is not the contact any more, opens nothing then. Refused: HostIsThere, where another host
    bears the name.
    """
    with visit_change(visit=host.visit, by=by, now=now, step="host_saved") as visit:
        twin = visit.hosts.filter(name__iexact=host.name).exclude(pk=host.pk).first()
        if twin is not None:
            if not host.pk and twin.submission == host.submission:
                return twin
            raise HostIsThere(name=host.name)
        before = visit.hosts.filter(pk=host.pk).values_list("contact_email", flat=True).first()
        if before and before.lower() != host.contact_email.lower():
            host.submission = uuid4()
        host.save()
    return host


def remove_host(*, host: Host, by: User, now: datetime) -> None:
    with visit_change(visit=host.visit, by=by, now=now, step="host_removed"):
        leg = host.legs.order_by("start_at", "pk").first()
        if leg is not None:
            raise HostIsNeeded(name=host.name, title=leg.text("title"))
        host.delete()


def ask_host(*, host: Host, by: User, now: datetime) -> int:
    """One letter with the host's link, about all their meetings. Refused: NoAddress."""
    with visit_change(visit=host.visit, by=by, now=now, step="host_asked") as visit:
        current = visit.hosts.get(pk=host.pk)
        if not current.contact_email:
            raise NoAddress(name=current.name)
        legs = list(current.legs.select_for_update().order_by("start_at", "pk"))
        for leg in legs:
            leg.visit = visit
            after = answer_after(leg.answer, HostStep.ASK)
            if after is not None and after != leg.answer:
                leg.answer = after
                leg.save(update_fields=["answer", "changed_at"])
        queue_mail(
            to=current.contact_email,
            template="visit_host",
            context={
                "host": current,
                "title": visit.event.text("title", current.language),
                "legs": [(leg, leg.text("title", current.language)) for leg in legs],
                "link": host_link(current),
                "contact": visit.event.contact_email,
                "organiser": visit.event.organiser.name,
            },
            language=current.language,
        )
    return len(legs)


def confirm_leg(*, leg: Leg, by: User | None = None, now: datetime) -> Leg:
    """By the host's link (`by` None), or by the organiser, who knows it by other ways.

    Whoever was named for it and is now named for something else stays there.
    Refused: StepNotPossible.
    """
    step = HostStep.NOTE if by else HostStep.CONFIRM
    with transaction.atomic(), pghistory.context(at=now.isoformat(), step="host_confirmed"):
        current = _locked(leg, by)
        after = answer_after(current.answer, step)
        if after is None:
            if current.answer == Answer.CONFIRMED:  # pressed twice
                return current
            raise StepNotPossible
        if current.is_off:
            _leave_those_who_are_elsewhere(current)
        current.answer, current.answered_at = after, now
        current.cancel_reason, current.dealt_with_at = "", None
        current.save()
    return current


def _leave_those_who_are_elsewhere(leg: Leg) -> None:
    others = Going.objects.filter(during__overlap=(leg.start_at, leg.end_at)).exclude(leg=leg)
    Going.objects.filter(leg=leg, participant__in=others.values("participant")).delete()


def cancel_leg(*, leg: Leg, reason: str, by: User | None = None, now: datetime) -> Leg:
    """The host cannot receive: nothing is taken away, the time becomes free. The organiser and
    all who would have gone get a letter at once.

    Refused: NoReason, StepNotPossible, IsOver.
    """
    if not reason.strip():
        raise NoReason
    with transaction.atomic(), pghistory.context(at=now.isoformat(), step="host_cancelled"):
        current = _locked(leg, by)
        after = answer_after(current.answer, HostStep.CANCEL)
        if after is None:
            if current.is_off:
                return current
            raise StepNotPossible
        if current.end_at <= now:
            raise IsOver
        current.answer, current.answered_at = after, now
        current.cancel_reason = reason.strip()[:LONGEST_MESSAGE]
        # Whoever presses it at the organiser's knows it already.
        current.dealt_with_at = now if by else None
        current.save()
        tell_of_cancelling(leg=current, now=now, tells_organiser=by is None)
    return current


def deal_with(*, leg: Leg, by: User, now: datetime) -> None:
    """The organiser has seen that the host cancelled, and done what was to be done."""
    with visit_change(visit=leg.visit, by=by, now=now, step="cancelling_dealt_with"):
        Leg.objects.filter(pk=leg.pk, answer=Answer.CANCELLED, dealt_with_at=None).update(
            dealt_with_at=now
        )


def write_from_host(
    *, host: Host, text: str, leg: Leg | None, submission: UUID, now: datetime
) -> HostMessage:
    """A question for the organiser, who gets it by mail. Refused: NothingSaid."""
    if not text.strip():
        raise NothingSaid
    with transaction.atomic():
        visit = lock_visit(host.visit_id)
        message, is_new = _message(host, text, leg, submission, now, is_from_host=True)
        if is_new:
            for address, language in organiser_addresses(visit):
                queue_mail(
                    to=address,
                    template="visit_host_asks",
                    context={
                        "host": host,
                        "text": message.text,
                        "title": visit.event.text("title", language),
                        "leg": leg.text("title", language) if leg else "",
                        "link": plan_link(visit, language),
                    },
                    language=language,
                )
    return message


def answer_host(
    *, host: Host, text: str, leg: Leg | None, submission: UUID, by: User, now: datetime
) -> HostMessage:
    """Refused: NothingSaid, NoAddress."""
    if not text.strip():
        raise NothingSaid
    with visit_change(visit=host.visit, by=by, now=now, step="host_answered") as visit:
        if not host.contact_email:
            raise NoAddress(name=host.name)
        message, is_new = _message(host, text, leg, submission, now, is_from_host=False)
        if is_new:
            queue_mail(
                to=host.contact_email,
                template="visit_host_answered",
                context={
                    "host": host,
                    "text": message.text,
                    "title": visit.event.text("title", host.language),
                    "link": host_link(host),
                },
                language=host.language,
            )
    return message


def _message(
    host: Host, text: str, leg: Leg | None, submission: UUID, now: datetime, *, is_from_host: bool
) -> tuple[HostMessage, bool]:
    return HostMessage.objects.get_or_create(
        submission=submission,
        defaults={
            "host": host,
            "leg": leg,
            "is_from_host": is_from_host,
            "text": text.strip()[:LONGEST_MESSAGE],
            "sent_at": now,
        },
    )


def _locked(leg: Leg, by: User | None) -> Leg:
    """The leg as it is now, while nobody else changes the visit."""
    visit = lock_visit(leg.visit_id)
    if by is not None and not may_change_visit(by, visit):
        raise PermissionDenied
    current = Leg.objects.select_related("host").get(pk=leg.pk)
    current.visit = visit
    return current
