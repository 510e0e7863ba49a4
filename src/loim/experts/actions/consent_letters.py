"""Letters to experts about being listed."""

from typing import Any

from django.utils.timezone import localdate

from loim.common.mail import queue_mail
from loim.experts.models import Consent, Expert
from loim.experts.queries.own_link import address, consent_key
from loim.people.models.user import ERASED_DOMAIN


def tell_of_consent(consent: Consent) -> None:
    write_to_expert(consent.expert, "experts_consent_given", **_about(consent))


def remind(consent: Consent, days: int) -> None:
    write_to_expert(consent.expert, "experts_consent_lapses", days=days, **_about(consent))


def tell_of_lapse(consent: Consent) -> None:
    write_to_expert(consent.expert, "experts_consent_lapsed", **_about(consent))


def tell_of_withdrawal(expert: Expert) -> None:
    write_to_expert(expert, "experts_consent_withdrawn", page=_page(expert, "expert-consent"))


def tell_of_hiding(expert: Expert) -> None:
    page = _page(expert, "expert-mine")
    write_to_expert(expert, "experts_hidden", reason=expert.hidden_reason, page=page)


def tell_of_showing(expert: Expert) -> None:
    write_to_expert(expert, "experts_shown", page=_page(expert, "expert", expert.pk))


def write_to_expert(expert: Expert, template: str, **context: Any) -> None:
    """In the language of their account; nothing to whoever cannot read it any more."""
    person = expert.person
    if person.is_active and not person.email.endswith(f"@{ERASED_DOMAIN}"):
        context = {"name": expert.name, **context}
        queue_mail(to=person.email, template=template, context=context, language=person.language)


def _about(consent: Consent) -> dict[str, Any]:
    language = consent.expert.person.language
    return {
        "expires_date": localdate(consent.expires_at),
        "link": address(language, "expert-consent-own", consent_key(consent)),
    }


def _page(expert: Expert, name: str, *args: object) -> str:
    return address(expert.person.language, name, *args)
