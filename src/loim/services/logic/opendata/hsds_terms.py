"""What a service asks, costs and whom to ask, read from HSDS."""

from loim.services.logic.opendata.hsds_channels import Plan, is_channel
from loim.services.logic.opendata.nodes import Node, Problem
from loim.services.logic.opendata.own_attributes import Own, entries, own_attributes

DOCUMENTS = {
    "et": "Dokumendid", "en": "Documents", "ru": "Документы", "uk": "Документи",
}  # fmt: skip  # what documents are for that name no requirement


def contacts(of: Node, language: str) -> list[Plan]:
    found = []
    for each in of.nodes("contacts"):
        if is_channel(each):
            continue
        own = own_attributes(each, ("title", "department"))
        words = {"title": each.text("title", 200), "department": each.text("department", 200)}
        phones = each.nodes("phones")
        contact: Plan = {
            "name": each.text("name", 200),
            "email": each.email("email"),
            "phone": phones[0].text("number", 40) if phones else "",
            "texts": own.texts_or(words, language),
        }
        for phone in phones:
            phone.skip("id", *(("type",) if phone.value.get("type") == "voice" else ()))
            phone.close()
        if not contact["email"] and not contact["phone"]:
            each.refuse("email", Problem.MISSING)
        each.skip("id", "service_id", "organization_id", "service_at_location_id", "location_id")
        each.close()
        found.append(contact)
    return found


def costs(of: Node, language: str) -> list[Plan]:
    found = []
    for each in of.nodes("cost_options"):
        own = own_attributes(each, ("option", "description"))
        words = {"option": each.text("option", 200), "description": each.text("amount_description")}
        amount = each.number("amount")
        cost: Plan = {
            "amount": None if amount is None else f"{amount:.2f}",
            "currency": each.text("currency", 3).upper() or "EUR",
            "valid_from": each.day("valid_from"),
            "valid_to": each.day("valid_to"),
            "texts": own.texts_or(words, language),
        }
        if amount is not None and not 0 <= amount < 10**7:
            each.refuse("amount", Problem.BAD_VALUE)
        if amount is None and not any("description" in text for text in cost["texts"].values()):
            each.refuse("amount", Problem.MISSING)
        if cost["valid_from"] and cost["valid_to"] and cost["valid_to"] < cost["valid_from"]:
            each.refuse("valid_to", Problem.REVERSED)
        each.skip("id", "service_id")
        each.close()
        found.append(cost)
    if not found and (said := of.text("fees_description")):
        found.append({"amount": None, "currency": "EUR", "valid_from": None, "valid_to": None,
                      "texts": {language: {"description": said}}})  # fmt: skip
    return found


def requirements(of: Node, own: Own, language: str) -> list[Plan]:
    found = entries(own, "requirements", of, {"name": 300, "description": 10_000})
    by_id: dict[str, Plan] = {}
    for requirement in found:
        by_id[requirement.pop("id")] = requirement
        requirement["evidence"] = []
    for each in of.nodes("required_documents"):
        attributes = own_attributes(each, ("name", "description"), ("requirement",))
        words = {"name": each.text("document", 300)}
        evidence: Plan = {"url": each.url("uri"), "texts": attributes.texts_or(words, language)}
        if not any(text.get("name") for text in evidence["texts"].values()):
            each.refuse("document", Problem.MISSING)
        key = attributes.values.get("requirement", "")
        if key not in by_id:
            by_id[key] = {
                "name": DOCUMENTS["et"], "description": "", "evidence": [],
                "translations": {
                    code: {"name": name} for code, name in DOCUMENTS.items() if code != "et"
                },
            }  # fmt: skip
            found.append(by_id[key])
        by_id[key]["evidence"].append(evidence)
        each.skip("id", "service_id")
        each.close()
    return found
