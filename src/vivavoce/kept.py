"""What costly pure functions gave, by what they were given: an archive keeps it for the build that will replace it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar

Given = TypeVar("Given")
KEPT: Final = "kept.json"


class Kept:
    """Values of JSON by function and by a digest of what the function was given.

    Only what this build asked for goes on to the next, so that what is kept does not grow from build to build.
    """

    def __init__(self, former: Mapping[str, Mapping[str, Any]] = MappingProxyType({})) -> None:
        self._former = former
        self._used: dict[str, dict[str, Any]] = {}

    @classmethod
    def read(cls, folder: Path) -> Kept:
        """What the archive in a folder keeps."""
        return cls(json.loads((folder / KEPT).read_text(encoding="utf-8")))

    def recall(self, function: str, given: Sequence[Given], make: Callable[[Sequence[Given]], Iterable[Any]]) -> list[Any]:
        """What a function gives for each of several things: kept, or made of those that are new, in their order.

        The `repr` of a thing says all that its value depends on, the maker of the archive apart; a value reads from JSON as it was.
        """
        former, used = self._former.get(function, {}), self._used.setdefault(function, {})
        keys = [_digest(one) for one in given]
        used |= {key: former[key] for key in keys if key in former}
        new = {key: one for key, one in zip(keys, given, strict=True) if key not in used}
        if new:
            used |= zip(new, make(list(new.values())), strict=True)
        return [used[key] for key in keys]

    def write(self, folder: Path) -> None:
        """Keep what was asked for in an archive."""
        ordered = {function: dict(sorted(values.items())) for function, values in sorted(self._used.items())}
        (folder / KEPT).write_text(json.dumps(ordered, separators=(",", ":")), encoding="utf-8")


def _digest(given: object) -> str:
    return hashlib.sha256(repr(given).encode("utf-8", "surrogatepass")).hexdigest()[:32]
