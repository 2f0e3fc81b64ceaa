"""Reading in a process of its own, with a limit on time and memory: whatever a file does to a reader, a build goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from types import TracebackType
from typing import IO, Any, Final

from vivavoce.errors import ReadingGivenUp, UnreadableSource
from vivavoce.record import Block, Mark, Part
from vivavoce.sources.metadata import Metadata
from vivavoce.sources.readers import READERS, Limits, Reading

_START: Final = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from vivavoce.sources.aside import serve; serve()"
_STARTING: Final = 60


class Aside:
    """A reader in another process, started when first needed and again after a file that it did not survive."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Aside:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop()

    def read(self, path: Path) -> Reading:
        """Read a file; UnreadableSource where it cannot be read, or not within the limits."""
        process = self._process or self._start()
        assert process.stdin and process.stdout
        request = json.dumps({"path": os.fsdecode(path), "limits": asdict(self._limits)})
        try:
            process.stdin.write(request.encode("utf-8", "surrogateescape") + b"\n")
            process.stdin.flush()
            answer = _line(process.stdout, self._limits.seconds)
        except OSError:
            answer = b""
        if not answer:
            late = answer is None
            self._stop()
            raise ReadingGivenUp(f"takes longer to read than {self._limits.seconds} seconds (VIVAVOCE_READING_SECONDS)." if late else
                                   f"is damaged, or needs more memory to be read than {self._limits.memory // 1_000_000:,} MB "
                                   "(VIVAVOCE_READING_MEMORY).")
        told = json.loads(answer)
        if "unreadable" in told:
            raise UnreadableSource(told["unreadable"])
        return _reading(told)

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen([sys.executable, "-c", _START, json.dumps(sys.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=subprocess.DEVNULL)
        assert self._process.stdout
        if _line(self._process.stdout, _STARTING) != b"ready\n":
            self._stop()
            raise ReadingGivenUp("cannot be read: the reader does not start.")
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with process:  # closes its pipes, waits for its end
                pass


def _line(stream: IO[bytes], seconds: float) -> bytes | None:
    """The next line of a pipe; nothing where it was closed before, None where it takes longer than that."""
    pieces: list[bytes] = []
    until = time.monotonic() + seconds
    with DefaultSelector() as selector:
        selector.register(stream, EVENT_READ)
        while (left := until - time.monotonic()) > 0:
            if selector.select(left):
                piece = os.read(stream.fileno(), 1 << 20)
                pieces.append(piece)
                if not piece:
                    return b""
                if piece.endswith(b"\n"):
                    return b"".join(pieces)
    return None


def serve() -> None:
    """The other process: one request a line, one answer a line; only the answers go to standard output."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    answers.write(b"ready\n")
    answers.flush()
    for line in sys.stdin.buffer:
        request = json.loads(line.decode("utf-8", "surrogateescape"))
        limits = Limits(**request["limits"])
        _confine(limits)
        answers.write(json.dumps(_served(Path(request["path"]), limits)).encode() + b"\n")
        answers.flush()


def _confine(limits: Limits) -> None:
    """No more memory than that, where the system knows such a limit."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # Unix alone has it

        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _served(path: Path, limits: Limits) -> dict[str, Any]:
    try:
        reading = READERS[path.suffix.lower()](path.read_bytes(), limits)
    except UnreadableSource as error:
        return {"unreadable": error.args[0]}
    except MemoryError:
        return {"unreadable": f"cannot be read within {limits.memory // 1_000_000:,} MB of memory (VIVAVOCE_READING_MEMORY)."}
    except OSError as error:
        return {"unreadable": f"cannot be opened: {(error.strerror or str(error)).lower()}."}
    except Exception as error:  # whatever a library raises on a file that is not what it seems
        return {"unreadable": f"cannot be read: {type(error).__name__}."}
    return {"text": reading.text, "metadata": asdict(reading.metadata), "remarks": reading.remarks,
            "blocks": [[getattr(block, f.name) for f in fields(Block)] for block in reading.blocks],
            "marks": [[getattr(mark, f.name) for f in fields(Mark)] for mark in reading.marks],
            "parts": [[getattr(part, f.name) for f in fields(Part)] for part in reading.parts]}


def _reading(told: dict[str, Any]) -> Reading:
    described = {**told["metadata"], "inferred": tuple(told["metadata"]["inferred"])}
    return Reading(told["text"], tuple(Block(*block) for block in told["blocks"]), Metadata(**described),
                   tuple(Mark(*mark) for mark in told["marks"]), tuple(Part(*part) for part in told["parts"]), tuple(told["remarks"]))
