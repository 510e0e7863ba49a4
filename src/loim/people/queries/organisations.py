"""Lists of organisations, and those that look like one another."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower

from loim.people.logic.organisation_names import folded, is_alike
from loim.people.models import Organisation

# What the address says → what is sorted by; each ends with the key.
SORTINGS = {
    "name": (Lower("name"),),
    "kind": ("kind", Lower("name")),
    "county": (F("municipality__county__name").asc(nulls_last=True), Lower("name")),
}


@dataclass(frozen=True)
class Similar:
    organisation: Organisation
    has_same_code: bool
    has_same_name: bool

    @property
    def is_the_same(self) -> bool:
        return self.has_same_code or self.has_same_name


def organisations_like(
    listed: QuerySet[Organisation], *, text: str = "", kind: str = "", county: str = "",
    state: str = "active", sort: str = "name",
) -> QuerySet[Organisation]:  # fmt: skip
    """Of those `listed` for the reader. `state`: active, inactive or all. `sort`: a key of SORTINGS, with '-' before it reversed."""
    rows = listed.select_related("municipality__county")
    if state in {"active", "inactive"}:
        rows = rows.filter(is_active=state == "active")
    if kind:
        rows = rows.filter(kind=kind)
    if county:
        rows = rows.filter(municipality__county=county)
    if text:
        rows = rows.filter(
            Q(name__icontains=text) | Q(short_name__icontains=text) | Q(registry_code=text)
        )
    rows = rows.order_by(*SORTINGS.get(sort.removeprefix("-"), SORTINGS["name"]), "pk")
    return rows.reverse() if sort.startswith("-") else rows


def similar_organisations(
    *, name: str, registry_code: str = "", besides: Organisation | None = None
) -> list[Similar]:
    """Organisations with this code, this name in any letter case, or a name much like it."""
    looked_for = folded(name)
    others = Organisation.objects.select_related("municipality").order_by(Lower("name"), "pk")
    if besides is not None and besides.pk:
        others = others.exclude(pk=besides.pk)
    found = []
    for other in others.iterator():
        has_same_code = bool(registry_code) and other.registry_code == registry_code
        names = [folded(n) for n in (other.name, other.short_name) if n]
        if has_same_code or any(is_alike(looked_for, n) for n in names):
            has_same_name = other.name.casefold() == name.casefold()
            found.append(Similar(other, has_same_code, has_same_name))
    return found
