"""The organisations of the demonstration, beside the 79 municipalities that are there anyway.

Public bodies bear their names; associations and companies are invented. Registry codes
are left out, since an invented one would be somebody's.
"""

from loim.demo.accounts import IMPLEMENTER, MINISTRY, STREET, VILLAGE
from loim.people.models import Municipality, Organisation, OrganisationKind

KINDS = OrganisationKind
# name, kind, EHAK code of where it is
OTHERS = (
    (MINISTRY, KINDS.MINISTRY, "0784"),
    (IMPLEMENTER, KINDS.ASSOCIATION, "0784"),
    ("Siseministeerium", KINDS.MINISTRY, "0784"),
    ("Eesti Töötukassa", KINDS.STATE_AGENCY, "0784"),
    ("Päästeamet", KINDS.STATE_AGENCY, "0784"),
    ("Politsei- ja Piirivalveamet", KINDS.STATE_AGENCY, "0784"),
    ("Integratsiooni Sihtasutus", KINDS.STATE_AGENCY, "0784"),
    ("MTÜ Tartu Välismaalaste Teenuskeskus", KINDS.NGO, "0793"),
    ("Lääne-Virumaa Keskraamatukogu", KINDS.MUNICIPAL_AGENCY, "0663"),
    ("Näidisülikool", KINDS.SCHOOL, "0793"),
    ("MTÜ Näidis Rahvakultuuri Selts", KINDS.NGO, "0663"),
    ("MTÜ Näidisvähemuste Liit", KINDS.NGO, "0784"),
    ("OÜ Näidiskoolitus", KINDS.COMPANY, "0793"),
    (STREET, KINDS.COMMUNITY, "0663"),
    (VILLAGE, KINDS.COMMUNITY, "0901"),
)


def create_organisations() -> dict[str, Organisation]:
    """All active organisations by name, the demonstration's own among them."""
    places = Municipality.objects.in_bulk()
    Organisation.objects.bulk_create(
        [
            Organisation(name=name, kind=kind, municipality=places[ehak])
            for name, kind, ehak in OTHERS
        ]
    )
    return {organisation.name: organisation for organisation in Organisation.objects.all()}
