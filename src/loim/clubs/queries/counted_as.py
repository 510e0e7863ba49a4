"""As which organisation people without one are counted."""

from loim.clubs.models import Club
from loim.people.models import Organisation, OrganisationKind


def counted_as(club: Club) -> Organisation:
    """Attendance is kept by organisation, and newcomers come from none.

    A club's evening is the work of the place where it meets, so its people count for the
    organisation that was chosen, else for the government of the municipality of the place, else
    for the organisation that runs the club. Thus a municipality takes part once for each
    evening, however many came, and the number of people is theirs all together.
    """
    if club.counts_for is not None:
        return club.counts_for
    government = Organisation.objects.filter(
        municipality=club.place_municipality_id, kind=OrganisationKind.MUNICIPALITY, is_active=True
    ).first()
    return government if club.place_municipality_id and government else club.organisation
