"""npm packages: installed when the lock file changed, with whichever npm there is."""

import os
import subprocess
from pathlib import Path

import pytest

from loim.common import assets

FAKE_NPM = """#!/bin/sh
echo "$@" >> calls
{then}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "package-lock.json").write_text("{}")
    for name in (
        "@digdir/designsystemet-css/dist/src/index.css",
        "htmx.org/dist/htmx.min.js",
        "jsqr/dist/jsQR.js",
        *(
            f"@fontsource-variable/inter/files/inter-{subset}-wght-normal.woff2"
            for subset in assets.FONT_SUBSETS
        ),
    ):
        path = tmp_path / "node_modules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    faces = "\n".join(
        f"/* inter-{subset}-wght-normal */\n@font-face {{\n"
        f"  src: url(./files/inter-{subset}-wght-normal.woff2);\n}}\n"
        for subset in (*assets.FONT_SUBSETS, "greek")
    )
    (tmp_path / "node_modules/@fontsource-variable/inter/wght.css").write_text(faces)
    return tmp_path


def put_npm(
    folder: Path, monkeypatch: pytest.MonkeyPatch, node: str = "v22.1.0", then: str = ""
) -> None:
    programs = folder / "programs"
    programs.mkdir()
    (programs / "npm").write_text(FAKE_NPM.format(then=then))
    (programs / "node").write_text(f"#!/bin/sh\necho {node}\n")
    for program in programs.iterdir():
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}/bin{os.pathsep}/usr/bin")


def test_packages_are_installed_once_per_state_of_the_lock_file(project, monkeypatch):
    put_npm(project, monkeypatch)

    first, second = assets.install_assets(project), assets.install_assets(project)
    (project / "package-lock.json").write_text('{"changed": true}')
    third = assets.install_assets(project)

    assert (first, second, third) == (True, False, True)
    assert (project / "calls").read_text().count("ci --ignore-scripts") == 2


def test_only_the_alphabets_of_the_four_languages_are_served(project, monkeypatch):
    put_npm(project, monkeypatch)

    assets.install_assets(project)

    vendor = project / "build" / "vendor" / "vendor"
    assert sorted(path.name for path in vendor.iterdir()) == [
        "designsystemet.css",
        "htmx.min.js",
        "inter-cyrillic-ext.woff2",
        "inter-cyrillic.woff2",
        "inter-latin-ext.woff2",
        "inter-latin.woff2",
        "inter.css",
        "jsqr.js",
    ]
    style = (vendor / "inter.css").read_text()
    assert "url(./inter-latin-ext.woff2)" in style
    assert "greek" not in style


def test_failed_installation_says_what_to_do_and_is_tried_again(project, monkeypatch):
    put_npm(project, monkeypatch, then="exit 1")

    for _ in range(2):
        with pytest.raises(assets.AssetsNotInstalled, match="make setup"):
            assets.install_assets(project)

    assert (project / "calls").read_text().count("ci ") == 2


def test_machine_without_npm_uses_the_one_that_a_wheel_carries(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    said = subprocess.run(
        [*assets.npm_command(), "--version"], capture_output=True, text=True, check=True
    ).stdout

    assert int(said.split(".")[0]) >= 10


def test_node_that_is_too_old_is_passed_over(tmp_path, monkeypatch):
    put_npm(tmp_path, monkeypatch, node="v18.19.0")

    assert assets.npm_command()[-1] == assets.CARRIED_NPM


def test_lock_file_names_the_public_registry_and_a_hash_for_every_package():
    import json

    packages = json.loads((assets.PROJECT_ROOT / "package-lock.json").read_text())["packages"]
    listed = [package for name, package in packages.items() if name]

    assert listed
    assert [p for p in listed if not p["resolved"].startswith("https://registry.npmjs.org/")] == []
    assert [p for p in listed if not p["integrity"].startswith("sha512-")] == []
