"""Pictures of every page at two widths into docs/pictures/, from the bundled examples, in headless Chromium.

usage: python docs/make_screenshots.py
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TARGET = PROJECT / "docs" / "pictures"
COMMAND = Path(sys.executable).with_name("vivavoce")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
WIDTHS = {"wide": (1280, 860), "narrow": (390, 780)}
PAGES = {  # name → address, what to click before the picture is taken, light or dark
    "directory": ("/", "", "light"),
    "figure": ("/johannes-kepler", "", "light"),
    "talk": ("/rosa-luxemburg/talk?q=When+were+you+born%3F", ".said .mark", "light"),
    "as-of": ("/leon-trotsky/talk?q=Where+are+you+now%3F&q=When+did+you+die%3F&as_of=1930", "", "dark"),
    "question": ("/johannes-kepler/questions/what-are-your-three-laws", "", "light"),
    "timeline": ("/johannes-kepler/timeline", "", "dark"),
    "people": ("/rosa-luxemburg/people", "", "light"),
    "quotes": ("/johannes-kepler/quotes?text=The+machine+of+the+heavens+is+like+a+divine+living+being+and+not+like+a+clock.", "", "light"),
    "sources": ("/rosa-luxemburg/sources", "", "light"),
    "reader": ("/ada-lovelace/sources/essay.md?find=engine", "", "light"),
    "how": ("/ada-lovelace/how", "", "dark"),
}


@contextmanager
def served() -> Iterator[str]:
    """The address of a server over the bundled examples."""
    with tempfile.TemporaryDirectory() as library:
        for folder in sorted((PROJECT / "examples").glob("*/figure.toml")):
            subprocess.run([COMMAND, "build", folder.parent, "--out", Path(library) / f"{folder.parent.name}.vivavoce"], check=True,
                           stdout=subprocess.DEVNULL)
        process = subprocess.Popen([os.fspath(COMMAND), "serve", library, "--port", "0"], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        assert process.stderr
        found = next(m for line in process.stderr if (m := re.search(r"http://\S+(?=/)", line)))
        try:
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(15)


def main() -> None:
    """Take them all; without a browser say so and leave the old ones."""
    chromium = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    if chromium is None:
        print("no chromium on this machine; docs/pictures/ stays as it is")
        return
    from playwright.sync_api import sync_playwright

    TARGET.mkdir(exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for size, (width, height) in WIDTHS.items():
            for name, (path, click, scheme) in PAGES.items():
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")
                page = context.new_page()
                page.goto(address + path)
                page.wait_for_load_state("networkidle")
                if click:
                    page.locator(click).first.click()
                    page.wait_for_selector("#pane mark")
                shot = context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": 72})
                (TARGET / f"{name}-{size}.webp").write_bytes(base64.b64decode(shot["data"]))
                context.close()
        browser.close()
    print(f"{len(PAGES) * len(WIDTHS)} pictures, {sum(path.stat().st_size for path in TARGET.iterdir()) // 1024} KB in docs/pictures/")


if __name__ == "__main__":
    main()
