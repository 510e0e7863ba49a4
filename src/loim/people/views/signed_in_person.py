from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from loim.people.models import User


def signed_in_person(request: HttpRequest) -> User:
    """The person behind a request; for views whose decorator lets nobody else in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
