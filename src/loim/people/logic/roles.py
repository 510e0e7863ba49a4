"""Which roles make sense in which kind of organisation. Keys are the values of the models."""

ORDINARY_ROLES = (
    "member",
    "coordinator",
    "counsellor",
    "organiser",
    "editor",
    "translator",
    "programme_manager",
    "administrator",
)
MINISTRY_ROLES = ("member", "ministry_viewer", "ministry_approver", "administrator")


def roles_in(kind_of_organisation: str) -> tuple[str, ...]:
    """The roles that one may hold there, in the order in which they are offered.

    A ministry sees and approves; who carries out a programme does the rest.
    """
    return MINISTRY_ROLES if kind_of_organisation == "ministry" else ORDINARY_ROLES
