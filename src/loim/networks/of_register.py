"""What the register of associations registers when the platform starts."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loim.common.page_rooms import Context, Section
from loim.networks.actions.register.erasing import erase_account, export_representatives
from loim.networks.models import Association, Network, NetworkKind
from loim.networks.on_network_page import NETWORK_PAGE
from loim.networks.permissions_register import may_keep_register
from loim.networks.personal_data_register import declare_personal_data
from loim.networks.queries.register.overdue import is_overdue
from loim.networks.search_documents_register import register_search
from loim.people.permissions import Person
from loim.people.personal_records import PersonalRecords, register


def register_associations() -> None:
    declare_personal_data()
    register(
        PersonalRecords(
            "associations", _("You as who speaks for an association"), export_representatives,
            erase_account,
        )
    )  # fmt: skip
    register_search()
    NETWORK_PAGE.register_section(
        Section(
            "register", _("Associations in the register"), associations_of,
            "networks/register/section.html", 35,
        )
    )  # fmt: skip


def associations_of(network: Network, person: Person) -> Context | None:
    """Of its members that stand in the register: how many confirmed lately, for those who keep it;
    for everybody those that are listed. Two queries."""
    if network.kind != NetworkKind.MINORITY_ORGANISATIONS:
        return None
    now = timezone.now()
    members = network.members.in_force_on(timezone.localdate(now)).values("organisation")
    rows = Association.objects.filter(organisation__in=members).select_related("organisation")
    may_keep = may_keep_register(person)
    if not may_keep:
        rows = rows.filter(listed_at__isnull=False)
    found = list(rows.order_by("organisation__name", "pk"))
    overdue = set(
        rows.filter(Q(state="active") & is_overdue(now)).values_list("pk", flat=True)
        if may_keep
        else []
    )
    return {"associations": found, "overdue": overdue, "may_keep": may_keep}
