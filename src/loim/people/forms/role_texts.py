"""What each role may do, in words: shown wherever a role is chosen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loim.people.models import Role

WHAT_ROLES_DO: dict[str, str | Promise] = {
    Role.MEMBER: _("Belongs to the organisation and sees its people."),
    Role.COORDINATOR: _("Records the organisation's events, networks and other work."),
    Role.COUNSELLOR: _("Counsels people and records that work."),
    Role.ORGANISER: _("Prepares the organisation's events and records who attended."),
    Role.EDITOR: _("Writes and publishes the organisation's texts."),
    Role.TRANSLATOR: _("Translates published texts into other languages."),
    Role.PROGRAMME_MANAGER: _(
        "Looks after the plan, the agreements, the indicators and the reports "
        "of the programmes that the organisation carries out."
    ),
    Role.MINISTRY_VIEWER: _("Sees the plans, numbers and reports of the ministry's programmes."),
    Role.MINISTRY_APPROVER: _(
        "Approves plans by an order, accepts reports or sends them back with notes."
    ),
    Role.ADMINISTRATOR: _("Invites people to the organisation, gives roles and ends them."),
}
