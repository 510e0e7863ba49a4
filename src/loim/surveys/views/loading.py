"""Finding a survey for a page, and whether this person may be there."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from loim.surveys.models import Survey
from loim.surveys.permissions import may_change_survey


def found_survey(pk: int) -> Survey:
    rows = Survey.objects.select_related("organisation", "activity__programme", "copied_from")
    return get_object_or_404(rows, pk=pk)


def kept_survey(request: HttpRequest, pk: int) -> Survey:
    """Refused to whoever does not keep it."""
    survey = found_survey(pk)
    if not may_change_survey(request.user, survey):
        raise PermissionDenied
    return survey
