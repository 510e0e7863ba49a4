"""Steps of registry services and what to bring, until an organisation writes its own."""

from typing import Any

Words = dict[str, str]


def _in_four(et: str, en: str, ru: str, uk: str) -> Words:
    return {"et": et, "en": en, "ru": ru, "uk": uk}


_DOCUMENT = _in_four(
    "Kehtiv pass või ID-kaart", "A valid passport or identity card",
    "Действительный паспорт или удостоверение личности", "Чинний паспорт або посвідчення особи",
)  # fmt: skip

TEMPLATES: dict[str, dict[str, list[Words]]] = {
    "personal_code": {
        "bring": [
            _DOCUMENT,
            _in_four(
                "Eestis viibimise alus: tööleping, õppimise tõend või elamisluba",
                "The ground for your stay: work contract, proof of studies or residence permit",
                "Основание пребывания: трудовой договор, справка об учёбе или вид на жительство",
                "Підстава перебування: трудовий договір, довідка про навчання або посвідка",
            ),
            _in_four(
                "Dokumendid, mis pole eesti, vene ega inglise keeles: tõlge",
                "A translation of documents that are not in Estonian, Russian or English",
                "Перевод документов, которые не на эстонском, русском или английском языке",
                "Переклад документів, які не естонською, російською чи англійською мовою",
            ),
        ],
        "steps": [
            _in_four("Aeg on broneeritud", "An appointment is booked", "Время забронировано", "Час заброньовано"),
            _in_four("Dokumendid on kontrollitud", "The documents are checked", "Документы проверены", "Документи перевірено"),
            _in_four("Avaldus on täidetud", "The application is filled in", "Заявление заполнено", "Заяву заповнено"),
            _in_four("Avaldus on esitatud", "The application is handed in", "Заявление подано", "Заяву подано"),
            _in_four("Isikukood on käes", "The personal code has come", "Личный код получен", "Особистий код отримано"),
        ],
    },
    "residence": {
        "bring": [
            _DOCUMENT,
            _in_four(
                "Üürileping või omaniku nõusolek", "A rental contract or the owner’s consent",
                "Договор аренды или согласие собственника", "Договір оренди або згода власника",
            ),
            _in_four(
                "Koos kolivate laste dokumendid", "Documents of children who move with you",
                "Документы детей, которые переезжают с вами", "Документи дітей, які переїжджають з вами",
            ),
        ],
        "steps": [
            _in_four("Dokumendid on kontrollitud", "The documents are checked", "Документы проверены", "Документи перевірено"),
            _in_four("Elukohateade on täidetud", "The notice of residence is filled in", "Уведомление о месте жительства заполнено", "Повідомлення про місце проживання заповнено"),
            _in_four("Teade on esitatud", "The notice is handed in", "Уведомление подано", "Повідомлення подано"),
            _in_four("Elukoht on registris", "The residence is in the register", "Место жительства внесено в регистр", "Місце проживання внесено до реєстру"),
        ],
    },
    "bus_card": {
        "bring": [
            _DOCUMENT,
            _in_four("Bussikaart", "The bus card", "Автобусная карта", "Автобусна картка"),
            _in_four(
                "Soodustuse tõend, kui sul on õigus soodustusele",
                "Proof of a discount, if you are entitled to one",
                "Подтверждение льготы, если она вам положена",
                "Підтвердження пільги, якщо вона вам належить",
            ),
        ],
        "steps": [
            _in_four("Isik on tuvastatud", "The person is identified", "Личность установлена", "Особу встановлено"),
            _in_four("Kaart on isikustatud", "The card is personalised", "Карта персонализирована", "Картку персоналізовано"),
            _in_four("Soodustus on kontrollitud", "The discount is checked", "Льгота проверена", "Пільгу перевірено"),
        ],
    },
}  # fmt: skip


def template_of(kind: str) -> dict[str, list[Words]]:
    return TEMPLATES[kind]


def says_something(content: Any) -> bool:
    """Whether it is {"steps": [...], "bring": [...]} with Estonian words and one step at least."""
    if not isinstance(content, dict) or not content.get("steps"):
        return False
    rows = [*content["steps"], *content.get("bring", [])]
    return all(isinstance(row, dict) and row.get("et") for row in rows)
