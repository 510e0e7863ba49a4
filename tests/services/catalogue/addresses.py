"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from datetime import UTC, datetime

from loim.people.models import Organisation, Role
from loim.programmes.models import Activity
from loim.services.models import OpeningException
from tests.factories import membership, user
from tests.factories import services as make

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = set()
# What whoever takes part in the programme reads, other partners' work included.
READ_BY_PARTNERS: set[str] = set()
# The longest beginning of an address's name: whose key its `pk` is.
KEYS: dict[str, str] = {
    "service": "service",
    "service-place": "service_place",
    "service-alert-end": "service_alert",
}
# Other parts of addresses: whose key they are.
PARTS: dict[str, str] = {"part": "service_channel", "exception": "service_exception"}


def theirs(organisation: Organisation, _activity: Activity) -> dict[str, int | str]:
    """Keys of what an organisation of another programme keeps, in states that are not public."""
    person = user("nende.hoidja@example.ee")
    membership(person, organisation, Role.EDITOR)
    service = make.draft(organisation, person)
    where = make.place(organisation)
    channel = make.at_place(service, where)
    day = datetime(2023, 12, 27, tzinfo=UTC)
    exception = OpeningException.objects.create(
        channel=channel, start_date=day.date(), end_date=day.date()
    )
    return {
        "service": service.pk,
        "service_place": where.pk,
        "service_channel": channel.pk,
        "service_exception": exception.pk,
        "service_alert": make.alert(service, person, make.MADE, day).pk,
    }
