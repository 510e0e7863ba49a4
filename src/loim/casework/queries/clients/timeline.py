"""All that happened with a client: of this room, and what the others register (companions.py)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from loim.casework import vault
from loim.casework.companions import COMPANIONS
from loim.casework.logic.clients.timeline import TimelineEntry, day_after_arrival, in_order
from loim.casework.models import (
    CaseEntry,
    Client,
    ClientDocument,
    ClientJourneyStep,
    Consent,
    Enquiry,
    RegistryProcess,
)
from loim.casework.queries.clients.consents import scope_names
from loim.content.queries.reading import shown_texts


@dataclass(frozen=True)
class TimelineRow:
    entry: TimelineEntry
    day: int | None  # after arrival, which is day 1


def timeline_of(client: Client, *, case: int | None = None) -> list[TimelineRow]:
    """Latest first, in a fixed number of queries; of one case where it is named."""
    entries = [
        *_enquiries(client),
        *_case_entries(client),
        *_consents(client),
        *_documents(client),
        *_registry(client),
        *_steps(client),
    ]
    for companion in COMPANIONS.values():
        if companion.timeline:
            entries += companion.timeline(client)
    if case is not None:
        entries = [entry for entry in entries if entry.case == case]
    return [
        TimelineRow(entry, day_after_arrival(localdate(entry.at), client.arrived_on))
        for entry in in_order(entries)
    ]


def _enquiries(client: Client) -> Iterator[TimelineEntry]:
    rows = Enquiry.objects.filter(client=client).select_related("counsellor")
    for row in rows.prefetch_related("topics"):
        topics = ", ".join(str(topic.text("name")) for topic in row.topics.all())
        note = vault.unseal(row.sealed_note)
        yield TimelineEntry(
            row.held_at, "enquiry",
            _("Enquiry %(channel)s: %(outcome)s")
            % {"channel": row.get_channel_display(), "outcome": row.get_outcome_display()},
            "\n".join(words for words in (topics, note) if words), row.counsellor.name,
            case=row.case_id,
        )  # fmt: skip


def _case_entries(client: Client) -> Iterator[TimelineEntry]:
    rows = CaseEntry.objects.filter(case__client=client)
    for row in rows.select_related("case__topic", "made_by"):
        yield TimelineEntry(
            row.made_at, "case",
            _("Case “%(topic)s”: %(what)s")
            % {"topic": row.case.topic.text("name"), "what": row.get_kind_display()},
            vault.unseal(row.sealed_text), row.made_by.name if row.made_by else "",
            reverse("case", args=[row.case.uuid]), row.case_id,
        )  # fmt: skip


def _consents(client: Client) -> Iterator[TimelineEntry]:
    for row in Consent.objects.filter(client=client).select_related("taken_by"):
        by = row.taken_by.name if row.taken_by else ""
        yield TimelineEntry(
            row.given_at, "consent",
            _("Consent given, %(means)s") % {"means": row.get_means_display()},
            "; ".join(scope_names(row.scope)), by,
        )  # fmt: skip
        if row.ended_at and row.end != "renewed":
            yield TimelineEntry(
                row.ended_at, "consent", _("Consent ended: %(how)s") % {"how": row.get_end_display()}
            )  # fmt: skip


def _documents(client: Client) -> Iterator[TimelineEntry]:
    for row in ClientDocument.objects.filter(client=client).select_related("added_by"):
        yield TimelineEntry(
            row.added_at, "document", _("Document added"), vault.unseal(row.sealed_title),
            row.added_by.name, case=row.case_id,
        )  # fmt: skip


def _registry(client: Client) -> Iterator[TimelineEntry]:
    rows = RegistryProcess.objects.filter(client=client).select_related("counsellor")
    for row in rows:
        url = reverse("registry-process", args=[row.uuid])
        kind = row.get_kind_display()
        yield TimelineEntry(
            row.started_at, "registry", _("Registry service begun: %(kind)s") % {"kind": kind},
            "", row.counsellor.name, url,
        )  # fmt: skip
        if row.ended_at:
            yield TimelineEntry(
                row.ended_at, "registry",
                _("Registry service %(state)s: %(kind)s")
                % {"state": row.get_state_display(), "kind": kind},
                "", row.counsellor.name, url,
            )  # fmt: skip


def _steps(client: Client) -> Iterator[TimelineEntry]:
    rows = list(
        ClientJourneyStep.objects.filter(journey__client=client).select_related("step", "marked_by")
    )
    texts = shown_texts([row.step.text_id for row in rows]) if rows else {}
    for row in rows:
        yield TimelineEntry(
            row.marked_at, "journey",
            _("Step of the journey: %(mark)s") % {"mark": row.get_mark_display()},
            str(texts[row.step.text_id].get("title")), row.marked_by.name,
        )  # fmt: skip
