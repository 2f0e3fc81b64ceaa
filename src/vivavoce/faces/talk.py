"""A conversation in the terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import suppress

from rich.console import Console
from rich.text import Text

from vivavoce.errors import BadDate, VivavoceError
from vivavoce.faces.show import print_answer, print_citation, print_inspection, print_judgement
from vivavoce.figure import Figure
from vivavoce.record import Citation, is_date
from vivavoce.text import visible

HELP = """\
Ask in your own words. A number in brackets is a citation.
  :source 2     open citation 2 in its context
  :sources      the sources, their standing and health
  :quote TEXT   is a quotation in the sources, and whose is it?
  :history      the questions so far
  :as-of 1929   speak as of a date; :as-of alone speaks of the whole life again
  :new          begin a new conversation
  :help         this
  :quit         end (or Ctrl-D)"""


class Conversation:
    """Questions with their history and the citations of the last answer."""

    def __init__(self, figure: Figure, console: Console) -> None:
        self.figure, self.console = figure, console
        self.history: list[str] = []
        self.as_of = ""
        self.citations: list[Citation] = []

    def open(self) -> None:
        """Say what this is and what could be asked."""
        name, count = self.figure.archive.figure.name, len(self.figure.archive.sources)
        self.console.print(Text(name, style="bold"))
        self.console.print(Text(f"A reading of {count} document{'s' if count != 1 else ''}, not the person. :help lists the commands.", style="dim"))
        for suggestion in self.figure.suggestions()[:3]:
            self.console.print(Text(f"  {suggestion}", style="dim"))

    def hear(self, line: str) -> bool:
        """Take one line; False ends the conversation."""
        line = line.strip()
        if not line:
            return True
        try:
            if line.startswith(":"):
                return self._command(line)
            answer = self.figure.ask(line, self.history[-8:], self.as_of)
            self.citations = print_answer(self.console, self.figure, answer)
            self.history.append(line)
        except VivavoceError as error:
            self.console.print(Text(str(error), style="red"))
        return True

    def _command(self, line: str) -> bool:
        name, _, rest = line[1:].partition(" ")
        commands: dict[str, Callable[[str], None]] = {"source": self._source, "sources": self._sources, "quote": self._quote,
                                                      "history": self._history,
                                                      "as-of": self._as_of, "new": self._new,
                                                      "help": self._help}
        if name in ("quit", "q", "exit"):
            return False
        command = commands.get(name)
        if command is None:
            self.console.print(Text(f"There is no :{visible(name)}. :help lists the commands.", style="red"))
        else:
            command(rest.strip())
        return True

    def _source(self, rest: str) -> None:
        number = int(rest) if re.fullmatch(r"\d{1,6}", rest) else 1 if not rest else 0
        if not 1 <= number <= len(self.citations):
            self.console.print(Text("There is no such citation; the numbers stand in brackets in the last answer.", style="red"))
            return
        print_citation(self.console, self.figure, self.citations[number - 1])

    def _sources(self, _: str) -> None:
        print_inspection(self.console, self.figure.inspect())

    def _quote(self, rest: str) -> None:
        self.citations = print_judgement(self.console, self.figure, self.figure.quote(rest))

    def _history(self, _: str) -> None:
        for number, question in enumerate(self.history, 1):
            self.console.print(Text(f"{number:>3}  {visible(question)}"))

    def _as_of(self, rest: str) -> None:
        if rest and not is_date(rest):
            raise BadDate(f"{rest!r} is not a date.")
        self.as_of = rest
        self.console.print(Text(f"Speaking as of {rest}." if rest else "Speaking of the whole life.", style="dim"))

    def _new(self, _: str) -> None:
        self.history.clear()
        self.citations = []
        self.console.print(Text("A new conversation.", style="dim"))

    def _help(self, _: str) -> None:
        self.console.print(Text(HELP))


def talk(figure: Figure, console: Console) -> None:
    """Talk until the visitor ends it; line editing where the terminal has it."""
    with suppress(ImportError):
        import readline  # noqa: F401  (importing it gives input() its editing and history)
    conversation = Conversation(figure, console)
    conversation.open()
    going = True
    while going:
        try:
            line = input("\n› " if sys.stdin.isatty() else "")
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        going = conversation.hear(line)
