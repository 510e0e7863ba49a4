"""The link between an account and a person whom the state's sign-in has identified."""

from django.db import models

from loim.people.models.user import User


class StateIdentity(models.Model):
    """`subject_pseudonym` is a keyed hash of TARA's subject (country and personal code).

    The personal code itself is never stored. Kept as long as the account.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="state_identity")
    subject_pseudonym = models.CharField(max_length=64, unique=True)
    linked_at = models.DateTimeField()
