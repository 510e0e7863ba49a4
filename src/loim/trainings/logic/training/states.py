"""The states of a training and the steps between them."""

TRANSITIONS: dict[str, frozenset[str]] = {
    "draft": frozenset({"published", "cancelled"}),
    "published": frozenset({"draft", "running", "ended", "cancelled"}),
    "running": frozenset({"ended", "cancelled"}),
    "ended": frozenset(),
    "cancelled": frozenset(),
}


def leads_to(state: str, after: str) -> bool:
    return after in TRANSITIONS[state]
