# ruff: noqa: SLF001  # _meta and _base_manager are documented ways to a model
"""All that is kept of one client, unsealed, as plain values: to be shown, handed over, exported.

Found by walking the models (forgetting.py), so that what a colleague adds tomorrow is in it.
Names of fields are those declared in personal_data.py, or the fields' own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import FileField, ForeignKey, Model
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from loim.casework import vault
from loim.casework.forgetting import STAYING, belonging_to, kept_models, pointing_at
from loim.casework.models import Client, Referral, ReferralOrigin
from loim.people.models import User
from loim.people.retention import PERSONAL_DATA

# What only machines compare: keyed hashes and keys of forms and links.
_KINDS = {
    "Enquiry": gettext_lazy("Enquiries"),
    "Case": gettext_lazy("Case"),
    "Appointment": gettext_lazy("Appointment"),
    "Interpreter": gettext_lazy("Interpreter"),
    "HomeVisit": gettext_lazy("Home visit"),
    "Task": gettext_lazy("Tasks"),
    "Referral": gettext_lazy("Referrals"),
    "Consent": gettext_lazy("Consent"),
    "ClientDocument": gettext_lazy("Documents"),
    "ClientJourney": gettext_lazy("Journey"),
    "Household": gettext_lazy("Household"),
    "Registry": gettext_lazy("Registry services"),
}
_TECHNICAL = {
    "id", "organisation", "submission", "pseudonym", "name_words", "link_seed", "revision",
    "uuid",
}  # fmt: skip


@dataclass(frozen=True)
class Record:
    kind: str  # casework.Case
    name: str  # in the language of the reader
    values: list[tuple[str, str, str]]  # field, its name ('' if only programs name it), content

    @property
    def in_words(self) -> list[tuple[str, str]]:
        """What has a name in the reader's language, for pages and paper."""
        return [(name, text) for _key, name, text in self.values if name]


def data_of(client: Client) -> list[Record]:
    """The client first, then whatever belongs to the client, by kind. In the active language."""
    rows = Client.objects.filter(pk=client.pk, organisation=client.organisation_id)
    found: dict[type[Model], set[Any]] = belonging_to(rows)
    for parent, keys in list(found.items()):
        # What stays when the client goes is the client's as long as the client is there.
        for child, field in pointing_at(parent):
            if child._meta.label in STAYING:
                near = child._base_manager.filter(**{f"{field.name}__in": keys})
                found.setdefault(child, set()).update(near.values_list("pk", flat=True))
    # The one thing that its origin points at, instead of being pointed at.
    origins = ReferralOrigin.objects.filter(pk__in=found.get(ReferralOrigin, set()))
    found[Referral] = set(origins.values_list("referral", flat=True))
    order: list[type[Model]] = [Client, *(model for model in kept_models() if model is not Client)]
    return [
        _record(row)
        for model in order
        if found.get(model)
        for row in model._base_manager.filter(pk__in=found[model]).order_by("pk")
    ]


def as_json(records: list[Record]) -> dict[str, list[dict[str, str]]]:
    """By kind; keys are the fields' own names, the same in every language."""
    found: dict[str, list[dict[str, str]]] = {}
    for record in records:
        found.setdefault(record.kind, []).append({key: text for key, _name, text in record.values})
    return found


def _record(row: Model) -> Record:
    values = [
        (field.name.removeprefix("sealed_"), _name_of(field), text)
        for field in _telling(row)
        if (text := _text(row, field))
    ]
    return Record(row._meta.label, _name_of_kind(type(row).__name__), values)


def _name_of_kind(model: str) -> str:
    """By the longest beginning: 'Home visit' of a HomeVisit and of what belongs to it."""
    fitting = [known for known in _KINDS if model.startswith(known)]
    return str(_KINDS[max(fitting, key=len)]) if fitting else pgettext("a client's", "Record")


def _telling(row: Model) -> Iterator[Any]:
    for field in row._meta.concrete_fields:
        is_near = isinstance(field, ForeignKey) and field.related_model in kept_models()
        if field.name not in _TECHNICAL and not field.name.endswith("_hash") and not is_near:
            yield field


def _name_of(field: Any) -> str:
    declared = PERSONAL_DATA.get(f"{field.model._meta.label}.{field.name}")
    if declared:
        return str(declared.name)
    # A name that nobody gave is the field's own, in English: it is for programs.
    return str(field.verbose_name) if isinstance(field.verbose_name, Promise) else ""


def _text(row: Any, field: Any) -> str:
    value = getattr(row, field.name)
    if value in (None, "", [], {}):
        return ""
    if field.name.startswith("sealed_"):
        return _opened(value)
    if isinstance(field, FileField):
        return _("a file, handed over beside this")
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return value.get_full_name() if isinstance(value, User) else str(value)


def _opened(sealed: Any) -> str:
    try:
        return vault.unseal(str(sealed))
    except vault.SealBroken:
        return _("cannot be read: it was sealed with a key that is lost")
