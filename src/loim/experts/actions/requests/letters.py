"""Letters between askers and experts. No letter to the one holds the address of the other, but
where an expert shows theirs."""

from typing import Any

from loim.common.mail import queue_mail
from loim.experts.actions.consent_letters import write_to_expert
from loim.experts.models import Approach, ApproachStatus, ExpertRequest
from loim.experts.queries.own_link import address, request_link
from loim.people.models.user import ERASED_DOMAIN

GIVEN = "experts_request_given"


def ask_to_confirm(request: ExpertRequest) -> None:
    """To an address that nobody has proved yet."""
    write_to_asker(request, GIVEN)


def tell_expert(approach: Approach, template: str, **more: Any) -> None:
    """`template`: received, chosen, released, message."""
    request, language = approach.request, approach.expert.person.language
    write_to_expert(
        approach.expert,
        f"experts_request_{template}",
        subject=request.subject,
        asker=request.asker_name,
        organisation=request.on_behalf_of,
        is_work=request.kind == "work",
        page=address(language, "expert-approach", approach.pk),
        **more,
    )


def tell_of_answer(approach: Approach, words: str) -> None:
    """The expert's address only where they show it."""
    shown = approach.expert.person.email if approach.shows_address else ""
    write_to_asker(
        approach.request,
        "experts_request_answered",
        expert=approach.expert.name,
        answer=approach.state if approach.state in _IN_WORDS else "message",
        words=words,
        address=shown,
    )


_IN_WORDS = {ApproachStatus.YES, ApproachStatus.NO, ApproachStatus.QUESTION}


def ask_for_reference(request: ExpertRequest) -> None:
    chosen = request.approaches.select_related("expert").get(state=ApproachStatus.CHOSEN)
    write_to_asker(request, "experts_work_over", expert=chosen.expert.name)


def write_to_asker(request: ExpertRequest, template: str, **more: Any) -> None:
    to, language = _asker(request)
    if to and not to.endswith(f"@{ERASED_DOMAIN}"):
        context = {
            "name": request.asker_name,
            "subject": request.subject,
            "link": request_link(request, language),
            **more,
        }
        queue_mail(to=to, template=template, context=context, language=language)


def _asker(request: ExpertRequest) -> tuple[str, str]:
    person = request.asker
    if person is not None:
        return (person.email if person.is_active else "", person.language)
    return request.asker_email, request.language
