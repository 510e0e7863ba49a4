"""Takes the pictures of docs/pages.md from a running demonstration: wide and phone.

PORT=8123 make demo
.venv/bin/python docs/take_pictures.py http://127.0.0.1:8123
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

FOLDER = Path(__file__).parent / "pictures"
SIZES = {"wide": (1280, 860), "phone": (390, 860)}
PROGRAMME = "/programmes/kohalike-omavalitsuste-toetamine-loimumise-sealhulgas/"
MANAGER, COORDINATOR = "juht@example.ee", "rakvere@example.ee"
COUNSELLOR, EDITOR = "noustaja@example.ee", "toimetaja@example.ee"
LEADER, BODY = "kogukond@example.ee", "tallinn@example.ee"
# name, address, the account that looks at it ('' for a visitor)
PICTURES = (
    ("home", "/", ""),
    ("programme", PROGRAMME, ""),
    ("plan", "/programmes/plans/1/", ""),
    ("activity", "/programmes/activities/6/", ""),
    ("indicator", "/programmes/indicators/3/", ""),
    ("rows", "/programmes/indicators/3/rows/?period=2023", ""),
    ("my-work", "/my-work/", COORDINATOR),
    ("record", "/events/record/", COORDINATOR),
    ("events", "/events/", COORDINATOR),
    ("agreements", f"{PROGRAMME}agreements/", MANAGER),
    ("report", "/programmes/reports/2/", MANAGER),
    ("import", f"{PROGRAMME}import/", MANAGER),
    ("newcomers", "/for/newcomers/", ""),
    ("services", "/services/", ""),
    ("library", "/library/", ""),
    ("experts", "/experts/", ""),
    ("search", "/search/?q=kogukondade", ""),
    ("desk", "/desk/", EDITOR),
    ("enquiry", "/counselling/enquiries/new/", COUNSELLOR),
    ("clients", "/counselling/clients/", COUNSELLOR),
    ("appointments", "/counselling/appointments/", COUNSELLOR),
    ("statistics", "/counselling/statistics/", COUNSELLOR),
    ("network", "/networks/4/", BODY),
    ("record-of-bodies", "/networks/record/", ""),
    ("community", "/communities/1/", LEADER),
    ("asset-map", "/communities/1/assets/", LEADER),
    ("crisis-plan", "/communities/1/crisis/", LEADER),
    ("overview", "/communities/overview/", COORDINATOR),
)


def sign_in(context: BrowserContext, address: str, email: str) -> None:
    page = context.new_page()
    page.goto(f"{address}/demo/")
    page.locator(f"form:has(input[value='{email}']) button").click()
    page.close()


def main(address: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        for size, (width, height) in SIZES.items():
            for account in sorted({account for _name, _path, account in PICTURES}):
                context = browser.new_context(viewport={"width": width, "height": height})
                if account:
                    sign_in(context, address, account)
                page = context.new_page()
                for name, path, who in PICTURES:
                    if who == account:
                        page.goto(address + path)
                        page.screenshot(path=FOLDER / f"{name}-{size}.png")
                context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
