"""A version as a paper, in the reader's language."""

from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from loim.communities.logic.crisis.paper import Paper, PaperLine, PaperTable
from loim.communities.models import Danger, PointKind, ResourceKind
from loim.communities.queries.crisis.versions import Read, Said


def paper_of(read: Read) -> Paper:
    """One query: who holds copies."""
    version, content = read.version, read.content
    community = version.plan.community
    day = formats.date_format(version.valid_from, "DATE_FORMAT")
    left = ", ".join(name or _("somebody") for name in read.left)
    copies = version.copies.filter(returned_date=None).order_by("number")
    return Paper(
        language=get_language() or "et",
        title=_("Crisis plan"),
        community=str(community),
        valid=_("Version %(number)s, valid from %(day)s")
        % {"number": version.number, "day": day},
        warning=_("Out of date: %(names)s has left. Ask for the new version.") % {"names": left}
        if left
        else "",
        steps_heading=_("What we do first"),
        steps=tuple(line.strip() for line in content.first_steps.splitlines() if line.strip()),
        tree_heading=_("Who calls whom"),
        tree_lead=_("Call those below you, from the top. Who does not answer: call on to those whom they would call."),
        tree=tuple(_lines(read)),
        tables=(_roles(read), _people(read), _resources(read), _points(read), _places(read)),
        copies_heading=_("Who has a copy"),
        copies=tuple(f"{copy.number}. {copy.given_to}" for copy in copies),
        address=settings.BASE_URL + reverse("crisis-read", args=[community.pk]),
        address_words=_("The plan as it is today"),
        keep_words=_("It has people’s telephone numbers: keep it where strangers do not see it, and give it back when a new version comes.")
        if read.with_phones
        else _("Without telephone numbers."),
        emergency=_("In danger call 112"),
    )  # fmt: skip


def name_of(read: Read, key: str | None) -> str:
    said = read.people.get(key or "")
    if said is None:
        return ""
    if said.has_left:
        return _("%(name)s (has left)") % {"name": said.name or _("somebody")}
    return said.name


def phones_of(said: Said | None) -> str:
    if said is None or said.has_left:
        return ""
    if said.details.is_lost:
        return _("cannot be read: ask them anew")
    return ", ".join(said.details.phones)


def after(minute: int) -> str:
    if minute == 0:
        return _("begins")
    words = ngettext("after %(number)s minute", "after %(number)s minutes", minute)
    return words % {"number": minute}


def _lines(read: Read) -> list[PaperLine]:
    return [
        PaperLine(
            min(row.depth, 6), name_of(read, row.key), phones_of(read.people.get(row.key)),
            after(row.minute),
        )
        for row in read.rows
    ]  # fmt: skip


def _roles(read: Read) -> PaperTable:
    rows = tuple(
        (
            role.title,
            name_of(read, role.holders[0] if role.holders else None) or "–",
            ", ".join(name_of(read, key) for key in role.holders[1:]),
            role.explanation,
        )
        for role in read.content.roles
    )
    columns = (_("Role"), _("Who has it"), _("Deputies"), _("What it does"))
    return PaperTable(_("Roles"), columns, rows, _("No roles."), ("1fr", "1fr", "1fr", "1.6fr"))


def _people(read: Read) -> PaperTable:
    rows = tuple(
        (
            name_of(read, said.key),
            phones_of(said),
            said.details.address,
            ", ".join(part for part in (said.languages, said.skills) if part),
        )
        for said in read.said_in_order()
    )
    columns: tuple[str, ...] = (
        pgettext("a person", "Name"), _("Telephone"), _("Address"), _("Languages and skills"),
    )  # fmt: skip
    if not read.with_phones:
        without = tuple((row[0], row[3]) for row in rows)
        columns = (columns[0], columns[3])
        return PaperTable(_("People"), columns, without, _("Nobody yet."), ("1fr", "2fr"))
    widths = ("1.2fr", "1fr", "1.2fr", "1.4fr")
    return PaperTable(_("People"), columns, rows, _("Nobody yet."), widths)


def _resources(read: Read) -> PaperTable:
    rows = tuple(
        (
            capfirst(str(ResourceKind(row.kind).label)), row.name, row.quantity, row.place,
            name_of(read, row.key_holder),
        )
        for row in read.content.resources
    )  # fmt: skip
    columns = (_("Kind"), _("What"), _("How much"), _("Where"), pgettext("of a room", "Key"))
    widths = ("1.2fr", "1.4fr", "auto", "1.2fr", "1fr")
    return PaperTable(_("What we have"), columns, rows, _("Nothing yet."), widths)


def _points(read: Read) -> PaperTable:
    rows = tuple(
        (
            capfirst(str(PointKind(row.kind).label)), row.name, row.address,
            str(row.places or ""), row.note,
        )
        for row in read.content.points
    )  # fmt: skip
    columns = (_("Kind"), _("Place"), _("Address"), _("Room for"), _("Note"))
    widths = ("1fr", "1.2fr", "1.2fr", "auto", "1.2fr")
    return PaperTable(_("Meeting points and shelter"), columns, rows, _("None yet."), widths)


def _places(read: Read) -> PaperTable:
    rows = tuple(
        (row.place, capfirst(str(Danger(row.danger).label)), str(row.people or ""), row.needs)
        for row in read.content.places
    )
    columns = (_("Place"), _("Danger"), _("People"), _("Needs"))
    return PaperTable(
        _("Vulnerable places"), columns, rows, _("None yet."), ("1.4fr", "1fr", "auto", "1.4fr")
    )
