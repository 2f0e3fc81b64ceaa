"""The command line. Standard output holds what was asked for; progress, warnings and errors go to standard error."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click
from rich.console import Console
from rich.text import Text

import vivavoce
from vivavoce.errors import BadDate, BadQuestionFile, NotText, NotYetBuilt, VivavoceError
from vivavoce.figure import Figure
from vivavoce.record import is_date
from vivavoce.settings import Settings, from_mapping
from vivavoce.text import squeeze, visible

P = ParamSpec("P")
T = TypeVar("T")

_ARCHIVE = click.argument("archive", type=click.Path(path_type=Path))
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON (see the contract of the project).")
_QUESTIONS = click.option("--questions", type=click.Path(path_type=Path), metavar="FILE.jsonl",
                          help="Answer every line of a file, one JSON line each.")


def _settings() -> Settings:
    try:
        return from_mapping(os.environ)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _out() -> Console:
    return Console(highlight=False)


def _err() -> Console:
    return Console(stderr=True, highlight=False)


def _failing_plainly(command: Callable[P, T]) -> Callable[P, T]:
    """One line on standard error and status 1, whatever of ours went wrong."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except VivavoceError as error:
            _fail(str(error))
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123  (the reader has gone; nothing more can be printed)
        except OSError as error:
            _fail(f"{os.fsdecode(error.filename or 'the file system')}: {(error.strerror or str(error)).lower()}. Mend that and try again.")
        sys.exit(1)

    return run


def _fail(message: str) -> None:
    """One line, whatever a file's name holds."""
    click.echo(f"vivavoce: {visible(squeeze(message))}", err=True)


def _print_json(value: Any) -> None:
    """One line of JSON; escaped where the stream, or UTF-8 itself, cannot hold its characters."""
    written = json.dumps(value, ensure_ascii=False)
    try:
        written.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        written = json.dumps(value)
    click.echo(written)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(vivavoce.__version__, prog_name="vivavoce")
def main() -> None:
    """Talk with a historical figure from the documents that speak of them.

    \b
    vivavoce build letters/ --name "Ada Lovelace"
    vivavoce talk letters.vivavoce
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal or a pipe in another encoding is no reason to stop


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Where the archive goes; default: FOLDER.vivavoce beside the folder.")
@click.option("--name", default="", help="Who the figure is, where figure.toml does not say.")
@_JSON
@_failing_plainly
def build(folder: Path, out: Path | None, name: str, as_json: bool) -> None:
    """Build an archive from a folder of documents.

    \b
    vivavoce build papers/ --name "Ada Lovelace"
    vivavoce build papers/ --out lovelace.vivavoce
    """
    from vivavoce.faces.show import BuildProgress, print_skipped

    console = _err()
    with BuildProgress(console) as progress:
        built = Figure.build(folder, out, name, progress, _settings())
    print_skipped(console, built.skipped)
    for path, remark in built.remarks:
        console.print(Text(visible(f"{path} {remark}"), style="yellow"))
    for source, verdict, reasons in built.unsound:
        console.print(Text(visible(f"{verdict}: {source} ({'; '.join(reasons)})"), style="yellow"))
    for warning in built.warnings:
        console.print(Text(visible(warning), style="yellow"))
    if as_json:
        _print_json({"archive": str(built.path), "figure": built.figure.id, "unchanged": built.unchanged, "sources": built.sources,
                     "read": built.read, "words": built.words, "passages": built.passages, "sentences": built.sentences,
                     "first_person": built.first_person, "own_words": built.own_words, "warnings": list(built.warnings),
                     "skipped": [{"path": path, "reason": reason} for path, reason in built.skipped]})
        return
    state = "unchanged" if built.unchanged else "built"
    click.echo(f"{built.figure.name}: {state} {built.path} from {built.sources} sources, {built.words:,} words, {built.sentences:,} sentences "
               f"({built.own_words:,} own words, {built.first_person:,} in the first person).")
    if built.read < built.sources and not built.unchanged:
        click.echo(f"{built.read} of {built.sources} sources read again, {built.sources - built.read} unchanged.")
    click.echo(f"Ask it: vivavoce ask {built.path} \"Who are you?\"")


@main.command()
@_ARCHIVE
@click.argument("question", required=False)
@_QUESTIONS
@click.option("--as-of", metavar="DATE", help="Speak as of YYYY, YYYY-MM or YYYY-MM-DD: nothing later is told.")
@click.option("--voice", type=click.Choice(["attested", "model"]), default="attested",
              help="Who composes the answer; `model` is not in this version.")
@_JSON
@_failing_plainly
def ask(archive: Path, question: str | None, questions: Path | None, as_of: str | None, voice: str, as_json: bool) -> None:
    """Ask one question, or every line of a file.

    \b
    vivavoce ask papers.vivavoce "Where were you born?"
    vivavoce ask papers.vivavoce "Where do you live now?" --as-of 1833
    vivavoce ask papers.vivavoce --questions questions.jsonl --json
    """
    from vivavoce.faces import wire

    if (question is None) == (questions is None):
        raise click.UsageError('Give one question, or --questions FILE.jsonl. Example: vivavoce ask ARCHIVE "Who are you?"')
    if as_of is not None:
        _check_option_date(as_of)
    figure = Figure.open(archive, _settings())
    if questions is not None:
        _batch(questions, lambda line: _asked(figure, {"as_of": as_of} | line, voice))
        return
    _refuse_later(voice)
    answer = figure.ask(_text(question or ""), (), _checked_date(as_of))
    if as_json:
        _print_json(wire.answer(answer))
        return
    from vivavoce.faces.show import print_answer

    print_answer(_out(), figure, answer)


def _refuse_later(voice: str) -> None:
    if voice == "model":
        raise NotYetBuilt("The model voice is not in this version.")


def _check_option_date(date: str, option: str = "--as-of") -> None:
    """Wrong usage where an option's date is none."""
    if not is_date(date):
        raise click.BadParameter(f"{date!r} is not YYYY, YYYY-MM or YYYY-MM-DD.", param_hint=option)


def _checked_date(date: object) -> str:
    """An ISO date, empty where none was given; BadDate for anything else."""
    if date is None:
        return ""
    if not isinstance(date, str) or not is_date(date):
        raise BadDate(f"{date!r} is not a date.")
    return date


def _asked(figure: Figure, line: dict[str, Any], voice: str = "attested") -> dict[str, Any]:
    from vivavoce.faces import wire

    _refuse_later(voice)
    history = line.get("history") or []
    if not isinstance(history, list) or not all(isinstance(h, str) for h in history):
        raise BadQuestionFile("history is not a list of strings.")
    return {"id": line["id"]} | wire.answer(
        figure.ask(_text(line["question"]), [_text(earlier) for earlier in history], _checked_date(line.get("as_of"))))


def _text(question: str) -> str:
    """Refuse what came from bytes, or JSON escapes, that are no text."""
    try:
        question.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotText("The question holds bytes that are not text.") from error
    return question


def _batch(path: Path, serve: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Serve every line in order; one that cannot be served yields its error in its place."""
    for number, raw in _lines(path):
        identity: Any = f"line {number}"
        try:
            line = _object(number, raw)
            identity = line["id"]
            result = serve(_with_question(line, number))
        except VivavoceError as error:
            result = {"id": identity, "error": str(error)}
        _print_json(result)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a question file with their numbers, blank ones left out."""
    try:
        raw = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        raise BadQuestionFile(f"{path} cannot be read: {(error.strerror or str(error)).lower()}.") from error
    return ((number, line) for number, line in enumerate(raw.split("\n"), 1) if line.strip())


def _object(number: int, raw: str) -> dict[str, Any]:
    """A line's JSON object; its number is its id where it has none."""
    try:
        line = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadQuestionFile(f"Line {number} is not JSON.") from error
    if not isinstance(line, dict):
        raise BadQuestionFile(f"Line {number} is not a JSON object.")
    return {"id": f"line {number}"} | line


def _with_question(line: dict[str, Any], number: int) -> dict[str, Any]:
    if not isinstance(line.get("question"), str):
        raise BadQuestionFile(f"Line {number} has no question.")
    return line


def _expecting(line: dict[str, Any], number: int) -> dict[str, Any]:
    """A line whose expectations can be scored; BadQuestionFile otherwise."""
    patterns, spans = line.get("accept") or [], line.get("evidence") or []
    try:
        if isinstance(patterns, str) or not all(re.compile(pattern) for pattern in patterns):
            raise TypeError
    except (TypeError, re.error) as error:
        raise BadQuestionFile(f"Line {number}: accept is not a list of patterns.") from error
    try:
        if not all(isinstance(span["source"], str) and span["start"] < span["end"] for span in spans):
            raise TypeError
    except (TypeError, KeyError) as error:
        raise BadQuestionFile(f"Line {number}: evidence is not a list of spans.") from error
    return line


@main.command()
@_ARCHIVE
@click.argument("text", required=False)
@_QUESTIONS
@_JSON
@_failing_plainly
def quote(archive: Path, text: str | None, questions: Path | None, as_json: bool) -> None:
    """Check a quotation: is it in the sources, word for word, who said it, and where?

    \b
    vivavoce quote papers.vivavoce "The engine has no pretensions to originate anything."
    vivavoce quote papers.vivavoce "“It may act upon other things besides number.” — Charles Babbage"
    """
    from vivavoce.faces import wire

    if (text is None) == (questions is None):
        raise click.UsageError('Give one quotation, or --questions FILE.jsonl. Example: vivavoce quote ARCHIVE "The engine can arrange"')
    figure = Figure.open(archive, _settings())
    if questions is not None:
        _batch(questions, lambda line: {"id": line["id"]} | wire.judgement(figure.quote(_text(line["question"]))))
        return
    judgement = figure.quote(_text(text or ""))
    if as_json:
        _print_json(wire.judgement(judgement))
        return
    from vivavoce.faces.show import print_judgement

    print_judgement(_out(), figure, judgement)


@main.command()
@_ARCHIVE
@click.option("--from", "first", metavar="DATE", default="", help="Leave out what ended before YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--to", "last", metavar="DATE", default="", help="Leave out what began after it.")
@_JSON
@_failing_plainly
def timeline(archive: Path, first: str, last: str, as_json: bool) -> None:
    """Show what the sources date, in order of time; each event with everybody who tells it.

    \b
    vivavoce timeline papers.vivavoce
    vivavoce timeline papers.vivavoce --from 1842 --to 1843-06
    """
    from vivavoce.faces import wire

    for date, option in ((first, "--from"), (last, "--to")):
        if date:
            _check_option_date(date, option)
    figure = Figure.open(archive, _settings())
    events = figure.timeline(first, last)
    if as_json:
        _print_json({"figure": figure.archive.figure.id, "events": [wire.event(event, figure.witnesses(event)) for event in events]})
        return
    from vivavoce.faces.show import print_timeline

    print_timeline(_out(), figure, events)


@main.command()
@_ARCHIVE
@_failing_plainly
def talk(archive: Path) -> None:
    """Talk with the figure in the terminal.

    \b
    vivavoce talk papers.vivavoce
    """
    from vivavoce.faces.talk import talk as converse

    converse(Figure.open(archive, _settings()), _out())


@main.command()
@_ARCHIVE
@_JSON
@_failing_plainly
def inspect(archive: Path, as_json: bool) -> None:
    """Show the figure, the sources with their standing and health, and what was inferred.

    \b
    vivavoce inspect papers.vivavoce
    """
    from vivavoce.faces.show import print_inspection

    data = Figure.open(archive, _settings()).inspect()
    if as_json:
        _print_json(data)
    else:
        print_inspection(_out(), data)


@main.command()
@_ARCHIVE
@_JSON
@_failing_plainly
def page(archive: Path, as_json: bool) -> None:
    """Show the figure's page: who it was, the life, questions with long answers, people, ideas, works, places.

    \b
    vivavoce page papers.vivavoce --json
    """
    from vivavoce.faces import wire

    made = Figure.open(archive, _settings()).page()
    if as_json:
        _print_json(wire.page(made))
        return
    from vivavoce.faces.show import print_page

    print_page(_out(), made)


@main.command()
@_ARCHIVE
@click.argument("source")
@_failing_plainly
def source(archive: Path, source: str) -> None:
    """Print a source's stored text, exactly as it is cited.

    \b
    vivavoce source papers.vivavoce letters/1843.md
    """
    text = Figure.open(archive, _settings()).text(source)
    if sys.stdout.isatty():
        from vivavoce.text import visible

        text = visible(text)
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()


@main.command("eval")
@_ARCHIVE
@click.argument("questions", type=click.Path(path_type=Path))
@_JSON
@_failing_plainly
def evaluate(archive: Path, questions: Path, as_json: bool) -> None:
    """Ask every line of a question file and score the answers.

    A line may carry `kind` (fact, list, conversation, unanswerable), `accept` (patterns that the answer must match) and `evidence` (spans).

    \b
    vivavoce eval papers.vivavoce questions.jsonl
    """
    from vivavoce.faces.score import score

    figure = Figure.open(archive, _settings())
    lines = [_expecting(_with_question(_object(number, raw), number), number) for number, raw in _lines(questions)]
    scored = score(lines, lambda line: _asked(figure, line))
    if as_json:
        _print_json({"measures": {k: {"right": r, "total": t} for k, (r, t) in scored.measures.items()}, "missed": scored.missed})
        return
    for name, (right, total) in scored.measures.items():
        click.echo(f"{name:<32}{right:>5} / {total:<5}{right / total:7.1%}")
    for miss in scored.missed:
        click.echo(f"  missed {miss}")


@main.command()
@click.option("--folder", type=click.Path(path_type=Path), help="The example's folder; default: the one that comes with the project.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port; any that is free, unless told.")
@click.option("--no-browser", is_flag=True, help="Serve the pages without opening a browser.")
@_failing_plainly
def demo(folder: Path | None, port: int, no_browser: bool) -> None:
    """Build the bundled examples and open their pages; without a terminal, build the first and ask it three questions.

    \b
    vivavoce demo
    """
    from vivavoce.faces.demo import run

    run(folder, _settings(), _out(), _err(), port, not no_browser)


@main.command()
@click.argument("library", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; the default lets only this machine in.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="The port; 0 takes any that is free.")
@click.option("--address", default="", metavar="URL", help="The public address, for links and for the name that visitors call it by.")
@click.option("--keep", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.jsonl",
              help="Keep the questions asked, and say so on the pages. Without it nothing asked is written down.")
@click.option("--browser", is_flag=True, help="Open a browser.")
@_failing_plainly
def serve(library: Path, host: str, port: int, address: str, keep: Path | None, browser: bool) -> None:
    """Serve a library of figures (a folder of archives, or one archive) as web pages.

    \b
    vivavoce serve archives/
    vivavoce serve papers.vivavoce --port 9000
    """
    from vivavoce.faces.web import app

    if address and not re.fullmatch(r"https?://[^\s/?#]+/?", address):
        raise click.BadParameter(f"{address!r} is not like https://museum.example.", param_hint="--address")
    app.run(library, _settings(), host, port, address, keep, browser)


@main.command()
@_ARCHIVE
@click.option("--to", type=click.Path(path_type=Path), required=True, help="A file, or a folder that is there.")
@click.option("--format", "form", type=click.Choice(["json", "csl-json"]), default="json",
              help="The whole record, or the works that the sources list, as CSL-JSON.")
@_failing_plainly
def export(archive: Path, to: Path, form: str) -> None:
    """Write an archive's record, or its bibliographies, to a file for other programs.

    \b
    vivavoce export papers.vivavoce --to record.json
    vivavoce export papers.vivavoce --to references.json --format csl-json
    """
    from vivavoce.faces.export import write

    click.echo(f"{form} written to {write(Figure.open(archive, _settings()), form, to)}", err=True)
