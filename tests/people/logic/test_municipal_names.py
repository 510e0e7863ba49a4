import pytest

from loim.people.logic.municipal_names import government_of


@pytest.mark.parametrize(
    ("municipality", "government"),
    [
        ("Rakvere linn", "Rakvere Linnavalitsus"),
        ("Kohtla-Järve linn", "Kohtla-Järve Linnavalitsus"),
        ("Anija vald", "Anija Vallavalitsus"),
        ("Tallinn", "Tallinna Linnavalitsus"),
    ],
)
def test_a_municipality_gives_its_government_its_name(municipality, government):
    assert government_of(municipality) == government


def test_a_name_that_is_neither_city_nor_rural_municipality_is_not_guessed():
    with pytest.raises(ValueError, match="Harju maakond"):
        government_of("Harju maakond")
