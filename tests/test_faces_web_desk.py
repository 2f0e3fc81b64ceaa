"""Questions wait their turn, and not without end; answers are kept for as long as the archive stays as it is."""

from __future__ import annotations

import asyncio
import shutil
import threading
import time
from pathlib import Path

import httpx
import pytest

from vivavoce.errors import UnknownFigure
from vivavoce.faces.web import desk as desks
from vivavoce.faces.web.address import Asked
from vivavoce.faces.web.app import application
from vivavoce.faces.web.desk import Busy, Desk
from vivavoce.faces.web.shelf import Shelf
from vivavoce.settings import Settings


@pytest.fixture
def shelf(ada: Path, tmp_path: Path) -> Shelf:
    """A library of one, in a place of its own."""
    shutil.copytree(ada, tmp_path / "ada.vivavoce")
    return Shelf(tmp_path, Settings())


def test_more_than_may_wait_are_told_to_come_back(shelf: Shelf) -> None:
    async def crowd() -> int:
        desk, gate = Desk(shelf), threading.Event()
        waiting = [asyncio.ensure_future(desk.run(lambda: gate.wait(20))) for _ in range(desks.WAITING)]
        await asyncio.sleep(0.05)
        with pytest.raises(Busy):
            await desk.run(lambda: None)
        gate.set()
        await asyncio.gather(*waiting)
        await desk.run(lambda: None)
        desk.close()
        return len(waiting)

    assert asyncio.run(crowd()) == desks.WAITING


def test_a_page_tells_a_crowd_to_come_back(shelf: Shelf) -> None:
    async def crowd() -> list[int]:
        app = application(shelf.root, Settings())
        desk, gate = app.state.site.desk, threading.Event()
        waiting = [asyncio.ensure_future(desk.run(lambda: gate.wait(20))) for _ in range(desks.WAITING)]
        await asyncio.sleep(0.05)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
            page = await client.get("/ada-lovelace/talk?q=Who+are+you%3F")
            assert page.headers["retry-after"] == "3"
            stream = await client.post("/ada-lovelace/talk/stream", json={"question": "Who are you?"})
            assert "event: problem" in stream.text
            desk.streams = desks.STREAMS
            full = await client.post("/ada-lovelace/talk/stream", json={"question": "Who are you?"})
        gate.set()
        await asyncio.gather(*waiting)
        desk.close()
        return [page.status_code, stream.status_code, full.status_code]

    assert asyncio.run(crowd()) == [503, 200, 503]


def test_an_answer_is_kept_until_the_archive_changes(shelf: Shelf) -> None:
    async def twice() -> None:
        desk = Desk(shelf)
        asked = Asked("When were you born?")
        (_, first), (_, again) = await desk.ask("ada-lovelace", asked), await desk.ask("ada-lovelace", asked)
        assert first is again
        manifest = shelf.root / "ada.vivavoce" / "archive.json"
        manifest.write_bytes(manifest.read_bytes() + b" ")
        opened, anew = await desk.ask("ada-lovelace", asked)
        assert anew is not first
        assert anew == first
        assert opened is shelf.get("ada-lovelace")
        desk.close()

    asyncio.run(twice())


def test_work_is_done_again_where_the_archive_was_exchanged_meanwhile(shelf: Shelf) -> None:
    manifest = shelf.root / "ada.vivavoce" / "archive.json"
    seen = []

    def work(opened: object) -> int:
        seen.append(opened)
        if len(seen) == 1:
            manifest.write_bytes(manifest.read_bytes() + b"\n")
        return len(seen)

    assert shelf.read("ada-lovelace", work) == 2
    assert seen[0] is not seen[1]


def test_a_moment_without_an_archive_is_waited_out(shelf: Shelf) -> None:
    place, aside = shelf.root / "ada.vivavoce", shelf.root / ".aside"
    shelf.get("ada-lovelace")
    place.rename(aside)

    def back() -> None:
        time.sleep(0.06)
        aside.rename(place)

    returning = threading.Thread(target=back)
    returning.start()
    assert shelf.read("ada-lovelace", lambda opened: opened.slug) == "ada-lovelace"
    returning.join()
    with pytest.raises(UnknownFigure):
        shelf.read("nobody", lambda opened: opened.slug)


def test_two_archives_of_one_figure_have_two_addresses(shelf: Shelf) -> None:
    shutil.copytree(shelf.root / "ada.vivavoce", shelf.root / "other.vivavoce")
    assert [opened.slug for opened in shelf.all()] == ["ada-lovelace", "ada-lovelace-2"]
    (shelf.root / "ada.vivavoce" / "archive.json").write_text("{}", encoding="utf-8")
    assert [opened.slug for opened in shelf.all()] == ["ada-lovelace"]
    assert "ada.vivavoce" in shelf.refused
