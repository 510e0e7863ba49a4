"""What joining a network of cities registers when the platform starts."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loim.assessments.models import Subject
from loim.assessments.subjects import SubjectKind
from loim.assessments.subjects import register as register_subject
from loim.common.page_rooms import Context, Page, Section
from loim.networks.actions.joining.beginning import SUBJECT_KIND
from loim.networks.actions.joining.erasing import erase_account, export_steps
from loim.networks.models import Network, NetworkKind
from loim.networks.on_network_page import NETWORK_PAGE
from loim.networks.permissions_joining import may_change_process, may_see_joining
from loim.networks.personal_data_joining import declare_personal_data
from loim.networks.queries.joining.process import counts_of, load_processes
from loim.people.permissions import Person
from loim.people.personal_records import PersonalRecords, register


def register_joining() -> None:
    declare_personal_data()
    register(
        PersonalRecords(
            "joining_steps", _("Steps that you are responsible for"), export_steps, erase_account
        )
    )
    register_subject(
        SubjectKind(
            key=SUBJECT_KIND,
            label=_("a city that joins a network"),
            may_lead=_may_lead,
            may_read=_may_read,
            page=_page,
        )
    )
    NETWORK_PAGE.register_page(
        Page("network-joining", _("Joining"), is_for=_shows_joining, position=45)
    )
    NETWORK_PAGE.register_section(
        Section("joining", _("Joining"), _way, "networks/joining/section.html", 15)
    )


def _may_lead(person: Person, subject: Subject) -> bool:
    return may_change_process(person, load_processes().get(subject=subject))


def _may_read(person: Person, subject: Subject) -> bool:
    return may_see_joining(person, load_processes().get(subject=subject).network)


def _page(subject: Subject) -> str:
    return reverse("joining", args=[subject.joining_process.pk])


def _shows_joining(network: Network, person: Person) -> bool:
    return network.kind == NetworkKind.INTERNATIONAL and may_see_joining(person, network)


def _way(network: Network, person: Person) -> Context | None:
    if not _shows_joining(network, person):
        return None
    processes = list(load_processes().filter(network=network).order_by("-start_date", "-pk")[:1])
    counts = counts_of(processes, timezone.localdate())
    return {
        "process": processes[0] if processes else None,
        "counted": counts.get(processes[0].pk) if processes else None,
    }
