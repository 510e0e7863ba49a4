"""Programmes themselves: begun by an administrator or by the manager of who carries them out."""

from datetime import date
from itertools import count

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import Organisation, Role, User
from loim.people.permissions import has_role, may_administer_platform
from loim.programmes.logic.plan_identities import normalised
from loim.programmes.models import Programme

LONGEST_NAME = 300
LONGEST_SLUG = 60


class ProgrammeExists(Refusal):
    message = _("There is a programme of this name already. Open it instead.")


def programme_named(title: str) -> Programme | None:
    """The programme whose name is the title, apart from case, spaces and dashes."""
    wanted = normalised(title[:LONGEST_NAME])
    programmes = Programme.objects.order_by("pk")
    return next(
        (found for found in programmes if wanted and normalised(found.name) == wanted), None
    )


def locked_programme(pk: int) -> Programme:
    """The programme, while nobody else writes its plans; records of work are not held up.

    One at a time, the second import finds the first one's draft, the second approval the
    first one's order, and whoever edits does not write over either.
    """
    return Programme.objects.select_for_update(no_key=True).get(pk=pk)


@transaction.atomic
def create_programme(
    *,
    name: str,
    implementer: Organisation,
    ministry: Organisation,
    start_date: date,
    end_date: date,
    by: User | None,
    legal_act: str = "",
) -> Programme:
    """Begin a programme; its address is made of its name. Raises PermissionDenied,
    ProgrammeExists. `by` is None for a command on the server."""
    if by is not None and not (
        may_administer_platform(by) or has_role(by, implementer.pk, Role.PROGRAMME_MANAGER)
    ):
        raise PermissionDenied
    try:
        with transaction.atomic():
            return Programme.objects.create(
                name=name[:LONGEST_NAME],
                slug=_free_slug(name),
                implementer=implementer,
                ministry=ministry,
                start_date=start_date,
                end_date=end_date,
                legal_act=legal_act,
            )
    except IntegrityError as error:
        raise ProgrammeExists from error


@transaction.atomic
def change_programme(
    *,
    programme: Programme,
    name: str,
    implementer: Organisation,
    ministry: Organisation,
    start_date: date,
    end_date: date,
    by: User,
    legal_act: str = "",
) -> None:
    """Correct a programme's facts; its address stays. Raises PermissionDenied, ProgrammeExists."""
    if not may_administer_platform(by):
        raise PermissionDenied
    try:
        with transaction.atomic():
            Programme.objects.filter(pk=programme.pk).update(
                name=name[:LONGEST_NAME],
                implementer=implementer,
                ministry=ministry,
                start_date=start_date,
                end_date=end_date,
                legal_act=legal_act,
            )
    except IntegrityError as error:
        raise ProgrammeExists from error


def _free_slug(name: str) -> str:
    """Whole words of the name, as many as fit; numbered where the address is taken."""
    words = slugify(name).split("-")
    while len("-".join(words)) > LONGEST_SLUG - 4 and len(words) > 1:
        words.pop()
    base = "-".join(words)[: LONGEST_SLUG - 4] or "programme"
    taken = {
        "new",  # the address of the page that begins a programme
        *Programme.objects.filter(slug__startswith=base).values_list("slug", flat=True),
    }
    numbered = (f"{base}-{number}" for number in count(2))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)
