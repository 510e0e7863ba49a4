"""May this person? Plans, indicators, agreements and reports of a programme.

The approved plan and its numbers are public: a ministry's order and what became of it.
Drafts, agreements, posts and reports are for those who take part in the programme.
"""

from django.db.models import Q, QuerySet
from django.utils import timezone

from loim.people.models import Organisation, Role
from loim.people.permissions import (
    RECORDING_ROLES,
    Person,
    has_role,
    may_administer_platform,
    organisations_with_role,
    roles_by_organisation,
)
from loim.programmes.models import Agreement, AgreementParty, Programme


def may_manage(person: Person, programme: Programme) -> bool:
    """Import and amend plans, set measures, keep agreements, write and submit reports."""
    return may_administer_platform(person) or has_role(
        person, programme.implementer_id, Role.PROGRAMME_MANAGER
    )


def may_approve(person: Person, programme: Programme) -> bool:
    """Approve plan versions by an order, accept reports or send them back."""
    return has_role(person, programme.ministry_id, Role.MINISTRY_APPROVER)


def takes_part(person: Person, programme: Programme) -> bool:
    """See drafts, agreements, posts and reports: implementer, ministry and partners."""
    if may_administer_platform(person):
        return True
    organisations = roles_by_organisation(person)
    if not organisations.keys().isdisjoint({programme.implementer_id, programme.ministry_id}):
        return True
    return AgreementParty.objects.filter(
        agreement__programme=programme, organisation__in=organisations
    ).exists()


def may_read_agreement(person: Person, agreement: Agreement) -> bool:
    """Its documents: the implementer, the ministry and the partners who signed it."""
    programme = agreement.programme
    if may_administer_platform(person):
        return True
    organisations = roles_by_organisation(person)
    if not organisations.keys().isdisjoint({programme.implementer_id, programme.ministry_id}):
        return True
    return agreement.parties.filter(organisation__in=list(organisations)).exists()


def programmes_taken_part_in(person: Person) -> QuerySet[Programme]:
    """All programmes for which `takes_part` holds, as one query."""
    if may_administer_platform(person):
        return Programme.objects.all()
    organisations = list(roles_by_organisation(person))
    parties = AgreementParty.objects.filter(organisation__in=organisations)
    return Programme.objects.filter(
        Q(implementer__in=organisations)
        | Q(ministry__in=organisations)
        | Q(pk__in=parties.values("agreement__programme"))
    )


def may_record(person: Person) -> bool:
    """Write down somebody's work at all; `may_record_for` says whose."""
    return may_administer_platform(person) or bool(organisations_with_role(person, RECORDING_ROLES))


def may_correct_somewhere(person: Person) -> bool:
    """Is a manager of some programme; whose records may be corrected is `record_change`'s matter."""
    return may_administer_platform(person) or bool(
        organisations_with_role(person, [Role.PROGRAMME_MANAGER])
    )


def may_record_for(person: Person, organisation: Organisation) -> bool:
    """Write down an organisation's work: its own people, and the manager for their partners."""
    return organisations_recorded_by(person).filter(pk=organisation.pk).exists()


def organisations_recorded_by(person: Person) -> QuerySet[Organisation]:
    """Whose work this person writes down: their own, and for a manager their partners' too."""
    everyone = Organisation.objects.filter(is_active=True)
    if may_administer_platform(person):
        return everyone
    own = organisations_with_role(person, RECORDING_ROLES)
    managed = organisations_with_role(person, [Role.PROGRAMME_MANAGER])
    partners = AgreementParty.objects.filter(
        agreement__programme__implementer__in=managed,
        agreement__start_date__lte=timezone.localdate(),
    )
    return everyone.filter(Q(pk__in=own) | Q(pk__in=partners.values("organisation")))
