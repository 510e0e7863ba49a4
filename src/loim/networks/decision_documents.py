"""Decisions of approved minutes as they are found: by everybody where the network is public."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.networks.logic.minutes_states import MinutesState
from loim.networks.models import MeetingDecision, Outcome
from loim.search.giving import where
from loim.search.providers import EVERYBODY, Document, Provider, Watch, Words, register

LONGEST_TITLE = 120


def register_decisions() -> None:
    register(
        Provider(
            "decisions", _("Decisions of networks"), _all, _documents,
            watches=(
                Watch("networks_meetingdecision"),
                Watch("networks_meeting", "id", _of_meetings),
                Watch("networks_network", "id", _of_networks),
            ),
            one=pgettext_lazy("one of them", "decision"),
        )
    )  # fmt: skip


def _all() -> Iterable[int]:
    return MeetingDecision.objects.values_list("pk", flat=True)


def _of_meetings(meetings: Sequence[int]) -> Iterable[int]:
    return MeetingDecision.objects.filter(meeting__in=meetings).values_list("pk", flat=True)


def _of_networks(networks: Sequence[int]) -> Iterable[int]:
    rows = MeetingDecision.objects.filter(meeting__network__in=networks)
    return rows.values_list("pk", flat=True)


def _documents(ids: Sequence[int]) -> Iterable[Document]:
    rows = (
        MeetingDecision.objects.filter(
            pk__in=ids,
            meeting__state=MinutesState.APPROVED.value,
            meeting__network__is_public=True,
        )
        .exclude(outcome=Outcome.DISCUSSED)
        .select_related("meeting__event", "meeting__network__organisation__municipality", "item")
    )
    for row in rows:
        meeting, network = row.meeting, row.meeting.network
        words = " ".join(row.wording.split())
        title = words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1]}…"
        yield Document(
            object_id=row.pk,
            texts={
                meeting.language: Words(title, f"{words}\n{row.item.title}", network.name),
            },
            language=meeting.language,
            url_name="network-decisions",
            url_args=[network.pk],
            facets=where(network.organisation.municipality),
            readers=EVERYBODY,
            day=meeting.event.start_date,
        )
