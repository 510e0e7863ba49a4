"""One-time sign-in links for the demonstration. In any other mode there are none."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from loim.people.models import User

SALT = "loim.demo.sign-in"
VALID_SECONDS = 7 * 24 * 3600


class NotInDemoMode(Exception):
    """Sign-in links exist in the demonstration only."""

    def __init__(self) -> None:
        super().__init__("Sign-in links are made in demo mode only (LOIM_MODE=demo).")


class LinkNotValid(Exception):
    """The link was used before, is too old, or was altered."""


def sign_in_link(user: User) -> str:
    """An address that signs the user in once: signing in makes all earlier links void."""
    if not settings.IS_DEMO:
        raise NotInDemoMode
    token = signing.dumps([user.pk, _state(user)], salt=SALT)
    return f"{settings.BASE_URL}{reverse('demo-link', args=[token])}"


def user_of_link(token: str) -> User:
    if not settings.IS_DEMO:
        raise NotInDemoMode
    try:
        pk, state = signing.loads(token, salt=SALT, max_age=VALID_SECONDS)
        user = User.objects.get(pk=pk, is_active=True)
    except (signing.BadSignature, User.DoesNotExist, TypeError, ValueError):
        raise LinkNotValid from None
    if state != _state(user):
        raise LinkNotValid
    return user


def _state(user: User) -> str:
    return user.last_login.isoformat() if user.last_login else ""
