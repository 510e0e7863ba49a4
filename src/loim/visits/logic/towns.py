"""Where Estonia's towns are, and how long a bus may take between two of them.

Coordinates (WGS 84, degrees to two decimals: a kilometre) of town centres. The way by road is
taken to be 15 % longer than the straight line and driven at 75 km/h, with ten minutes for
getting in and out. An organiser who knows better writes the minutes down (`TravelTime`).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

EARTH_KM = 6371.0
ROAD_SHARE = 1.15
KM_PER_HOUR = 75
GETTING_IN_MINUTES = 10
STEP_MINUTES = 5

Minutes = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Town:
    name: str
    latitude: float
    longitude: float


_ROWS = """
Narva 59.38 28.19
Narva-Jõesuu 59.46 28.04
Sillamäe 59.40 27.76
Sinimäe 59.37 27.86
Kohtla-Järve 59.40 27.27
Ahtme 59.33 27.46
Jõhvi 59.36 27.42
Toila 59.42 27.51
Kiviõli 59.35 26.97
Püssi 59.36 27.05
Lüganuse 59.39 27.04
Iisaku 59.10 27.31
Mustvee 58.85 26.94
Jõgeva 58.75 26.40
Põltsamaa 58.65 25.97
Rakvere 59.35 26.36
Tapa 59.26 25.96
Kunda 59.50 26.53
Paide 58.89 25.56
Türi 58.81 25.43
Tallinn 59.44 24.75
Maardu 59.48 25.02
Keila 59.30 24.41
Saue 59.32 24.56
Paldiski 59.36 24.05
Loksa 59.58 25.72
Kehra 59.34 25.33
Rapla 59.01 24.79
Märjamaa 58.90 24.43
Haapsalu 58.94 23.54
Kärdla 59.00 22.75
Kuressaare 58.25 22.49
Pärnu 58.39 24.50
Sindi 58.40 24.67
Viljandi 58.36 25.59
Tartu 58.38 26.73
Elva 58.22 26.42
Otepää 58.06 26.50
Valga 57.78 26.04
Tõrva 58.00 25.93
Põlva 58.06 27.07
Räpina 58.10 27.46
Võru 57.84 27.01
Antsla 57.83 26.54
Värska 57.96 27.63
"""
TOWNS: dict[str, Town] = {
    name.casefold(): Town(name, float(latitude), float(longitude))
    for name, latitude, longitude in (line.split() for line in _ROWS.split("\n") if line)
}


def town_called(name: str) -> Town | None:
    return TOWNS.get(name.strip().casefold())


def towns_in(text: str) -> list[str]:
    """Known towns that a text names, in their order; 'Narva-Jõesuu' is not Narva."""
    lowered, found = text.casefold(), []
    for key in sorted(TOWNS, key=len, reverse=True):
        place = lowered.find(key)
        while place >= 0:
            before = lowered[place - 1] if place else " "
            after = lowered[place + len(key) : place + len(key) + 1] or " "
            if not (before.isalnum() or after.isalpha()):
                found.append((place, TOWNS[key].name))
                lowered = lowered[:place] + "\0" * len(key) + lowered[place + len(key) :]
            place = lowered.find(key, place + 1)
    return [name for _place, name in sorted(found)]


def pair(one: str, other: str) -> tuple[str, str]:
    """The key of a way between two towns; the way back is as long."""
    first, last = sorted((one.strip().casefold(), other.strip().casefold()))
    return first, last


def minutes_between(one: str, other: str, known: Minutes | None = None) -> int | None:
    """None where nobody said how long it takes and a town is not on our list."""
    way = pair(one, other)
    if way[0] == way[1]:
        return 0
    if known and way in known:
        return known[way]
    first, last = TOWNS.get(way[0]), TOWNS.get(way[1])
    if first is None or last is None:
        return None
    hours = kilometres(first, last) * ROAD_SHARE / KM_PER_HOUR
    return math.ceil((hours * 60 + GETTING_IN_MINUTES) / STEP_MINUTES) * STEP_MINUTES


def kilometres(one: Town, other: Town) -> float:
    """Along the earth's surface (the haversine formula)."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    wide = math.radians(other.longitude - one.longitude)
    half = math.sin((south - north) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(wide / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
