"""The map: assets by kind, with the people who agreed to be named."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast, Lower

from loim.communities.logic.folding import doubles
from loim.communities.logic.petals import Petal, petals
from loim.communities.models import Asset, AssetKind, AssetPerson, AssetStatus, Community, Help


@dataclass(frozen=True)
class AssetFilter:
    text: str = ""
    kind: str = ""
    helps_with: str = ""

    @property
    def is_filtering(self) -> bool:
        return bool(self.text or self.kind or self.helps_with)


@dataclass(frozen=True)
class Group:
    kind: str
    label: Any
    assets: list[Asset]


def shown_assets(community: Community, wanted: AssetFilter) -> QuerySet[Asset]:
    """With `named`: those who agreed. Two queries however many they are."""
    return with_named(filtered(community.assets.shown(), wanted))


def filtered(rows: QuerySet[Asset], wanted: AssetFilter) -> QuerySet[Asset]:
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.helps_with:
        rows = rows.filter(helps_with__contains=[wanted.helps_with])
    if wanted.text:
        rows = rows.annotate(in_other_languages=Cast("translations", TextField()))
    for word in wanted.text.split()[:8]:
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(words__icontains=word)
            | Q(in_other_languages__icontains=word)
        )
    return rows


def with_named(rows: QuerySet[Asset]) -> QuerySet[Asset]:
    agreed = AssetPerson.objects.consented().order_by("name", "pk")
    return rows.prefetch_related(Prefetch("people", agreed, to_attr="named")).order_by(
        "kind", Lower("title"), "pk"
    )


def in_groups(assets: list[Asset]) -> list[Group]:
    """All six kinds in their order, those without any among them."""
    return [
        Group(kind, label, [asset for asset in assets if asset.kind == kind])
        for kind, label in AssetKind.choices
    ]


def petals_of(groups: list[Group]) -> list[tuple[Petal, Any]]:
    """The picture's petals with their names in the reader's language."""
    titles = {group.kind: [str(asset.text("title")) for asset in group.assets] for group in groups}
    drawn = petals([group.kind for group in groups], titles)
    return [(petal, group.label) for petal, group in zip(drawn, groups, strict=True)]


def helps_there(assets: list[Asset]) -> list[tuple[str, Any, int]]:
    """Where these can help, with how many; in the order of the list."""
    numbers = {
        value: sum(value in asset.helps_with for asset in assets) for value, _label in Help.choices
    }
    return [(value, label, numbers[value]) for value, label in Help.choices if numbers[value]]


def to_look_at(community: Community) -> QuerySet[Asset]:
    """New ones that wait for a keeper, the oldest first; without anybody's name."""
    rows = community.assets.filter(state=AssetStatus.WAITING).select_related("gathering")
    return rows.order_by("added_at", "pk")


def suggested_doubles(community: Community, limit: int = 10) -> list[tuple[Asset, Asset]]:
    """Pairs that may be one thing, the likest first. One query."""
    rows = community.assets.filter(state__in=[AssetStatus.SHOWN, AssetStatus.WAITING])
    known = {row.pk: row for row in rows.order_by("added_at", "pk")}
    pairs = doubles([(row.pk, row.kind, row.title) for row in known.values()])
    return [(known[one], known[other]) for one, other in pairs[:limit]]
