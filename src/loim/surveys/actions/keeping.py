"""What every change of a survey begins with: it is locked, and whoever changes it may."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.surveys.models import Survey
from loim.surveys.permissions import may_change_survey


class SurveyOver(Refusal):
    message = _(
        "This survey is closed. Reopen it, or copy it and ask again: what was answered stays."
    )


def kept_survey(survey: Survey, by: User) -> Survey:
    """The survey as it is now; whoever else changes it waits. Call it in a transaction."""
    current = (
        Survey.objects.select_for_update(no_key=True, of=("self",))
        .select_related("organisation", "activity__programme")
        .get(pk=survey.pk)
    )
    if not may_change_survey(by, current):
        raise PermissionDenied
    return current
