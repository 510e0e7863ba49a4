"""What may be passed on of a client, and the words in which the client agrees to it."""

import json
from collections.abc import Iterable

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from loim.casework import vault
from loim.casework.logic.referrals.fields import PassedField, minimal
from loim.casework.models import Client, Referral, ReferralOrigin
from loim.common.translated import LANGUAGE_CODES, LANGUAGES

LABELS: dict[str, str | Promise] = {
    PassedField.NAME: pgettext_lazy("a person", "name"),
    PassedField.CONTACT: gettext_lazy("e-mail or phone"),
    PassedField.LANGUAGE: gettext_lazy("language"),
    PassedField.NEED: gettext_lazy("what help is needed"),
    PassedField.ARRIVED: gettext_lazy("day of arrival in Estonia"),
    PassedField.MUNICIPALITY: gettext_lazy("municipality where they live"),
    PassedField.TARGET_GROUP: gettext_lazy("target group"),
    PassedField.CODE: gettext_lazy("personal code"),
}


def known_values(client: Client, need: str) -> dict[str, str]:
    """All that could be passed on, in the language that is being spoken."""
    languages = dict(LANGUAGES)
    return {
        PassedField.NAME: vault.unseal(client.sealed_name),
        PassedField.CONTACT: " · ".join(vault.unseal(client.sealed_contact).split("\n")),
        PassedField.LANGUAGE: languages.get(client.language, client.language),
        PassedField.NEED: need,
        PassedField.ARRIVED: client.arrived_on.isoformat() if client.arrived_on else "",
        PassedField.MUNICIPALITY: client.municipality.name if client.municipality else "",
        PassedField.TARGET_GROUP: str(client.get_target_group_display()),
        PassedField.CODE: vault.unseal(client.sealed_code),
    }


def preview(origin: ReferralOrigin) -> dict[str, str]:
    """Exactly what the recipient will see."""
    values = known_values(origin.client, vault.unseal(origin.sealed_need))
    return minimal(values, origin.ticked)


def passed_on(referral: Referral) -> list[tuple[str | Promise, str]]:
    """(label, value) of the copy; empty where nothing is held any more."""
    if not referral.sealed_passed_on:
        return []
    values = json.loads(vault.unseal(referral.sealed_passed_on))
    return [(LABELS[field], values[field]) for field in LABELS if field in values]


def consent_language_of(client: Client) -> str:
    return client.language if client.language in LANGUAGE_CODES else "en"


def consent_text(recipient: str, fields: Iterable[str], language: str) -> str:
    """What is read out or shown to the client, word for word, before they agree."""
    with translation.override(language):
        data = ", ".join(str(LABELS[field]) for field in fields)
        return _(
            "I agree that these data about me are passed on to “%(recipient)s”, so that they can"
            " help me: %(data)s. Nothing else is passed on. I can withdraw this at any time: then"
            " the recipient is told, and what was passed on through this platform is erased."
        ) % {"recipient": recipient, "data": data}
