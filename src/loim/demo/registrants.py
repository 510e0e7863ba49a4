"""Invented people who register; nobody bears these names, and example.ee receives no mail."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loim.events.actions.places import AnswerRequest, PersonRequest, RegistrationRequest
from loim.events.models import Party
from loim.people.models import Municipality, Organisation, OrganisationKind, User

FIRST = (
    "Aino", "Borys", "Cätlin", "Daria", "Eero", "Fjodor", "Gerda", "Halyna", "Indrek", "Jelena",
    "Kalju", "Larysa", "Mehis", "Natalja", "Olev", "Petro", "Reet", "Svitlana", "Tanel", "Ulvi",
)  # fmt: skip
LAST = (
    "Kadakamari", "Jõekarp", "Tuulekell", "Merikivi", "Päikesekiir", "Rabalill", "Pilvelammas",
    "Sügisleht", "Kuuvalgus", "Hommikukaste", "Teeviit",
)  # fmt: skip
# A first name of each fifth language: what they read letters in.
LANGUAGES = ("et", "ru", "et", "uk", "et", "ru", "et", "uk", "et", "en")


@dataclass
class Crowd:
    """Gives one new person after another; the same every time."""

    organisations: dict[str, Organisation]
    number: int = 0
    _homes: list[Municipality] = field(default_factory=list)
    _towns: dict[str, Organisation] = field(default_factory=dict)

    def __post_init__(self) -> None:
        homes = Municipality.objects.order_by("county_id", "pk").in_bulk()
        # Every seventh, so that neighbours in the list come from different counties.
        keys = list(homes)
        self._homes = [homes[key] for start in range(7) for key in keys[start::7]]
        self._towns = {
            str(one.municipality_id): one
            for one in self.organisations.values()
            if one.kind == OrganisationKind.MUNICIPALITY
        }

    def one(
        self,
        party: str = Party.RESIDENT,
        *,
        home: str = "",
        answers: Iterable[AnswerRequest] = (),
        user: User | None = None,
    ) -> RegistrationRequest:
        number = self.number
        self.number += 1
        name = f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}"
        email, language = f"osaleja{number + 1}@example.ee", LANGUAGES[number % len(LANGUAGES)]
        if user is not None:
            name, email, language = user.name, user.email, user.language
        place = self._homes[number % len(self._homes)]
        if home:
            place = next(one for one in self._homes if one.pk == home)
        town = self._towns.get(str(place.pk)) if party == Party.MUNICIPALITY else None
        person = PersonRequest(
            name=name,
            email=email,
            language=language,
            party=party,
            organisation=town,
            organisation_name="" if town else _group(party, number),
            municipality=place,
            answers=tuple(answers),
        )
        return RegistrationRequest(
            name=name,
            email=email,
            people=(person,),
            language=language,
            user=user,
            consented=True,
            is_confirmed=True,
        )


def _group(party: str, number: int) -> str:
    """Many small associations, since one may send two people at most."""
    if party == Party.COMMUNITY:
        return f"MTÜ {LAST[number % len(LAST)]} küla selts"
    return {str(Party.UMBRELLA): "Näidismaa arenduskeskus", str(Party.STATE): "Näidisamet"}.get(
        party, ""
    )


def in_turns(*groups: tuple[str, int]) -> Sequence[str]:
    """The parties mixed: one of each in turn, as long as there are any."""
    left = dict(groups)
    mixed: list[str] = []
    while any(left.values()):
        for party, number in left.items():
            if number:
                mixed.append(party)
                left[party] -= 1
    return mixed
