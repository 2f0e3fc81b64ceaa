"""Times, memory and size, beside a naive peer in the same run; a table on the terminal, the numbers in .bench/latest.json.

usage: python evals/bench.py [--only example|lincoln] [--questions 40] [--peer-sentences 4000]

Each build and each round of questions is a process of its own, so that its peak memory is its own. The peer is what one would write in an
afternoon: sentences by syntok, one contextual vector each, brute-force cosine, the reranker over the best twelve; no reading, no first
person, no check. Of a large corpus it embeds an even sample and its build time is scaled up, which the table says.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

PROJECT = Path(__file__).resolve().parent.parent
RESULT = PROJECT / ".bench" / "latest.json"
COMMAND = Path(sys.executable).with_name("vivavoce")
FIRST_ANSWERS = 5
RERANKED = 12
CORPORA = {"example": ("examples/leon-trotsky", ""), "lincoln": ("../shared/corpora/lincoln", "Abraham Lincoln")}
QUESTIONS = """Where were you born?|When were you born?|Who was your father?|What did your mother do?|Where did you go to school?|What did you study?
|Whom did you marry?|How many children did you have?|What was your first work?|Who was your closest friend?|Who were your enemies?
|What did you write?|Which newspaper did you write for?|Why did you leave home?|Where did you live?|When did you move to another city?
|Were you ever in prison?|How did you escape?|What happened in 1905?|What did you do during the war?|Which battles were fought?
|How large was the army?|Who commanded the army?|What did you think of slavery?|What did you think of peace?|Why did you lose power?
|Whom did you meet in London?|What did you say in your speech?|How did you travel?|What did you believe about the law?|Who succeeded you?
|When did you die?|Where did you die?|Who killed you?|What were your last words?|Where are you buried?|What do your critics say about you?
|What is the capital of Australia?|Did you own a telephone?|How do you bake bread?""".replace("\n", "").split("|")


@dataclass(frozen=True, slots=True)
class Ran:
    """A finished process: what it printed, how long it took and how much memory it held at most."""

    out: str
    seconds: float
    peak_mb: float


def say(line: str) -> None:
    """A progress line; standard error, so that the table stands alone."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def heartbeat(label: str, every: float = 15.0) -> Iterator[None]:
    """Say what is going on and for how long, until the block ends."""
    done, begun = threading.Event(), time.perf_counter()
    say(f"{label} …")

    def beat() -> None:
        while not done.wait(every):
            say(f"{label} … {time.perf_counter() - begun:.0f} s")

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def run(*command: str | Path) -> Ran:
    """Run a process to its end; a failed one ends the bench with what it said."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("VIVAVOCE_")}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=out, stderr=err, env=kept | {"VIVAVOCE_OFFLINE": "1"})
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode:
            sys.exit(f"{' '.join(process.args)} failed:\n{err.read().decode(errors='replace')}")
        unit = 1024 ** 2 if sys.platform == "darwin" else 1024
        return Ran(out.read().decode(), seconds, usage.ru_maxrss / unit)


def figures(times: list[float]) -> dict[str, float]:
    """Median and 99th percentile of seconds, in milliseconds."""
    return {"median_ms": round(1000 * float(np.median(times)), 1), "p99_ms": round(1000 * float(np.percentile(times, 99)), 1)}


def ask_all(archive: str, count: int) -> dict[str, Any]:
    """In this process: the questions one after the other, the first one also before the clock starts."""
    from vivavoce.figure import Figure
    from vivavoce.settings import from_mapping

    figure = Figure.open(archive, from_mapping(os.environ))
    figure.ask(QUESTIONS[0])
    times, answered = [], 0
    for question in QUESTIONS[:count]:
        begun = time.perf_counter()
        answered += figure.ask(question).status == "answered"
        times.append(time.perf_counter() - begun)
    return figures(times) | {"questions": len(times), "answered": answered}


def peer(folder: str, count: int, most: int) -> dict[str, Any]:
    """In this process: the naive peer's build and its questions."""
    from selectolax.lexbor import LexborHTMLParser
    from syntok import segmenter

    from vivavoce.language.models import Embedder, Reranker
    from vivavoce.settings import from_mapping

    settings = from_mapping(os.environ)
    begun = time.perf_counter()
    embedder, reranker = Embedder(settings), Reranker(settings)
    sentences: list[str] = []
    for path in sorted(p for p in Path(folder).rglob("*") if p.suffix.lower() in (".txt", ".md", ".html")):
        text = path.read_bytes().decode("utf-8", "replace")
        if path.suffix.lower() == ".html":
            body = LexborHTMLParser(text).body
            text = body.text(separator="\n") if body else ""
        sentences += [" ".join(token.value for token in sentence) for paragraph in segmenter.process(text) for sentence in paragraph]
    split = time.perf_counter() - begun
    sample = sentences[::max(1, -(-len(sentences) // most))]
    begun = time.perf_counter()
    vectors = embedder.encode(sample)
    build = split + (time.perf_counter() - begun) * len(sentences) / len(sample)
    table = np.tile(vectors, (-(-len(sentences) // len(sample)), 1))[:len(sentences)]
    times = []
    for question in [QUESTIONS[0], *QUESTIONS[:count]]:
        begun = time.perf_counter()
        similarity = table @ embedder.encode([question])[0]
        best = np.argpartition(-similarity, min(RERANKED, len(table) - 1))[:RERANKED]
        reranker.score(question, [sentences[i] for i in best])
        times.append(time.perf_counter() - begun)
    return figures(times[1:]) | {"build_s": round(build, 2), "sentences": len(sentences), "embedded": len(sample)}


def measure(name: str, folder: Path, figure: str, options: argparse.Namespace) -> dict[str, Any]:
    """Everything that is measured on one corpus."""
    me = [sys.executable, Path(__file__).resolve()]
    load = round(os.getloadavg()[0], 1)
    with tempfile.TemporaryDirectory() as base:
        archive, own = Path(base) / f"{name}.vivavoce", Path(base) / "folder"
        shutil.copytree(folder, own, copy_function=shutil.copyfile)  # without its permissions: a file of it is changed below
        building = (COMMAND, "build", own, "--out", archive, "--json", *(["--name", figure] if figure else []))
        with heartbeat(f"{name}: building"):
            built = run(*building)
        facts = json.loads(built.out)
        with heartbeat(f"{name}: building again, unchanged and with one file changed"):
            unchanged = run(*building).seconds
            smallest = min((path for path in own.rglob("*") if path.suffix in (".txt", ".md")), key=lambda path: path.stat().st_size)
            with smallest.open("a", encoding="utf-8") as file:
                file.write("\n\nThe clock in the hall had stopped at noon.\n")
            changed = run(*building).seconds
        with heartbeat(f"{name}: from the shell to a first answer, {FIRST_ANSWERS} times"):
            firsts = [run(COMMAND, "ask", archive, QUESTIONS[0]).seconds for _ in range(FIRST_ANSWERS)]
        with heartbeat(f"{name}: {options.questions} questions in one process"):
            asked = run(*me, "--child", "ask", archive, "--questions", str(options.questions))
        with heartbeat(f"{name}: the peer"):
            naive = run(*me, "--child", "peer", folder, "--questions", str(options.questions), "--peer-sentences", str(options.peer_sentences))
        size = sum(path.stat().st_size for path in archive.rglob("*") if path.is_file())
    asking, other = json.loads(asked.out), json.loads(naive.out)
    return {
        "words": facts["words"], "sentences": facts["sentences"], "build_s": round(built.seconds, 2),
        "unchanged_s": round(unchanged, 2), "one_changed_s": round(changed, 2),
        "words_per_s": round(facts["words"] / built.seconds), "build_peak_mb": round(built.peak_mb), "archive_mb": round(size / 1e6, 1),
        "first_answer_s": round(float(np.median(firsts)), 2), "ask": asking,
        "ask_peak_mb": round(asked.peak_mb), "peer": other, "peer_peak_mb": round(naive.peak_mb), "load": load,
        "ratio": {"build": round(built.seconds / other["build_s"], 2), "question": round(asking["median_ms"] / other["median_ms"], 2)}}


def installed_mb() -> float:
    """Megabytes of the default dependencies and the models as installed here; the tools of development are not among them."""
    total = 0
    for name in ("requirements.txt", "requirements-models.txt"):
        for package in re.findall(r"^([\w.-]+)==", (PROJECT / name).read_text(encoding="utf-8"), re.M):
            try:
                files = metadata.distribution(package).files or []
            except metadata.PackageNotFoundError:
                say(f"{package} is not installed; it is left out of the size.")
                continue
            total += sum(path.stat().st_size for path in {Path(str(file.locate())) for file in files} if path.is_file())
    return round(total / 1e6)


def show(result: dict[str, Any], console: Console) -> None:
    """The table: a column for each corpus."""
    corpora = result["corpora"]
    table = Table(title=f"vivavoce {result['vivavoce']}, Python {result['python']}, {result['cores']} cores", title_justify="left")
    table.add_column("")
    for name in corpora:
        table.add_column(name, justify="right")
    rows = {
        "load of the machine before": lambda c: f"{c['load']}",
        "words": lambda c: f"{c['words']:,}",
        "build": lambda c: f"{c['build_s']:,.1f} s",
        "build, nothing changed": lambda c: f"{c['unchanged_s']:,.1f} s",
        "build, the smallest file changed": lambda c: f"{c['one_changed_s']:,.1f} s",
        "words a second": lambda c: f"{c['words_per_s']:,}",
        "peak memory of the build": lambda c: f"{c['build_peak_mb']:,} MB",
        "archive": lambda c: f"{c['archive_mb']:,} MB",
        f"shell to first answer (median of {FIRST_ANSWERS})": lambda c: f"{c['first_answer_s']:.2f} s",
        "a question, median": lambda c: f"{c['ask']['median_ms']:.0f} ms",
        "a question, 99th percentile": lambda c: f"{c['ask']['p99_ms']:.0f} ms",
        "peak memory of asking": lambda c: f"{c['ask_peak_mb']:,} MB",
        "peer: build": lambda c: f"{c['peer']['build_s']:,.1f} s{' (scaled)' if c['peer']['embedded'] < c['peer']['sentences'] else ''}",
        "peer: a question, median": lambda c: f"{c['peer']['median_ms']:.0f} ms",
        "build time, times the peer's": lambda c: f"{c['ratio']['build']:.2f}",
        "question time, times the peer's": lambda c: f"{c['ratio']['question']:.2f}"}
    for label, cell in rows.items():
        table.add_row(label, *(cell(corpus) for corpus in corpora.values()))
    console.print(table)
    console.print(f"Installed, models included: {result['installed_mb']:,} MB")


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=sorted(CORPORA))
    parser.add_argument("--questions", type=int, default=len(QUESTIONS))
    parser.add_argument("--peer-sentences", type=int, default=4000, help="how many sentences the peer embeds at most")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        kind, path = options.child
        print(json.dumps(ask_all(path, options.questions) if kind == "ask" else peer(path, options.questions, options.peer_sentences)))
        return
    corpora = {}
    for name, (place, figure) in CORPORA.items():
        if options.only not in (None, name):
            continue
        if not (PROJECT / place).is_dir():
            say(f"{name}: {place} is not here; skipped.")
            continue
        corpora[name] = measure(name, PROJECT / place, figure, options)
    if not corpora:
        sys.exit("There is nothing to measure.")
    result = {"vivavoce": metadata.version("vivavoce"), "python": platform.python_version(), "cores": os.cpu_count(), "machine": platform.machine(),
              "when": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "installed_mb": installed_mb(), "corpora": corpora}
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    show(result, Console(width=None if sys.stdout.isatty() else 100))
    say(f"{RESULT.relative_to(PROJECT)} written")


if __name__ == "__main__":
    main()
