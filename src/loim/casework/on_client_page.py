"""What appointments and referrals show and do for a client's record (see companions.py)."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.casework import vault
from loim.casework.actions.appointments.handing_over import hand_over_what_lies_ahead
from loim.casework.actions.referrals.writing import withdraw_where_consent_ended
from loim.casework.companions import Companion, OwnEntry, register
from loim.casework.gate import opened_for_keeping
from loim.casework.logic.clients.timeline import TimelineEntry
from loim.casework.logic.referrals.states import HELD
from loim.casework.models import Appointment, Client, HomeVisit, Referral, Task
from loim.casework.queries.appointments.ical import place_of
from loim.people.models import Organisation, User


def register_companions() -> None:
    register(
        Companion(
            key="appointments",
            timeline=timeline_entries,
            hand_over=_hand_over,
            handed_over=gettext_lazy("appointments, tasks and visits"),
            shown_to_client=_shown_to_client,
            links=(
                ("appointment-new", gettext_lazy("Make an appointment")),
                ("counselling-tasks", gettext_lazy("Note a task")),
                ("home-visit-new", gettext_lazy("Plan a home visit")),
            ),
        )
    )
    register(
        Companion(
            key="referrals",
            timeline=_referrals,
            on_withdrawal=_withdraw,
            hand_over=_hand_over_referrals,
            handed_over=gettext_lazy("referrals"),
            links=(("referral-new", gettext_lazy("Refer to somebody else")),),
        )
    )


def timeline_entries(client: Client) -> Iterator[TimelineEntry]:
    """Appointments, home visits (without the address) and tasks; three queries."""
    for row in Appointment.objects.filter(client=client).select_related("topic", "counsellor"):
        yield TimelineEntry(
            row.starts_at, "appointment",
            _("Appointment: %(state)s") % {"state": row.get_state_display()},
            str(row.topic.text("name")), row.counsellor.name,
            reverse("appointment", args=[row.uuid]), row.case_id,
        )  # fmt: skip
    for visit in HomeVisit.objects.filter(client=client).select_related("visitor"):
        yield TimelineEntry(
            visit.starts_at, "home_visit",
            _("Home visit: %(state)s") % {"state": visit.get_state_display()}, "",
            visit.visitor.name, reverse("home-visit", args=[visit.uuid]), visit.case_id,
        )  # fmt: skip
    for task in Task.objects.filter(client=client).select_related("counsellor"):
        yield TimelineEntry(
            task.made_at, "task", _("Task: %(state)s") % {"state": task.get_state_display()},
            vault.unseal(task.sealed_text), task.counsellor.name, "", task.case_id,
        )  # fmt: skip


def _referrals(client: Client) -> Iterator[TimelineEntry]:
    rows = Referral.objects.filter(origin__client=client)
    for row in rows.select_related("counsellor", "topic", "origin"):
        yield TimelineEntry(
            row.sent_at or row.made_at, "referral",
            _("Referral to %(name)s: %(state)s")
            % {"name": row.recipient_name, "state": row.get_state_display()},
            str(row.topic.text("name")), row.counsellor.name,
            reverse("referral", args=[row.uuid]), row.origin.case_id,
        )  # fmt: skip


def _shown_to_client(client: Client) -> Iterator[OwnEntry]:
    """Those to come. Rooms are not shown where the client's own link does not reach them."""
    rows = Appointment.objects.filter(
        client=client, state__in=["booked", "confirmed"], starts_at__gt=timezone.now()
    )
    for row in rows.select_related("topic", "room").order_by("starts_at"):
        yield OwnEntry(row.starts_at, _("Appointment"), place_of(row))


def _withdraw(client: Client, now: datetime) -> None:
    """Whoever withdraws, by their own link, too: the recipients' pages shut in this moment."""
    with opened_for_keeping(now=now):
        withdraw_where_consent_ended(client=client, now=now)


def _hand_over(of: User, to: User, organisation: Organisation, now: datetime) -> int:
    done = hand_over_what_lies_ahead(organisation=organisation, leaving=of, to=to, by=to, now=now)
    return done.appointments + done.tasks + done.visits


def _hand_over_referrals(of: User, to: User, organisation: Organisation, _now: datetime) -> int:
    live = Referral.objects.filter(
        organisation=organisation, counsellor=of, state__in=["draft", *HELD]
    )
    return live.update(counsellor=to)
