"""The rules of each room (see retention.py)."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from loim.casework.forgetting import empty, stays_without
from loim.casework.retention import RetentionRule, register_rule
from loim.casework.retention_rules_appointments import register_rules_of_appointments

NOTES_KEPT = timedelta(days=365)
VIEWS_KEPT = timedelta(days=3 * 365)
OPENINGS_KEPT = timedelta(days=5 * 365)


def register_retention_rules() -> None:
    _enquiries()
    _clients()
    _protection()
    register_rules_of_appointments()


def _enquiries() -> None:
    # Somebody was helped: that stays counted when nothing is left of who it was.
    stays_without("casework.Enquiry", sealed_note="")
    from loim.casework.models import Enquiry

    register_rule(
        RetentionRule(
            key="enquiry-notes",
            what=_("Notes of enquiries"),
            purpose=_("To know what was said when somebody asks again."),
            kept=_("one year after the enquiry"),
            due=lambda at: Enquiry.objects.exclude(sealed_note="").filter(
                held_at__lt=at - NOTES_KEPT
            ),
            erase=lambda rows, _now: empty(rows, sealed_note=""),
        )
    )


def _clients() -> None:
    from loim.casework.actions.clients.consenting import (
        KEPT_AFTER_EXPIRY,
        KEPT_AFTER_WITHDRAWAL,
    )
    from loim.casework.models import Client, ClientPresence, ClientStatus

    # That somebody was served, and how long it took, stays when nothing is left of who it was.
    stays_without("casework.RegistryProcess")
    for key, state, kept_for, what, kept in (
        ("clients-withdrawn", ClientStatus.WITHDRAWN, KEPT_AFTER_WITHDRAWAL,
         _("Records of clients who withdrew their consent"), _("30 days after the withdrawal")),
        ("clients-expired", ClientStatus.EXPIRED, KEPT_AFTER_EXPIRY,
         _("Records of clients whose consent was not renewed"),
         _("90 days after the consent ended")),
    ):  # fmt: skip
        register_rule(
            RetentionRule(
                key=key,
                what=what,
                purpose=_("To go on where the client agrees anew; to put a mistake right."),
                kept=kept,
                due=lambda at, state=state, kept_for=kept_for: Client.objects.filter(  # type: ignore[misc]
                    state=state, state_at__lt=at - kept_for
                ),
            )
        )
    register_rule(
        RetentionRule(
            key="presence",
            what=_("Who has a client’s record open"),
            purpose=_("To tell a colleague that somebody else is there, too."),
            kept=_("one day"),
            due=lambda at: ClientPresence.objects.filter(seen_at__lt=at - timedelta(days=1)),
        )
    )


def _protection() -> None:
    from loim.casework.models import BreakGlass, ClientView
    from loim.casework.models.break_glass import ERASED_REASON

    stays_without("casework.BreakGlass", reason=ERASED_REASON)
    register_rule(
        RetentionRule(
            key="views",
            what=_("Who opened a client’s record"),
            purpose=_("To tell clients who has seen what is kept of them."),
            kept=_("three years"),
            due=lambda at: ClientView.objects.filter(viewed_at__lt=at - VIEWS_KEPT),
        )
    )
    register_rule(
        RetentionRule(
            key="openings",
            what=_("Who opened records from outside, and why"),
            purpose=_("To show that records are opened rightly."),
            kept=_("five years"),
            due=lambda at: BreakGlass.objects.filter(opened_at__lt=at - OPENINGS_KEPT),
        )
    )
