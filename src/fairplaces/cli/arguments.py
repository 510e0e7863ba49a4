"""The command's words and what they mean."""

import argparse

from fairplaces.lottery import TICKETS
from fairplaces.messages import LANGUAGES
from fairplaces.targets import OBJECTIVES


def parser() -> argparse.ArgumentParser:
    """The parser of `fairplaces`; each command sets `command`."""
    found = argparse.ArgumentParser(
        prog="fairplaces", description="The fairest draw of limited places; anyone can replay it."
    )
    commands = found.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="read the tables; who can come; what to change")
    _problem(check)
    check.add_argument("--salt", help="for pseudonyms: print the hash of the problem under them")
    draw = commands.add_parser("draw", help="compute the lottery and draw from it")
    _problem(draw)
    _objective(draw)
    draw.add_argument("--seed", required=True, help="the secret whose commitment was published")
    draw.add_argument("--public", default="", help="the public value that completes the seed")
    draw.add_argument("--salt", help="for pseudonyms; keep it (default: made from the seed)")
    draw.add_argument("--record", help="write the draw record here (JSON)")
    draw.add_argument("--html", help="write a report here (HTML)")
    verify = commands.add_parser("verify", help="check a draw record")
    verify.add_argument("record")
    verify.add_argument("--full", action="store_true", help="solve the problem again")
    verify.add_argument("--commitment", help="the hash that was published before the draw")
    verify.add_argument("--problem-hash", help="the problem's hash published before the draw")
    verify.add_argument("--hash", help="the record's hash as published")
    _output(verify)
    replace = commands.add_parser("replace", help="replace people who withdraw")
    replace.add_argument("record")
    replace.add_argument("--withdrawn", required=True, nargs="+", metavar="PSEUDONYM")
    replace.add_argument("--alternates", nargs="+", metavar="PSEUDONYM", help="call only these")
    replace.add_argument("--output", help="write the longer record here (default: print only)")
    _output(replace)
    explain = commands.add_parser("explain", help="chances, binding rules, what would change")
    explain.add_argument("record")
    explain.add_argument("--person", metavar="PSEUDONYM", help="explain this person's chance")
    explain.add_argument("--effects", action="store_true", help="one more place of each rule")
    explain.add_argument("--audit", type=int, metavar="N", help="try N false answers")
    explain.add_argument("--waiting", action="store_true", help="the waiting list in its order")
    _output(explain)
    return found


def places(text: str) -> int | tuple[int, int]:
    """A number, or a range such as 28-30."""
    parts = text.replace("–", "-").split("-")
    try:
        numbers = [int(part) for part in parts]
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is neither 30 nor 28-30") from None
    if len(numbers) > 2:
        raise argparse.ArgumentTypeError(f"{text!r} is neither 30 nor 28-30")
    return numbers[0] if len(numbers) == 1 else (numbers[0], numbers[1])


def _problem(command: argparse.ArgumentParser) -> None:
    command.add_argument("--respondents", required=True, help=".csv or .xlsx, one row for each")
    command.add_argument("--categories", required=True, help="category, feature, min, max")
    command.add_argument("--places", required=True, type=places, metavar="K or K-L")
    command.add_argument("--id-column")
    command.add_argument("--team-column", help="the same text: all together or not at all")
    command.add_argument("--household-column", action="append", default=[])
    command.add_argument("--most-per-household", type=int, default=1)
    command.add_argument("--must-column", help="the reason why somebody must come")
    command.add_argument("--must-not-column", help="the reason why somebody must not")
    command.add_argument("--encoding")
    _output(command)


def _objective(command: argparse.ArgumentParser) -> None:
    command.add_argument("--objective", choices=OBJECTIVES, default="leximin")
    command.add_argument("--gamma", type=float, default=1.0, help="goldilocks only")
    command.add_argument("--tickets", type=int, default=TICKETS)
    command.add_argument("--replaceable", action="store_true")
    command.add_argument("--time-limit", type=float, metavar="SECONDS")


def _output(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument("--language", choices=LANGUAGES, default="en")
