"""How quickly pages and answers come, alone and under load, over real HTTP on loopback.

usage: python evals/load.py LIBRARY [--visitors 30] [--seconds 300] [--every 10] [--alone]

LIBRARY is a folder of archives. The questions are made from what the figures' own pages name, each asked once, so that no answer is a kept one.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from vivavoce.library import Library

FORMS = {
    "person": ("Who was {}?", "What did you think of {}?", "When did you meet {}?", "What did {} do?", "Did you quarrel with {}?"),
    "place": ("When were you in {}?", "Why did you go to {}?", "What happened in {}?", "Did you like {}?", "With whom were you in {}?"),
    "work": ("What is {} about?", "When was {} published?", "Why did you write {}?"),
    "idea": ("What do you mean by {}?", "Who disputed {}?"),
}


@dataclass
class Seen:
    """What the visitors saw: seconds to the first sentence, and errors."""

    first: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def questions(library: Path) -> list[tuple[str, str]]:
    """Figure and question, each once, in an order that is the same at every run."""
    opened = Library.open(library)
    made = []
    for listing in opened.figures():
        page = opened.figure(listing.id).page()
        for card in itertools.chain(page.people, page.places, page.works, page.ideas, page.organisations):
            made += [(listing.id, form.format(card.name)) for form in FORMS.get(card.kind, FORMS["place"])]
    random.Random(7).shuffle(made)
    return made


@contextmanager
def served(library: Path) -> Iterator[tuple[str, int]]:
    """The server's address and process id."""
    command = [os.fspath(Path(sys.executable).with_name("vivavoce")), "serve", os.fspath(library), "--port", "0"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=os.environ | {"VIVAVOCE_OFFLINE": "1"})
    assert process.stderr
    found = next(m for line in process.stderr if (m := re.search(r"http://\S+(?=/)", line)))
    try:
        yield found[0], process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(15)


def ask(client: httpx.Client, figure: str, question: str, seen: Seen) -> None:
    """Ask as the page does; the clock stops at the first sentence, the stream is read to its end."""
    begun, first, ended = time.perf_counter(), 0.0, False
    try:
        with client.stream("POST", f"/{figure}/talk/stream", json={"question": question}) as response:
            if response.status_code != 200:
                seen.errors.append(f"{response.status_code} {question}")
                return
            for line in response.iter_lines():
                if line == "event: said" and not first:
                    first = time.perf_counter() - begun
                ended = ended or line == "event: done"
    except httpx.HTTPError as error:
        seen.errors.append(f"{type(error).__name__} {question}")
        return
    if first and ended:
        seen.first.append(first)
    else:
        seen.errors.append(f"broke off: {question}")


def alone(address: str, asked: list[tuple[str, str]]) -> None:
    """One visitor: the figure's page and the first sentence."""
    seen, pages = Seen(), []
    with httpx.Client(base_url=address, timeout=60) as client:
        for figure, question in asked[:3]:
            ask(client, figure, question, Seen())
        for figure, question in asked[3:63]:
            begun = time.perf_counter()
            client.get(f"/{figure}").raise_for_status()
            pages.append(time.perf_counter() - begun)
            ask(client, figure, question, seen)
    report("figure page", pages)
    report("first sentence, alone", seen.first)
    print(f"errors: {len(seen.errors)}")


def together(address: str, asked: list[tuple[str, str]], visitors: int, seconds: float, every: float) -> Seen:
    """Many visitors, each asking at its own beat; each question once."""
    seen, left, lock = Seen(), iter(asked), threading.Lock()
    end = time.monotonic() + seconds

    def visit(number: int) -> None:
        with httpx.Client(base_url=address, timeout=60) as client:
            due = time.monotonic() + every * number / visitors
            while due < end:
                time.sleep(max(0.0, due - time.monotonic()))
                with lock:
                    one = next(left, None)
                if one is None:
                    return
                ask(client, *one, seen)
                due += every

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def report(name: str, seconds: list[float]) -> None:
    """Median, 95th percentile and longest, in milliseconds."""
    ordered = sorted(1000 * s for s in seconds)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"{name:<28} n={len(ordered):<5} median {statistics.median(ordered):7.0f} ms   p95 {p95:7.0f} ms   max {ordered[-1]:7.0f} ms")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--every", type=float, default=10)
    parser.add_argument("--alone", action="store_true", help="only the part with one visitor")
    given = parser.parse_args()
    asked = questions(given.library)
    with served(given.library) as (address, process):
        alone(address, asked)
        if not given.alone:
            seen = together(address, asked[63:], given.visitors, given.seconds, given.every)
            report(f"first sentence, {given.visitors} visitors", seen.first)
            print(json.dumps({"errors": seen.errors[:5], "count": len(seen.errors)}, ensure_ascii=False))
        status = Path(f"/proc/{process}/status")
        if status.exists():
            print(next(line for line in status.read_text().splitlines() if line.startswith("VmHWM")))


if __name__ == "__main__":
    main()
