"""The groups as a table for the terminal."""

from fairplaces.allocation import Allocation
from fairplaces.explain.chances import percent
from fairplaces.messages import tell
from fairplaces.report import bound_text
from fairplaces.report.groups import Groups


def printed(allocation: Allocation, groups: Groups, language: str) -> str:
    """A table of fixed width: applied, floor, ceiling, chances, admitted, for each answer."""
    heads = ["question", "answer", "applied", "floor", "ceiling", "chance", "smallest", "admitted"]
    rows = [[tell(f"report.{head}", language) for head in heads]]
    for group in groups.rows:
        ceiling = "" if group.ceiling is None else str(group.ceiling)
        rows.append(
            [
                group.question,
                group.answer,
                str(group.applied),
                str(group.floor),
                ceiling,
                f"{percent(group.average, language)} %",
                f"{percent(group.smallest, language)} %",
                str(group.admitted),
            ]
        )
    widths = [max(len(row[i]) for row in rows) for i in range(len(heads))]
    lines = [
        "  ".join(
            cell.ljust(width) if i < 2 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    lines.insert(1, "-" * len(lines[0]))
    return "\n".join([*lines, "", bound_text(allocation, language), ""])
