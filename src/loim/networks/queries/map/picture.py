"""What the templates of the maps draw: places, lines and their widths."""

from dataclasses import dataclass

from loim.networks.logic.map.ring import WIDTH, Spot, ring, shortened
from loim.networks.logic.map.ties import Tie, alone, bridges, density, groups, most_tied
from loim.networks.logic.map.two_sides import LEFT_X, RIGHT_X, two_sides
from loim.networks.queries.map.across import Belonging
from loim.networks.queries.map.meeting import WhoMeetsWhom, names_at

MOST_DRAWN = 60
WIDEST, THINNEST = 6.0, 1.0


@dataclass(frozen=True)
class DrawnNode:
    name: str
    label: str
    spot: Spot
    is_alone: bool
    is_bridge: bool


@dataclass(frozen=True)
class DrawnLine:
    path: str
    width: float
    title: tuple[str, str, int]


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    nodes: tuple[DrawnNode, ...]
    lines: tuple[DrawnLine, ...]
    left_out: int


@dataclass(frozen=True)
class Words:
    """What the picture shows, as names: of everybody, also of those who are not drawn."""

    alone: list[str]
    bridges: list[str]
    groups: list[list[str]]
    density: str
    pairs: int
    all_pairs: int


def words_of(found: WhoMeetsWhom) -> Words:
    count = len(found.nodes)
    return Words(
        alone=names_at(found, alone(count, found.ties)),
        bridges=names_at(found, bridges(count, found.ties)),
        groups=[names_at(found, group) for group in groups(count, found.ties)],
        density=density(count, found.ties).value,
        pairs=len(found.ties),
        all_pairs=count * (count - 1) // 2,
    )


def picture_of(found: WhoMeetsWhom) -> Picture:
    """At most 60: those with most ties."""
    count = len(found.nodes)
    shown = most_tied(count, found.ties, MOST_DRAWN)
    at = {place: line for line, place in enumerate(shown)}
    ties = [
        Tie(at[tie.one], at[tie.other], tie.weight)
        for tie in found.ties
        if tie.one in at and tie.other in at
    ]
    drawn = ring(len(shown), ties)
    lonely = set(alone(count, found.ties))
    joining = set(bridges(count, found.ties))
    heaviest = max((tie.weight for tie in ties), default=1)
    nodes = tuple(
        DrawnNode(
            found.nodes[place].name, shortened(found.nodes[place].name), drawn.spots[line],
            place in lonely, place in joining,
        )
        for line, place in enumerate(shown)
    )  # fmt: skip
    lines = tuple(
        DrawnLine(
            _bow(drawn.spots[tie.one], drawn.spots[tie.other], drawn.height),
            _width(tie.weight, heaviest),
            (nodes[tie.one].name, nodes[tie.other].name, tie.weight),
        )
        for tie in sorted(ties, key=lambda tie: (tie.weight, tie.one, tie.other))
    )
    return Picture(drawn.width, drawn.height, nodes, lines, count - len(shown))


def _width(weight: int, heaviest: int) -> float:
    return round(THINNEST + (WIDEST - THINNEST) * (weight - 1) / max(1, heaviest - 1), 1)


def _bow(one: Spot, other: Spot, height: int) -> str:
    """Bent towards the middle, so that lines along the ring do not lie on it."""
    x = round((WIDTH / 2 + (one.x + other.x) / 2) / 2, 1)
    y = round((height / 2 + (one.y + other.y) / 2) / 2, 1)
    return f"M{one.x} {one.y}Q{x} {y} {other.x} {other.y}"


@dataclass(frozen=True)
class SideNode:
    key: int
    name: str
    label: str
    y: float


@dataclass(frozen=True)
class TwoSidesPicture:
    width: int
    height: int
    left_x: int
    right_x: int
    networks: tuple[SideNode, ...]
    organisations: tuple[SideNode, ...]
    lines: tuple[str, ...]


def picture_across(found: Belonging) -> TwoSidesPicture:
    placed = two_sides(len(found.networks), len(found.organisations), found.lines)
    middle = (LEFT_X + RIGHT_X) // 2
    return TwoSidesPicture(
        placed.width, placed.height, LEFT_X, RIGHT_X,
        tuple(
            SideNode(each.pk, str(each.text("name")), shortened(str(each.text("name"))), y)
            for each, y in zip(found.networks, placed.left, strict=True)
        ),
        tuple(
            SideNode(each.pk, each.name, shortened(each.name), y)
            for each, y in zip(found.organisations, placed.right, strict=True)
        ),
        tuple(
            f"M{LEFT_X} {placed.left[a]}C{middle} {placed.left[a]} {middle} {placed.right[b]}"
            f" {RIGHT_X} {placed.right[b]}"
            for a, b in found.lines
        ),
    )  # fmt: skip
