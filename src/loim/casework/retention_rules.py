"""The rules of each room (see retention.py)."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from loim.casework.forgetting import empty, stays_without
from loim.casework.retention import RetentionRule, register_rule

NOTES_KEPT = timedelta(days=365)
VIEWS_KEPT = timedelta(days=3 * 365)
OPENINGS_KEPT = timedelta(days=5 * 365)


def register_retention_rules() -> None:
    _enquiries()
    _protection()


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
