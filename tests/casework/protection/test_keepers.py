"""Who opens the keeper's gate sees the records of all organisations: few may, and each is known."""

from pathlib import Path

SOURCE = Path(__file__).resolve().parents[3] / "src" / "loim"

# Module: what for.
KEEPERS = {
    "casework/gate.py": "the gate itself",
    "casework/retention.py": "says so in its docstring",
    "casework/forgetting.py": "says so in its docstring",
    "casework/actions/protection/break_glass.py": "which row an administrator means, no more",
    "casework/actions/protection/erasing.py": "erasing, of which the web role may do a part only",
    "casework/actions/protection/resealing.py": "a new key",
    "casework/actions/protection/retention.py": "the nightly erasing",
    "casework/queries/protection/retention.py": "counts of what will be erased",
    "casework/actions/clients/by_link.py": "a client withdraws or agrees by the own link",
    "casework/actions/clients/nightly.py": "consents that end",
    "casework/on_client_page.py": "referrals end where the consent ends",
    "casework/actions/statistics/publishing.py": "published numbers",
    "casework/actions/statistics/county.py": "published numbers of a county",
    "casework/tasks/appointments.py": "reminders and alarms",
    "casework/tasks/referrals.py": "referrals that nobody answered",
}


def test_only_known_modules_open_the_keepers_gate() -> None:
    found = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "opened_for_keeping" in path.read_text(encoding="utf-8")
    }

    unknown = {name for name in found if name not in KEEPERS and not name.startswith("demo/")}
    assert unknown == set()


def test_no_view_does() -> None:
    """What a page needs of the keeper is an action's, which checks first."""
    views = [
        path.name
        for path in (SOURCE / "casework" / "views").rglob("*.py")
        if "opened_for_keeping" in path.read_text(encoding="utf-8")
    ]

    assert views == []
