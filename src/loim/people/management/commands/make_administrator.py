"""The first platform administrator: everybody else comes by invitation."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from loim.people.actions.accounts import open_account
from loim.people.models import User


class Command(BaseCommand):
    help = "Make somebody a platform administrator; opens an account where there is none."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            user = open_account(now=timezone.now(), email=email, name=options["name"])
        user.is_administrator = user.is_active = True
        user.save(update_fields=["is_administrator", "is_active"])
        self.stdout.write(
            f"{user.email} is a platform administrator. Sign in with a code by e-mail."
        )
