"""Where questions wait their turn: a few workers, a bound on those that wait, answers kept while the archive stays as it is."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

from vivavoce.faces.web.address import Asked
from vivavoce.faces.web.shelf import Opened, Shelf
from vivavoce.record import Answer

T = TypeVar("T")
WORKERS: Final = 2
WAITING: Final = 64
"""Questions that may wait or be answered at once; one more is asked to come back."""
STREAMS: Final = 128
"""Streams that may be open at once."""
CONVERSATION: Final = 12
"""Questions of one conversation that an address may hold; the earliest are forgotten first."""
_KEPT: Final = 512
_HISTORY: Final = 8

_Key = tuple[str, tuple[int, int, int], str, tuple[str, ...], str]


class Busy(Exception):
    """More is being asked than this server answers at once."""


class Desk:
    """Answers questions for every page. What is asked is written nowhere, unless the owner keeps conversations in `keep`."""

    def __init__(self, shelf: Shelf, keep: Path | None = None) -> None:
        self.shelf, self.keep = shelf, keep
        self.streams = 0
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="answer")
        self._waiting = 0
        self._answers: OrderedDict[_Key, Answer] = OrderedDict()
        self._lock = threading.Lock()

    async def run(self, work: Callable[[], T]) -> T:
        """Do work that takes a processor's time in a worker; Busy where too much waits already."""
        if self._waiting >= WAITING:
            raise Busy
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._waiting -= 1

    async def ask(self, slug: str, asked: Asked, before: Sequence[Asked] = ()) -> tuple[Opened, Answer]:
        """The answer to one question after others, with the figure as it was when it answered."""
        history = tuple(a.text for a in before)[-_HISTORY:]
        return await self.run(lambda: self.shelf.read(slug, lambda opened: (opened, self._answer(opened, asked, history))))

    def _answer(self, opened: Opened, asked: Asked, history: tuple[str, ...]) -> Answer:
        key = (opened.slug, opened.stamp, asked.text, history, asked.as_of)
        with self._lock:
            if known := self._answers.get(key):
                self._answers.move_to_end(key)
                return known
        answer = opened.figure.ask(asked.text, history, asked.as_of)
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
        self._write(opened, asked, answer)
        return answer

    def _write(self, opened: Opened, asked: Asked, answer: Answer) -> None:
        """Append to the owner's file, one JSON line a question, where the owner turned that on."""
        if self.keep is None:
            return
        line = {"at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "figure": opened.slug, "question": asked.text,
                "as_of": asked.as_of or None, "status": str(answer.status), "answer": answer.text}
        with self._lock, self.keep.open("a", encoding="utf-8", errors="replace") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def warm(self) -> None:
        """Load the models before the first visitor asks; what cannot be loaded is told to them instead."""
        def load() -> None:
            for opened in self.shelf.all()[:1]:
                self._pool.submit(opened.figure.ask, "Who are you?", ())
        self._pool.submit(load)

    def close(self) -> None:
        """Let the workers go."""
        self._pool.shutdown(wait=False, cancel_futures=True)
