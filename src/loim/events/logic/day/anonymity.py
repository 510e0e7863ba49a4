"""When answers are many enough to be shown without showing anybody's."""

FEWEST = 5


def shown_forms(given: int, *, is_closed: bool) -> int:
    """How many of the forms are counted on the page, in the order in which they came.

    None below five, and then five at a time: whoever looks every day must not see the numbers
    change by one person's answers. When no more can come, all are counted.
    """
    if given < FEWEST:
        return 0
    return given if is_closed else given - given % FEWEST
