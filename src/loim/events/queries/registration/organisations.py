"""Organisations as those who register name them: by name, or by that of their municipality."""

from datetime import date

from django.db.models import Q, QuerySet

from loim.people.models import Municipality, Organisation, OrganisationKind, User
from loim.people.permissions import roles_by_organisation

MOST_SUGGESTIONS = 10


def organisation_named(name: str) -> Organisation | None:
    """The one that is called so, in any letter case; 'Rakvere linn' is its government."""
    name = " ".join(name.split())
    if not name:
        return None
    of_place = Q(kind=OrganisationKind.MUNICIPALITY, municipality__name__iexact=name)
    found = list(_active().filter(Q(name__iexact=name) | Q(short_name__iexact=name) | of_place)[:2])
    return found[0] if len(found) == 1 else None


def suggested_organisations(beginning: str) -> list[str]:
    """Names with a word that begins so."""
    beginning = " ".join(beginning.split())
    if len(beginning) < 2:  # one letter begins everything
        return []
    begins = Q(name__istartswith=beginning) | Q(name__icontains=f" {beginning}")
    short = Q(short_name__istartswith=beginning)
    return list(
        _active()
        .filter(begins | short, is_listed=True)
        .order_by("name", "pk")
        .values_list("name", flat=True)[:MOST_SUGGESTIONS]
    )


def organisations_of(person: User) -> list[Organisation]:
    """On whose behalf somebody may register: those that they are a member of today."""
    return list(_active().filter(pk__in=roles_by_organisation(person)).order_by("name", "pk"))


def municipalities_to_choose(day: date) -> QuerySet[Municipality]:
    """Those that exist on a day, by name."""
    return Municipality.objects.existing_on(day).order_by("name", "pk")


def _active() -> QuerySet[Organisation]:
    return Organisation.objects.filter(is_active=True).select_related("municipality")
