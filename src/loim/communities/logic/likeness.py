"""Which communities are alike, so that they may be compared: of one kind and about one size."""

# The most people of each class but the last; None: larger than all.
_CLASSES: tuple[tuple[int | None, str], ...] = (
    (50, "up to 50"), (200, "51 to 200"), (500, "201 to 500"), (2000, "501 to 2000"),
    (None, "over 2000"),
)  # fmt: skip


def likeness(kind: str, people: int | None) -> str:
    """`people` is about how many live there or belong to it, at least one. '' where that is not
    known: it is compared with none."""
    if people is None:
        return ""
    size = next(name for most, name in _CLASSES if most is None or people <= most)
    return f"{kind}, {size}"
