"""One line on the terminal that tells how far a run is."""

import sys

from fairplaces.messages import tell
from fairplaces.watch import Progress


def line(language: str) -> Progress:
    """A progress function that rewrites one line of standard error."""

    def show(stage: str, done: float) -> None:
        sys.stderr.write(f"\r{tell(f'stage.{stage}', language)} {done * 100:3.0f} %\033[K")
        sys.stderr.flush()

    return show
