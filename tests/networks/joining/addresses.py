"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from django.core.files.base import ContentFile
from django.utils import timezone

from loim.networks.models import JoiningDocument, JoiningTemplate
from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests.factories import joining as make

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = {
    # managers of all programmes keep one list; test_pages.py
    "joining-template",
}
# What whoever takes part in the programme reads, other partners' work included.
READ_BY_PARTNERS: set[str] = {"joining", "network-joining", "joining-document"}
# The longest beginning of an address's name: whose key its `pk` is.
KEYS: dict[str, str] = {
    "network-joining": "cities",
    "joining": "joining",
    "joining-new-step": "joining",
    "joining-step": "joining_step",
    "joining-document": "joining_document",
    "joining-template": "joining_template",
}
# Other parts of addresses: whose key they are.
PARTS: dict[str, str] = {}


def theirs(organisation: Organisation, activity: Activity) -> dict[str, int | str]:
    cities = make.cities(organisation, activity)
    # Two, so that the network's page is a list.
    make.process(cities, state="stopped", ended_date=timezone.localdate(), reason="Uus juhtkond")
    process = make.process(cities, None)
    step = process.steps.get()
    document = JoiningDocument(step=step, title="Otsus", added_at=timezone.now())
    document.file.save("otsus.pdf", ContentFile(b"%PDF-"), save=True)
    return {
        "cities": cities.pk,
        "joining": process.pk,
        "joining_step": step.pk,
        "joining_document": document.pk,
        "joining_template": JoiningTemplate.objects.create(name="Sammud").pk,
    }
