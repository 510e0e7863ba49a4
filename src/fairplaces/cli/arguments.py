"""The command's words and what they mean."""

import argparse
from collections.abc import Callable

from fairplaces.allocating import MOST_TICKETS
from fairplaces.cli.values import places, positive, share, whole
from fairplaces.lottery import TICKETS
from fairplaces.messages import LANGUAGES
from fairplaces.targets import OBJECTIVES


def parser() -> argparse.ArgumentParser:
    """The parser of `fairplaces`; each command sets `command`."""
    found = argparse.ArgumentParser(
        prog="fairplaces", description="The fairest draw of limited places; anyone can replay it."
    )
    commands = found.add_subparsers(dest="command", required=True)
    commit = commands.add_parser("commit", help="a new secret and the hash of it to publish")
    commit.add_argument("--seed", help="the secret, where there is one already")
    _output(commit)
    check = commands.add_parser("check", help="read the tables; who can come; what to change")
    _problem(check, places)
    check.add_argument("--seed", help="the secret: print the hashes to publish before the draw")
    check.add_argument("--salt", help="for pseudonyms (default: made from the secret)")
    _draw(commands.add_parser("draw", help="compute the lottery and draw from it"))
    verify = commands.add_parser("verify", help="check a draw record")
    verify.add_argument("record")
    verify.add_argument("--full", action="store_true", help="solve the problem again")
    verify.add_argument("--commitment", help="the hash that was published before the draw")
    verify.add_argument("--problem-hash", help="the problem's hash published before the draw")
    verify.add_argument("--hash", help="the record's hash as published")
    _output(verify)
    _explain(commands.add_parser("explain", help="chances, binding rules, what would change"))
    _replace(commands.add_parser("replace", help="replace people who withdraw"))
    _alternates(commands.add_parser("alternates", help="whom to ask to be ready; who waits"))
    _admit(commands.add_parser("admit", help="first come, first served, floors kept free"))
    return found


def _draw(draw: argparse.ArgumentParser) -> None:
    _problem(draw, places)
    draw.add_argument("--objective", choices=OBJECTIVES, default="leximin")
    draw.add_argument("--gamma", type=positive, default=1.0, help="goldilocks only")
    draw.add_argument("--tickets", type=whole(1, MOST_TICKETS), default=TICKETS)
    draw.add_argument("--replaceable", action="store_true", help="prefer panels easy to mend")
    draw.add_argument("--time-limit", type=positive, metavar="SECONDS")
    draw.add_argument("--seed", required=True, help="the secret; keep it, also afterwards")
    draw.add_argument("--public", default="", help="the public value that completes the seed")
    draw.add_argument("--salt", help="for pseudonyms; keep it (default: made from the secret)")
    draw.add_argument("--record", help="write the draw record here (JSON), to be published")
    draw.add_argument("--names", help="write ids and pseudonyms here (CSV), to be kept")
    draw.add_argument("--html", help="write a report here (HTML), to be published")


def _explain(explain: argparse.ArgumentParser) -> None:
    explain.add_argument("record")
    explain.add_argument("--person", metavar="WHO", help="explain this person's chance")
    explain.add_argument("--groups", action="store_true", help="chances by answer, and why")
    explain.add_argument("--effects", action="store_true", help="one more place of each rule")
    explain.add_argument("--audit", type=whole(0), metavar="N", help="try N false answers")
    explain.add_argument("--waiting", action="store_true", help="the waiting list in its order")
    _names(explain)
    _output(explain)


def _replace(replace: argparse.ArgumentParser) -> None:
    replace.add_argument("record")
    replace.add_argument("--withdrawn", required=True, nargs="+", metavar="WHO")
    replace.add_argument("--alternates", nargs="+", metavar="WHO", help="call only these")
    replace.add_argument("--output", help="write the longer record here (default: print only)")
    _names(replace)
    _output(replace)


def _alternates(alternates: argparse.ArgumentParser) -> None:
    alternates.add_argument("record")
    alternates.add_argument("--number", required=True, type=whole(0), help="how many to ask")
    alternates.add_argument("--rate", type=share, default=0.1, help="how likely a member leaves")
    alternates.add_argument("--dropout", help="a table with columns id, probability")
    alternates.add_argument("--time-limit", type=positive, default=20.0, metavar="SECONDS")
    _names(alternates)
    _output(alternates)


def _admit(admit: argparse.ArgumentParser) -> None:
    _problem(admit, whole(1))
    admit.add_argument("--time-column", help="when they came (default: time, where it is there)")
    admit.add_argument("--until", metavar="TIME", help="follow releases up to this moment")


def _problem(command: argparse.ArgumentParser, kind: Callable[[str], object]) -> None:
    command.add_argument("--respondents", required=True, help=".csv or .xlsx, one row for each")
    command.add_argument("--categories", required=True, help="category, feature, min, max")
    command.add_argument("--places", required=True, type=kind, metavar="K")
    command.add_argument("--id-column")
    command.add_argument("--team-column", help="the same text: all together or not at all")
    command.add_argument("--household-column", action="append", default=[])
    command.add_argument("--most-per-household", type=whole(0), default=1)
    command.add_argument("--must-column", help="the reason why somebody must come")
    command.add_argument("--must-not-column", help="the reason why somebody must not")
    command.add_argument("--encoding")
    _output(command)


def _names(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--names", help="the table of `draw --names`: speak of people by their ids"
    )


def _output(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument("--language", choices=LANGUAGES, default="en")
