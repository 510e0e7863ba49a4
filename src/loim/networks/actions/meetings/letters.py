"""Letters of meetings and tasks, each queued in the transaction that gives cause for it."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from loim.common.mail import queue_mail
from loim.common.own_keys import LinkLost
from loim.networks.models import Meeting, Member, NetworkTask
from loim.networks.queries.meetings.own_links import minutes_link_of, task_link_of
from loim.networks.queries.meetings.tasks import owner_name, with_owners
from loim.people.models import Membership, Organisation, User
from loim.people.permissions import RECORDING_ROLES


def tell_of_minutes(meeting: Meeting) -> None:
    """Decisions and tasks, with a link to the whole: to members in force on the day."""
    members = (
        meeting.network.members.in_force_on(meeting.event.start_date)
        .select_related("user", "organisation")
        .order_by("pk")
    )
    decisions = list(meeting.decisions.order_by("number"))
    tasks = list(with_owners(meeting.tasks.order_by("due_date", "pk")))
    told: set[str] = set()
    for member in members:
        for email, language in addresses_of(member):
            if email.casefold() in told:
                continue
            told.add(email.casefold())
            try:
                link = minutes_link_of(meeting, language)
            except LinkLost:
                return
            with translation.override(language):
                shown = [(task, owner_name(task, sees_all=False)) for task in tasks]
            queue_mail(
                to=email,
                template="network_minutes",
                context={"meeting": meeting, "event": meeting.event, "link": link,
                         "network": meeting.network.text("name", language),
                         "decisions": decisions, "tasks": shown},
                language=language,
            )  # fmt: skip


def write_to_owner(task: NetworkTask, *, is_reminder: bool = False) -> None:
    """When it is given and shortly before it is due; whoever has no account closes it by the
    link."""
    if task.owner is not None:
        for email, language in addresses_of(task.owner):
            with_account = task.owner.user is not None or not task.owner.email
            _write(task, email, language, is_reminder=is_reminder, has_account=with_account)
    elif task.organisation is not None:
        for email, language in people_of(task.organisation):
            _write(task, email, language, is_reminder=is_reminder, has_account=True)


def _write(
    task: NetworkTask, email: str, language: str, *, is_reminder: bool, has_account: bool
) -> None:
    try:
        link = _page_of(task, language) if has_account else task_link_of(task, language)
    except LinkLost:
        return
    queue_mail(
        to=email,
        template="network_task",
        context={"task": task, "network": task.network.text("name", language), "link": link,
                 "is_reminder": is_reminder, "is_overdue": task.due_date < localdate()},
        language=language,
    )  # fmt: skip


def _page_of(task: NetworkTask, language: str) -> str:
    with translation.override(language):
        return settings.BASE_URL + reverse("network-task", args=[task.pk])


def addresses_of(member: Member) -> Iterator[tuple[str, str]]:
    """(e-mail, language): the member's own, or of those who write down the organisation's work."""
    if member.user is not None:
        if member.user.is_active:
            yield member.user.email, member.user.language
    elif member.email:
        yield member.email, member.language
    elif member.organisation is not None and not member.name:
        yield from people_of(member.organisation)


def people_of(organisation: Organisation) -> Iterator[tuple[str, str]]:
    roles = Membership.objects.in_force_on(localdate()).filter(
        organisation=organisation, role__in=RECORDING_ROLES
    )
    people = User.objects.filter(pk__in=roles.values("user"), is_active=True).order_by("pk")
    yield from people.values_list("email", "language")
