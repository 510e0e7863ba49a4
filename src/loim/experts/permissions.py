"""May this person?

| who | may |
|---|---|
| anyone | see experts who are listed, keep a shortlist, write and offer work to them |
| anyone signed in | keep a profile of their own, consent, withdraw, ask for references |
| who may record for an organisation | confirm or decline references of its name, but not their own |
| editors and programme managers of any organisation | hide a profile with a reason, keep the fields |

Nobody sees an expert's address but an asker to whom the expert shows it; nobody sees an asker's.
"""

from datetime import datetime

from django.db.models import QuerySet

from loim.experts.models import Expert, Reference, ReferenceStatus
from loim.people.models import Role, User
from loim.people.permissions import (
    Person,
    may_administer_platform,
    organisations_with_role,
)
from loim.programmes.permissions import may_record_for, organisations_recorded_by

DIRECTORY_ROLES = frozenset({Role.EDITOR, Role.PROGRAMME_MANAGER})


def may_keep_directory(person: Person) -> bool:
    return may_administer_platform(person) or bool(organisations_with_role(person, DIRECTORY_ROLES))


def is_own(person: Person, expert: Expert) -> bool:
    return isinstance(person, User) and expert.person_id == person.pk


def is_listed(expert: Expert, now: datetime) -> bool:
    return Expert.objects.listed(now).filter(pk=expert.pk).exists()


def may_decide_reference(person: Person, reference: Reference) -> bool:
    return (
        reference.organisation is not None
        and not is_own(person, reference.expert)
        and may_record_for(person, reference.organisation)
    )


def references_to_decide(person: Person) -> QuerySet[Reference]:
    """Those that wait for somebody who may record for the organisation, as this person may."""
    waiting = Reference.objects.filter(
        state=ReferenceStatus.ASKED, organisation__in=organisations_recorded_by(person)
    )
    if isinstance(person, User):
        waiting = waiting.exclude(expert__person=person)
    return waiting.select_related("expert", "organisation").order_by("asked_at", "pk")
