"""What a municipality's government is called."""

# Written out: the only city whose name is not in the genitive already ('Narva linn').
CITIES_WITHOUT_A_WORD = {"Tallinn": "Tallinna Linnavalitsus"}


def government_of(municipality: str) -> str:
    """'Rakvere linn' → 'Rakvere Linnavalitsus', 'Anija vald' → 'Anija Vallavalitsus'."""
    if municipality in CITIES_WITHOUT_A_WORD:
        return CITIES_WITHOUT_A_WORD[municipality]
    name, _, kind = municipality.rpartition(" ")
    if kind == "linn":
        return f"{name} Linnavalitsus"
    if kind == "vald":
        return f"{name} Vallavalitsus"
    raise ValueError(f"{municipality!r} ends with neither 'linn' nor 'vald'")
