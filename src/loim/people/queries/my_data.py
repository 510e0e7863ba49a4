"""Everything that the platform keeps about one person."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models import ForeignObjectRel, Model

from loim.common.models import OutgoingMail
from loim.people.models import Invitation, LetterSwitchedOff, StateIdentity, User
from loim.people.personal_records import REGISTERED
from loim.people.queries.memberships import memberships_of


def export_of(person: User) -> dict[str, Any]:
    """As plain values, ready for JSON. Keys are stable: programs may read it."""
    return {
        "account": {
            "email": person.email,
            "name": person.name,
            "language": person.language,
            "joined": _day(person.date_joined),
            "last_sign_in": _day(person.last_login),
            "is_platform_administrator": person.is_administrator,
        },
        "earlier_values": _earlier_values(person),
        "addresses": [
            {"email": address.email, "is_proved": address.verified}
            for address in EmailAddress.objects.filter(user=person).order_by("pk")
        ],
        "passkeys": [
            {
                "name": passkey.wrap().name,
                "added": _day(passkey.created_at),
                "last_used": _day(passkey.last_used_at),
            }
            for passkey in Authenticator.objects.filter(
                user=person, type=Authenticator.Type.WEBAUTHN
            ).order_by("pk")
        ],
        "state_identity": [
            {"linked": _day(identity.linked_at), "pseudonym": identity.subject_pseudonym}
            for identity in StateIdentity.objects.filter(user=person)
        ],
        "letters_switched_off": sorted(
            LetterSwitchedOff.objects.filter(user=person).values_list("letter", flat=True)
        ),
        "roles": [
            {
                "organisation": membership.organisation.name,
                "role": membership.role,
                "from": _day(membership.start_date),
                "until": _day(membership.end_date),
            }
            for membership in memberships_of(person)
        ],
        "invitations": [
            {
                "organisation": invitation.organisation.name,
                "role": invitation.role,
                "invited": _day(invitation.invited_at),
                "accepted": _day(invitation.accepted_at),
            }
            for invitation in Invitation.objects.filter(email__iexact=person.email)
            .select_related("organisation")
            .order_by("pk")
        ],
        "mail_sent_to_you": [
            {"what": mail.template, "when": _day(mail.sent_at or mail.queued_at)}
            for mail in OutgoingMail.objects.filter(to__iexact=person.email).order_by("pk")
        ],
        "records_that_name_you": records_naming(person),
        **{key: records.export(person) for key, records in REGISTERED.items()},
    }


def records_naming(person: User) -> dict[str, int]:
    """How many records of which kind name the person, as their author for instance."""
    found: dict[str, int] = {}
    for model, field in relations_of_records():
        number = model._base_manager.filter(**{field: person}).count()  # noqa: SLF001  # documented
        if number:
            found[f"{model._meta.label}.{field}"] = number  # noqa: SLF001  # documented
    return found


def relations_of_records() -> Iterator[tuple[type[Model], str]]:
    """Every field that names a person, except those that are the account itself."""
    own = {
        EmailAddress, Authenticator, StateIdentity, LetterSwitchedOff,
        apps.get_model("people", "UserHistory"),
    }  # fmt: skip
    for relation in User._meta.get_fields(include_hidden=True):  # noqa: SLF001  # documented
        if not isinstance(relation, ForeignObjectRel) or relation.related_model in own:
            continue
        model: type[Model] = relation.related_model
        if model._meta.managed and not model._meta.proxy:  # noqa: SLF001  # with rows of its own
            yield model, relation.field.name


def _earlier_values(person: User) -> list[dict[str, str]]:
    history = apps.get_model("people", "UserHistory")
    rows = history.objects.filter(pgh_obj_id=person.pk).order_by("pgh_id")
    seen: list[dict[str, str]] = []
    for row in rows:
        value = {"email": row.email, "name": row.name}
        if value not in seen and value != {"email": person.email, "name": person.name}:
            seen.append(value)
    return seen


def _day(value: datetime | date | None) -> str | None:
    return value.isoformat() if value else None
