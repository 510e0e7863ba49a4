"""Letters about references."""

from loim.common.mail import queue_mail
from loim.experts.actions.consent_letters import write_to_expert
from loim.experts.models import Reference
from loim.experts.queries.own_link import address, reference_key

ASKED, DECIDED = "experts_reference_asked", "experts_reference_decided"


def ask_contact(reference: Reference) -> None:
    """To an address that the expert gave: says who asks, and what they say they did."""
    queue_mail(
        to=reference.contact_email,
        template=ASKED,
        context={
            "contact": reference.contact_name,
            "expert": reference.expert.name,
            "organisation": reference.organisation_name,
            "work": reference.work,
            "link": address(reference.language, "expert-reference-own", reference_key(reference)),
        },
        language=reference.language,
    )


def tell_expert(reference: Reference) -> None:
    write_to_expert(
        reference.expert,
        DECIDED,
        organisation=reference.organisation_name,
        work=reference.work,
        is_confirmed=reference.state == "confirmed",
        reason=reference.reason,
        page=address(reference.expert.person.language, "expert-references"),
    )
