"""The page of the import, and the command that does the same."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loim.config.cli import main
from loim.services.models import HsdsImport, Service
from tests import factories
from tests.services.opendata.test_import import BARE

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(world, client):
    factories.membership(world.coordinator, world.tartu, role="editor")
    client.force_login(world.coordinator)
    return world.coordinator


def chosen(client, owner, services, **fields):
    file = SimpleUploadedFile("teenused.json", json.dumps(services).encode())
    given = {"file": file, "owner": owner.pk, "language": "et", **fields}
    return client.post("/en/services/import/", given)


def test_a_file_is_looked_at_first_and_taken_in_on_confirmation(client, world, editor):
    preview = chosen(client, world.tartu, [{**BARE, "colour": "<b>blue</b>"}], publishes="on")

    shown = preview.content.decode()
    assert "Import and provide" in shown
    assert "[0].colour" in shown
    assert "<b>blue</b>" not in shown
    assert not Service.objects.exists()

    made = HsdsImport.objects.get()
    for _ in range(2):  # a double click
        done = client.post(f"/en/services/import/{made.pk}/confirm/", follow=True)
    page = done.content.decode()
    assert "1 service is imported." in page
    assert "teenused.json" in page
    assert "What was not understood in teenused.json" in page
    assert Service.objects.get().status == "active"
    assert "is here already" in chosen(client, world.tartu, [BARE]).content.decode()


def test_what_is_wrong_is_listed_and_cannot_be_confirmed(client, world, editor):
    shown = chosen(client, world.tartu, [{**BARE, "url": "nowhere"}]).content.decode()
    assert "Write a web address that begins with https://." in shown
    assert "confirm/" not in shown
    made = HsdsImport.objects.get()
    refused = client.post(f"/en/services/import/{made.pk}/confirm/", follow=True)
    assert "Nothing was imported" in refused.content.decode()
    assert not Service.objects.exists()


@pytest.mark.parametrize("content", [b"\xff\xfe", b"no json", b"{}"])
def test_another_kind_of_file_is_refused_by_its_field(client, world, editor, content):
    file = SimpleUploadedFile("a.json", content)
    page = client.post(
        "/en/services/import/", {"file": file, "owner": world.tartu.pk, "language": "et"}
    )
    assert list(page.context["form"].errors) == ["file"]


def test_nobody_imports_for_others(client, world, editor):
    chosen(client, world.narva, [BARE])
    assert not HsdsImport.objects.exists()
    client.force_login(factories.user())
    assert client.get("/en/services/import/").status_code == 403


def test_the_command_says_what_it_would_do_and_does_it(world, editor, tmp_path, capsys):
    file = tmp_path / "teenused.json"
    file.write_text(json.dumps([{**BARE, "colour": "blue"}]))
    words = [
        "services",
        "import-hsds",
        str(file),
        "--owner",
        world.tartu.name,
        "--by",
        editor.email,
    ]

    assert main([*words, "--dry-run"]) == 1
    assert capsys.readouterr().out == "new: Abi\nnot understood: [0].colour: blue\n"
    assert not Service.objects.exists()
    assert main([*words, "--publish"]) == 1
    assert capsys.readouterr().out.endswith("imported: 1 new, 0 changed, 0 the same\n")
    assert Service.objects.get().owner == world.tartu
    file.write_text(json.dumps([BARE]))
    assert main(words) == 0
    assert main([*words[:-1], "nobody@example.ee"]) == 2
