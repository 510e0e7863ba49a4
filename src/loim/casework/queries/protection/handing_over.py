# ruff: noqa: SLF001  # _meta and _base_manager are documented ways to a model
"""What a client is given on request: who has looked, what is kept, in the client's language."""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import FileField
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from loim.casework.documents.client_data_pdf import write_client_data_pdf
from loim.casework.forgetting import belonging_to
from loim.casework.models import Client, ClientView
from loim.casework.queries.protection.client_data import as_json, data_of
from loim.casework.queries.protection.views import views_of
from loim.casework.sealed_files import SealedStorage
from loim.casework.vault import SealBroken

_LANGUAGES = {code for code, _name in settings.LANGUAGES}


def language_of(client: Client) -> str:
    return client.language if client.language in _LANGUAGES else "en"


def data_pdf(client: Client, *, now: datetime, with_records: bool = True) -> bytes:
    """In the client's language; without records only the list of who has looked."""
    with translation.override(language_of(client)):
        records = data_of(client) if with_records else []
        told: dict[str, Any] = {
            "language": language_of(client),
            "organisation": client.organisation.name,
            "title": _("What is kept of you") if with_records else _("Who has opened your record"),
            "lead": _("%(organisation)s, %(day)s")
            % {"organisation": client.organisation.name, "day": _moment(now)},
            "views": {
                "heading": _("Who has opened your record"),
                "none": _("Nobody yet."),
                "columns": [_("When"), _("Who"), _("Why")],
                "rows": [[_moment(view.viewed_at), str(view.viewer), why(view)]
                         for view in views_of(client)],
            },
            "records": [
                {"name": record.name, "values": record.in_words}
                for record in records
                if record.in_words
            ],
        }  # fmt: skip
    return write_client_data_pdf(told, made_at=now)


def data_zip(client: Client, *, now: datetime) -> bytes:
    """The same as PDF for people and as JSON for programs, with the client's files, opened."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.pdf", data_pdf(client, now=now))
        with translation.override(language_of(client)):
            told = {
                "organisation": client.organisation.name,
                "exported_at": now.isoformat(),
                "views": [
                    {"viewed_at": view.viewed_at.isoformat(), "who": str(view.viewer), "why": why(view)}
                    for view in views_of(client)
                ],
                "records": as_json(data_of(client)),
            }  # fmt: skip
        archive.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=2))
        for number, content in enumerate(_files(client), start=1):
            archive.writestr(f"files/{number}{_suffix(content)}", content)
    return packed.getvalue()


def why(view: ClientView) -> str:
    if view.break_glass_id:
        return _("from outside, with a written reason")
    return _("counselling")


def _files(client: Client) -> Iterator[bytes]:
    """Those that are lost or cannot be opened are left out: their records say that they were."""
    found = belonging_to(Client.objects.filter(pk=client.pk))
    for model, keys in found.items():
        for field in model._meta.concrete_fields:
            if not (isinstance(field, FileField) and isinstance(field.storage, SealedStorage)):
                continue
            rows = model._base_manager.filter(pk__in=keys).exclude(**{field.name: ""})
            for row in rows.order_by("pk"):
                with suppress(OSError, SealBroken):
                    yield getattr(row, field.name).read()


_KINDS = {b"%PDF": ".pdf", b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"PK\x03\x04": ".docx"}


def _suffix(content: bytes) -> str:
    """By content, since the name is sealed and the person has to be able to open the file."""
    return next((suffix for start, suffix in _KINDS.items() if content.startswith(start)), "")


def _moment(moment: datetime) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")
