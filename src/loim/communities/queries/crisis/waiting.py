"""What waits for those who keep communities."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from loim.communities.models import CrisisPlan, DrillTask, VersionContact
from loim.communities.permissions import KEEPING_ROLES
from loim.communities.queries.crisis.due import plans_without_drill, plans_without_review
from loim.people.models import User
from loim.people.permissions import organisations_with_role


def _kept(person: User, plans: QuerySet[CrisisPlan]) -> QuerySet[CrisisPlan]:
    kept = organisations_with_role(person, KEEPING_ROLES)
    rows = plans.filter(community__organisation__in=kept)
    return rows.select_related("community__organisation").order_by("pk")


def plans_out_of_date(person: User) -> QuerySet[CrisisPlan]:
    left = VersionContact.objects.filter(
        version__plan=OuterRef("pk"), version__superseded_at=None, left_at__isnull=False
    )
    return _kept(person, CrisisPlan.objects.filter(Exists(left)))


def plans_to_review(person: User, today: date) -> QuerySet[CrisisPlan]:
    return _kept(person, plans_without_review(today))


def plans_to_try(person: User, today: date) -> QuerySet[CrisisPlan]:
    return _kept(person, plans_without_drill(today))


def late_tasks(person: User, until: date) -> QuerySet[DrillTask]:
    """Due by then, and not mended."""
    kept = organisations_with_role(person, KEEPING_ROLES)
    rows = DrillTask.objects.filter(
        done_date=None, due_date__lte=until, drill__plan__community__organisation__in=kept
    )
    return rows.select_related("drill__plan").order_by("due_date", "pk")
