"""May this person? The register is kept by the coordinators of cities, and by its associations.

A city's coordinators (those who record for a municipality) keep the rows that are theirs and see
every row, so that none is written down twice. An association's own people change its own facts.
"""

from django.db.models import QuerySet

from loim.networks.models import Association
from loim.people.models import Organisation, OrganisationKind
from loim.people.permissions import Person
from loim.programmes.permissions import organisations_recorded_by


def keepers_of(person: Person) -> QuerySet[Organisation]:
    """Municipalities in whose name this person keeps the register."""
    return organisations_recorded_by(person).filter(kind=OrganisationKind.MUNICIPALITY)


def may_keep_register(person: Person) -> bool:
    return person.is_authenticated and keepers_of(person).exists()


def may_keep_for(person: Person, keeper: Organisation) -> bool:
    return keepers_of(person).filter(pk=keeper.pk).exists()


def may_keep_association(person: Person, association: Association) -> bool:
    """All of it: its registry code, its state, what it answered."""
    return person.is_authenticated and keepers_of(person).filter(pk=association.keeper_id).exists()


def may_edit_association(person: Person, association: Association) -> bool:
    """Its facts: its keeper, and those who record for the association itself."""
    both = [association.keeper_id, association.organisation_id]
    allowed = organisations_recorded_by(person).filter(pk__in=both)
    return person.is_authenticated and allowed.exists()


def may_read_association(person: Person, association: Association) -> bool:
    """Everything in it: whoever keeps the register, and its own people."""
    return may_edit_association(person, association) or may_keep_register(person)
