"""Another address, another person perhaps: what was sent to the one before opens nothing."""

from uuid import uuid4

from loim.networks.models import Member, NetworkTask
from loim.networks.models.bodies import AskedMember
from loim.networks.queries.bodies.own_link import asked_key_hash
from loim.networks.queries.meetings.own_links import task_key_hash
from loim.networks.queries.own_link import renew_link


def renew_links_of(member: Member) -> None:
    """Of the membership (not saved yet), of questions they were asked and of their tasks. Inside
    the caller's transaction."""
    renew_link(member)
    for asked in AskedMember.objects.filter(member=member):
        asked.seed = uuid4()
        asked.key_hash = asked_key_hash(asked.seed)
        asked.save(update_fields=["seed", "key_hash"])
    for task in NetworkTask.objects.filter(owner=member, closed_at=None):
        renew_task_link(task)
        task.save(update_fields=["seed", "key_hash"])


def renew_task_link(task: NetworkTask) -> None:
    """Not saved yet."""
    task.seed = uuid4()
    task.key_hash = task_key_hash(task.seed)
