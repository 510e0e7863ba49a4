"""A plan is begun, and told how it works."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext

from loim.communities.models import Community, CrisisPlan, CrisisRole
from loim.communities.permissions import may_keep
from loim.people.models import User


def begin_plan(*, community: Community, by: User, now: datetime) -> CrisisPlan:
    """With the usual roles, in the community's language. Begun twice it is the same plan."""
    _check(by, community)
    with transaction.atomic():
        Community.objects.select_for_update(no_key=True).get(pk=community.pk)
        plan, is_new = CrisisPlan.objects.get_or_create(
            community=community, defaults={"created_by": by, "created_at": now}
        )
        if is_new:
            CrisisRole.objects.bulk_create(
                CrisisRole(plan=plan, title=title, explanation=explanation, position=position)
                for position, (title, explanation) in enumerate(_usual_roles(community.language))
            )
    return plan


def change_plan(
    *, plan: CrisisPlan, first_steps: str, calls_each: int, call_minutes: int, by: User
) -> None:
    with transaction.atomic():
        current = held(plan, by)
        current.first_steps = first_steps
        current.calls_each, current.call_minutes = calls_each, call_minutes
        current.save()


def note_review(*, plan: CrisisPlan, by: User, now: datetime) -> None:
    """Looked through, and it is still right: the next reminder comes in a year."""
    with transaction.atomic():
        current = held(plan, by)
        current.reviewed_date = localdate(now)
        current.save()


def held(plan: CrisisPlan, by: User) -> CrisisPlan:
    """As it is now, and nobody else changes it until this transaction ends. Raises
    PermissionDenied unless `by` keeps the community."""
    rows = CrisisPlan.objects.select_related("community__organisation")
    current = rows.select_for_update(of=("self",)).get(pk=plan.pk)
    _check(by, current.community)
    return current


def _check(by: User, community: Community) -> None:
    if not may_keep(by, community):
        raise PermissionDenied


def _usual_roles(language: str) -> list[tuple[str, str]]:
    with translation.override(language):
        return [
            (gettext("Leader"), gettext("Decides that the plan is put to work, begins the calls.")),
            (
                gettext("Communication"),
                gettext(
                    "Listens to the news, speaks with the municipality and the rescuers, tells everybody."
                ),
            ),
            (gettext("Supplies"), gettext("Looks after water, food, fuel and power.")),
            (
                gettext("Care of those who need help"),
                gettext("Sees that nobody is forgotten who cannot manage alone."),
            ),
            (gettext("First aid"), gettext("Helps until others come; keeps the first-aid bag.")),
            (gettext("Shelter and warmth"), gettext("Opens the hall, heats it, finds beds.")),
        ]
