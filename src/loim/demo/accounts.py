"""The invented people of the demonstration: one for each role."""

from dataclasses import dataclass
from datetime import date

from allauth.account.models import EmailAddress

from loim.people.models import Membership, Organisation, Role, User

STARTED = date(2023, 1, 1)


@dataclass(frozen=True)
class DemoAccount:
    email: str
    name: str
    role: Role
    organisation: str  # its name
    is_administrator: bool = False
    language: str = "et"


MINISTRY = "Kultuuriministeerium"
IMPLEMENTER = "Eesti Linnade ja Valdade Liit"
TARTU = "Tartu Linnavalitsus"
TALLINN = "Tallinna Linnavalitsus"
RAKVERE = "Rakvere Linnavalitsus"
STREET, VILLAGE = "Kaevu tänava kogukond", "Kuusiku küla"  # two of the communities

ACCOUNTS = (
    DemoAccount(
        "haldur@example.ee", "Hille Haldur", Role.ADMINISTRATOR, IMPLEMENTER, is_administrator=True
    ),
    DemoAccount("juht@example.ee", "Juhan Juht", Role.PROGRAMME_MANAGER, IMPLEMENTER),
    DemoAccount("kinnitaja@example.ee", "Kaja Kinnitaja", Role.MINISTRY_APPROVER, MINISTRY),
    DemoAccount("vaatleja@example.ee", "Viktor Vaatleja", Role.MINISTRY_VIEWER, MINISTRY),
    DemoAccount("rakvere@example.ee", "Rita Rakverest", Role.COORDINATOR, RAKVERE),
    DemoAccount("tartu@example.ee", "Taavi Tartust", Role.COORDINATOR, TARTU),
    DemoAccount("tallinn@example.ee", "Tiina Tallinnast", Role.COORDINATOR, TALLINN),
    DemoAccount("noustaja@example.ee", "Nadja Nõustaja", Role.COUNSELLOR, TARTU, language="ru"),
    DemoAccount("noustaja.rakvere@example.ee", "Reet Rajamaa", Role.COUNSELLOR, RAKVERE),
    DemoAccount(
        "noustaja.tallinn@example.ee", "Timur Teejuht", Role.COUNSELLOR, TALLINN, language="ru"
    ),
    DemoAccount("korraldaja@example.ee", "Oskar Korraldaja", Role.ORGANISER, RAKVERE),
    DemoAccount("valitood@example.ee", "Veera Välitööst", Role.ORGANISER, MINISTRY),
    DemoAccount("toimetaja@example.ee", "Triin Toimetaja", Role.EDITOR, IMPLEMENTER),
    DemoAccount(
        "tolkija@example.ee", "Oksana Tõlkija", Role.TRANSLATOR, IMPLEMENTER, language="uk"
    ),
    DemoAccount("kogukond@example.ee", "Kaidi Kaev", Role.COORDINATOR, STREET),
    DemoAccount("kylavanem@example.ee", "Leida Looga", Role.COORDINATOR, VILLAGE),
    DemoAccount("liige@example.ee", "Liis Liige", Role.MEMBER, RAKVERE, language="en"),
)


def create_accounts(organisations: dict[str, Organisation]) -> dict[str, User]:
    """The accounts with their roles, by e-mail; `organisations` by name."""
    users = {}
    for account in ACCOUNTS:
        user = User.objects.create_user(
            account.email,
            name=account.name,
            language=account.language,
            is_administrator=account.is_administrator,
        )
        # Proved, as by an invitation: without it nobody can add a passkey.
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        Membership.objects.create(
            user=user,
            organisation=organisations[account.organisation],
            role=account.role,
            start_date=STARTED,
        )
        users[account.email] = user
    return users
