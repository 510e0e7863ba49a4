"""Accounts. A person signs in by a code, a passkey or the state's TARA: nobody has a password."""

from typing import Any

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("et", "Eesti"), ("en", "English"), ("ru", "Русский"), ("uk", "Українська")]

# RFC 2606: mail to it goes nowhere, ever.
ERASED_DOMAIN = "erased.invalid"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, **fields: Any) -> "User":
        # In small letters throughout, as the sign-in looks for it.
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_unusable_password()
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")


@pghistory.track(model_name="UserHistory", exclude=["last_login", "password"])
class User(AbstractBaseUser):
    """`is_administrator` looks after the platform itself: organisations, people, municipalities.

    Personal data: name and e-mail, kept so that a person can be invited, reached and
    named as the author of records; erased on request, and three years after the last
    membership ended (`people.retention`).
    """

    email = models.EmailField(_("e-mail"), max_length=254)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="et")
    is_active = models.BooleanField(_("active"), default=True)
    is_administrator = models.BooleanField(_("platform administrator"), default=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique")]

    def __str__(self) -> str:
        return self.get_full_name()

    @property
    def is_erased(self) -> bool:
        """A nameless row that stays because records name it as their author."""
        return self.email.endswith(f"@{ERASED_DOMAIN}")

    def get_full_name(self) -> str:
        if self.is_erased:
            return gettext("former user")
        return self.name or self.email

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.get_full_name()
