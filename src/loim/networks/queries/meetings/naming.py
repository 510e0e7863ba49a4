"""What members are called, and by whom: a name is for those who keep the network, and for other
members where its owner agreed to be listed."""

from django.utils.translation import gettext as _

from loim.networks.models import Member


def full_name_of(member: Member) -> str:
    """For those who keep the network: 'Mari Näidis (Rakvere Linnavalitsus)'."""
    person = person_of(member)
    organisation = member.organisation.name if member.organisation else ""
    if not person:
        return organisation
    return f"{person} ({organisation})" if organisation else person


def listed_name_of(member: Member) -> str:
    """For other members; the organisation where the person is not listed, else a word for both."""
    if not person_of(member) or member.listed_consent_at is not None:
        return full_name_of(member)
    return member.organisation.name if member.organisation else _("a member who is not listed")


def person_of(member: Member) -> str:
    if member.name:
        return member.name
    if member.user is not None:
        return member.user.name or member.user.email
    return ""


def name_for(member: Member | None, *, sees_all: bool) -> str:
    if member is None:
        return _("somebody whose name is not kept any more")
    return full_name_of(member) if sees_all else listed_name_of(member)
