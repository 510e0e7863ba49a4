"""The list of people, for platform administrators."""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from loim.people.models import Membership, Organisation, User
from loim.people.models.user import ERASED_DOMAIN


def people_like(
    *,
    today: date,
    text: str = "",
    organisation: Organisation | None = None,
    role: str = "",
    state: str = "active",
) -> QuerySet[User]:
    """People with their present roles at hand (`present_roles`); `state`: active, closed or all."""
    present = Membership.objects.in_force_on(today)
    rows = User.objects.exclude(email__endswith=f"@{ERASED_DOMAIN}").prefetch_related(
        Prefetch(
            "memberships",
            present.select_related("organisation").order_by("organisation__name", "role", "pk"),
            to_attr="present_roles",
        )
    )
    if state in {"active", "closed"}:
        rows = rows.filter(is_active=state == "active")
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(email__icontains=text))
    if organisation or role:
        wanted = present.filter(user=OuterRef("pk"))
        wanted = wanted.filter(organisation=organisation) if organisation else wanted
        wanted = wanted.filter(role=role) if role else wanted
        rows = rows.filter(Exists(wanted))
    return rows.order_by(Lower("name"), "email", "pk")
