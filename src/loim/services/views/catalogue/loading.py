"""What the catalogue's pages load, and who is let in."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from loim.people.models import User
from loim.services.models import Location, Service
from loim.services.permissions.catalogue import may_keep, may_keep_place
from loim.services.queries.catalogue.page import load_services
from loim.services.queries.catalogue.words import attach_words


def load_service(pk: int) -> Service:
    return get_object_or_404(load_services(), pk=pk)


def kept_service(request: HttpRequest, pk: int) -> Service:
    """With its words; refused to all but its keepers."""
    service = load_service(pk)
    if not may_keep(request.user, service):
        raise PermissionDenied
    return attach_words([service])[0]


def kept_place(request: HttpRequest, pk: int) -> Location:
    place = get_object_or_404(Location.objects.select_related("owner", "municipality"), pk=pk)
    if not may_keep_place(request.user, place):
        raise PermissionDenied
    return place


def user_of(request: HttpRequest) -> User:
    person: User = request.user  # type: ignore[assignment]
    return person
