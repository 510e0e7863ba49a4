"""Why somebody gets no certificate, in words."""

from django.utils.translation import gettext as _

from loim.trainings.logic.certificates.outlook import Gap
from loim.trainings.models import Training


def gap_words(gap: Gap, training: Training) -> str:
    return {
        Gap.NO_DAYS: _("no training day that counts has been held"),
        Gap.DAYS_TO_COME: _("can still reach it: days are to come"),
        Gap.TOO_FEW_DAYS: _("was there less than %(share)s%% of the days")
        % {"share": training.required_share},
        Gap.NO_DELIVERABLE: _("the team's model has not been accepted"),
        Gap.HAS_ONE: _("has one"),
        Gap.REVOKED: _("the certificate was revoked; it can be issued anew"),
    }[gap]
