"""Finding things for a page, and whether this person may be there."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from loim.assessments.models import Assessment, Subject
from loim.assessments.permissions import may_lead
from loim.people.models import User


def found_assessment(pk: int) -> Assessment:
    rows = Assessment.objects.select_related("subject", "version__questionnaire")
    return get_object_or_404(rows, pk=pk)


def led_assessment(request: HttpRequest, pk: int) -> Assessment:
    """Refused to whoever does not lead its subject."""
    row = found_assessment(pk)
    if not may_lead(request.user, row.subject):
        raise PermissionDenied
    return row


def led_subject(request: HttpRequest, pk: int) -> Subject:
    row = get_object_or_404(Subject, pk=pk)
    if not may_lead(request.user, row):
        raise PermissionDenied
    return row


def person_of(request: HttpRequest) -> User:
    """Behind `signed_in` or `allowed` it is always one."""
    person: User = request.user  # type: ignore[assignment]
    return person
