"""`loim demo`: the platform with the real plan of 2023 and a year of invented work."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from loim.config.environment import WrongSetting, data_folder


def add_arguments(parts: Any) -> None:
    demo = parts.add_parser("demo", help="fill a demonstration and serve it")
    demo.add_argument("--load-only", action="store_true", help="fill the database, do not serve")
    demo.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    demo.add_argument("--host", default="127.0.0.1")
    demo.set_defaults(run=run_demo, needs_database=True, prepare=prepare_demo)
    inner = demo.add_subparsers(metavar="")
    link = inner.add_parser("link", help="print a one-time sign-in link for an account")
    link.add_argument("email")
    link.set_defaults(run=run_link, needs_database=True, prepare=prepare_link)


def prepare_demo(options: argparse.Namespace) -> None:
    """Settings are read once, so mode and address are set before they are."""
    os.environ.setdefault("LOIM_MODE", "demo")
    os.environ.setdefault("LOIM_BASE_URL", f"http://{options.host}:{options.port}")


def prepare_link(_options: argparse.Namespace) -> None:
    """The link leads to where the demonstration was served last."""
    os.environ.setdefault("LOIM_MODE", "demo")
    if _address_file().exists():
        os.environ.setdefault("LOIM_BASE_URL", _address_file().read_text().strip())


def _address_file() -> Path:
    return data_folder() / "demo-address"


def run_demo(options: argparse.Namespace) -> int:
    from loim.config.commands.database import prepare_database
    from loim.config.commands.serving import supervise
    from loim.config.static_files import collect_static_files
    from loim.demo.load import load_demo

    _refuse_unless_demo()
    say("Preparing the database ...")
    prepare_database()
    say(load_demo())
    if options.load_only:
        return 0
    collect_static_files()
    address = os.environ["LOIM_BASE_URL"]
    _address_file().parent.mkdir(parents=True, exist_ok=True)
    _address_file().write_text(address)
    say(f"\nLõim is served at {address}/\n")
    _print_accounts(address)
    say("\nStop with Ctrl-C. The data stays; delete the folder var/ to begin anew.\n")
    return supervise(host=options.host, port=options.port, processes=2, has_worker=True)


def run_link(options: argparse.Namespace) -> int:
    """Exit code 2 and a message where no such account exists."""
    from loim.demo.sign_in_links import sign_in_link
    from loim.people.models import User

    _refuse_unless_demo()
    user = User.objects.filter(email__iexact=options.email, is_active=True).first()
    if user is None:
        known = ", ".join(User.objects.order_by("email").values_list("email", flat=True)[:30])
        print(f"No account has the address {options.email}. Known: {known}", file=sys.stderr)
        return 2
    say(sign_in_link(user))
    return 0


def _refuse_unless_demo() -> None:
    from django.conf import settings

    if not settings.IS_DEMO:
        raise WrongSetting("LOIM_MODE is not 'demo': invented work is never mixed with real work.")


def _print_accounts(address: str) -> None:
    from loim.demo.accounts import ACCOUNTS

    say(f"Sign in as one of these at {address}/demo/ (or `loim demo link E-MAIL`):")
    for account in ACCOUNTS:
        say(
            f"  {account.email:26} {account.role.value.replace('_', ' '):18} {account.organisation}"
        )


def say(text: str) -> None:
    print(text, flush=True)
