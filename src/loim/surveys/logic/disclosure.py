"""Which rows of a table may be shown so that nobody computes a small number from the rest.

A table of counts by group: its row totals and column totals are known. A row with a small
number (1 to 4) is hidden, and further rows with it, until every hidden small number could just
as well be nothing, or `THRESHOLD` and more, by all that is shown. What a reader can compute of a
hidden number is exactly the Fréchet bounds of what is left of the table (Dobra and Fienberg
2000, "Bounds for cell entries in contingency tables given marginal totals", PNAS 97).
"""

from collections.abc import Collection, Sequence

from loim.common.suppression import THRESHOLD

Row = Sequence[int]


def hidden_rows(
    rows: Sequence[Row], sensitive: Collection[int], *, threshold: int = THRESHOLD
) -> frozenset[int]:
    """Places of the rows whose numbers may not be shown; their totals may.

    The columns of a row are disjoint and add up to its total. `sensitive` are the columns in
    which a small number tells about somebody. Where nothing protects, all rows are hidden.
    """
    hidden = {
        place
        for place, row in enumerate(rows)
        if any(0 < row[column] < threshold for column in sensitive)
    }
    left = sorted(set(range(len(rows))) - hidden, key=lambda place: (sum(rows[place]), place))
    while hidden and left and _can_be_told(rows, hidden, sensitive, threshold):
        hidden.add(left.pop(0))
    return frozenset(hidden)


def is_safe(
    rows: Sequence[Row], hidden: Collection[int], sensitive: Collection[int], threshold: int
) -> bool:
    """Whether the hidden rows protect each other while the totals of columns are shown."""
    return not _can_be_told(rows, set(hidden), sensitive, threshold)


def _can_be_told(
    rows: Sequence[Row], hidden: set[int], sensitive: Collection[int], threshold: int
) -> bool:
    width = len(rows[0]) if rows else 0
    totals = {place: sum(rows[place]) for place in hidden}
    columns = [sum(rows[place][column] for place in hidden) for column in range(width)]
    everything = sum(columns)
    for place in hidden:
        for column in sensitive:
            if not 0 < rows[place][column] < threshold:
                continue
            least = max(0, totals[place] + columns[column] - everything)
            most = min(totals[place], columns[column])
            if least > 0 or most < threshold:
                return True
    return False
