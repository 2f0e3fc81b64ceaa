"""What the terminal shows: answers with numbered citations, sources in their context, tables; a source's text can never steer it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from vivavoce.figure import Figure
from vivavoce.record import Answer, Citation, Disagreement, Event, Judgement, Mode, Page, Said, Source, Verdict
from vivavoce.text import squeeze, visible


class BuildProgress:
    """Progress bars of a build on standard error; silent where that is no terminal."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn(),
                                  console=console, disable=not console.is_terminal)

    def __enter__(self) -> BuildProgress:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def stage(self, name: str, total: int) -> Callable[[int], None]:
        """Begin a stage; the returned function is told the units done."""
        task = self._progress.add_task(name, total=total)
        return lambda units: self._progress.advance(task, units)


def print_answer(console: Console, figure: Figure, answer: Answer) -> list[Citation]:
    """Print an answer and the list of what it cites; return the citations in the order of their numbers."""
    citations: list[Citation] = []
    text = Text()
    for said in answer.sentences:
        if text:
            text.append(" ")
        style = {Mode.OWN_WORDS: "bold", Mode.QUOTED: "italic", Mode.FRAMING: "dim"}.get(said.mode, "")
        words = visible(said.text)
        if said.mode is Mode.QUOTED:
            words = f"{visible(said.by)}: “{words}”" if said.by else f"“{words}”"
        text.append(words, style=style)
        for citation in said.citations:
            if citation not in citations:
                citations.append(citation)
            text.append(f" [{citations.index(citation) + 1}]", style="cyan")
        if said.corroborated_by:
            text.append(f" (+{said.corroborated_by})", style="green")
    console.print(text, soft_wrap=False)
    for disagreement in answer.disagreements:
        _print_disagreement(console, disagreement, citations)
    for number, citation in enumerate(citations, 1):
        console.print(_reference(number, citation, figure))
    if answer.nearest:
        console.print(Text("The nearest words:", style="dim"))
        first = len(citations)
        for number, citation in enumerate(answer.nearest, first + 1):
            citations.append(citation)
            console.print(Padding(Text.assemble((f"[{number}] ", "cyan"), (f"“{visible(squeeze(citation.exact))}”", "italic")), (0, 0, 0, 2)))
    for warning in answer.warnings:
        console.print(Text(warning, style="yellow"))
    return citations


def _print_disagreement(console: Console, disagreement: Disagreement, citations: list[Citation]) -> None:
    """Print the sides of a disagreement side by side, its citations numbered on."""
    title = Text(f"The sources disagree on {visible(disagreement.about)}", style="yellow")
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), title=title, title_justify="left", header_style="bold")
    sides = []
    for position in disagreement.positions:
        table.add_column(visible(position.value), ratio=1)
        side = Text(f"“{visible(squeeze(position.text))}”", style="italic")
        for citation in position.citations:
            if citation not in citations:
                citations.append(citation)
            side.append(f" [{citations.index(citation) + 1}]", style="cyan")
        sides.append(side)
    table.add_row(*sides)
    console.print(Padding(table, (1, 0, 1, 2)))


def _reference(number: int, citation: Citation, figure: Figure) -> Padding:
    source = figure.archive.source(citation.source)
    line = Text.assemble((f"[{number}] ", "cyan"), visible(title(source)), (f"  {visible(citation.source)} {citation.start}–{citation.end}", "dim"))
    if citation.page:
        line.append(f"  page {visible(citation.page)}", style="dim")
    if citation.standing != "unknown":
        line.append(f"  {citation.standing.replace('_', ' ')}", style="dim")
    if citation.health != "sound":
        line.append(f"  {citation.health}", style="yellow")
    if source.rights:
        line.append(f"  {visible(source.rights)}", style="dim")
    return Padding(line, (0, 0, 0, 2))


VERDICTS = {Verdict.VERBATIM: ("Verbatim", "green"), Verdict.ALTERED: ("Altered: found with other words", "yellow"),
            Verdict.UNRELIABLE: ("Unreliable: found only where the text is degraded", "yellow"),
            Verdict.NOT_FOUND: ("Not in these sources. That does not mean it was never said.", "dim")}


def print_judgement(console: Console, figure: Figure, judgement: Judgement) -> list[Citation]:
    """Print a quotation's verdict, who said it and where, differences in colour; return what it cites in the order of the numbers."""
    label, style = VERDICTS[judgement.verdict]
    line = Text(label, style=style)
    if judgement.speaker:
        line.append(f" — {visible(judgement.speaker)}", style="bold")
    first = judgement.matches[0] if judgement.matches else None
    if first and first.addressee:
        line.append(f", to {visible(first.addressee)}")
    if first and first.date:
        line.append(f", {first.date}", style="dim")
    console.print(line)
    if judgement.wrong_speaker:
        console.print(Text(f"Not {visible(judgement.claimed)}: these are {visible(judgement.speaker or '')}'s words.", style="yellow"))
    for remark in (judgement.spliced, judgement.note):
        if remark:
            console.print(Text(visible(remark), style="yellow" if remark is judgement.spliced else "dim"))
    for number, match in enumerate(judgement.matches, 1):
        console.print(_reference(number, match.citation, figure))
        words = _marked(match.difference) if match.difference else Text(visible(squeeze(match.citation.exact)), style="italic")
        told = f" — {visible(match.speaker)}" if match.speaker and match.speaker != judgement.speaker else ""
        console.print(Padding(Text.assemble("“", words, "”", (told, "bold"), (f"  {match.similarity:.0%}" if match.difference else "", "dim")),
                              (0, 0, 0, 6)))
    if judgement.matches:
        console.print(Padding(Text(f"Read on: vivavoce source {figure.archive.path} {visible(judgement.matches[0].citation.source)}", style="dim"),
                              (0, 0, 0, 2)))
    return [match.citation for match in judgement.matches]


def _marked(difference: str) -> Text:
    """A difference in colour: what the quotation has alone struck out, what the source has alone underlined."""
    text = Text()
    for piece in re.split(r"(\[-.*?-\]|\{\+.*?\+\})", visible(difference)):
        style = "red strike" if piece.startswith("[-") else "green underline" if piece.startswith("{+") else "italic"
        text.append(piece, style=style)
    return text


def print_timeline(console: Console, figure: Figure, events: Sequence[Event]) -> None:
    """Print events, one a line, with their sources by number, and the sources below."""
    numbers: dict[str, int] = {}
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(ratio=1)
    for event in events:
        told = Text(visible(squeeze(event.text)), style={Mode.OWN_WORDS: "bold", Mode.QUOTED: "italic"}.get(Mode(event.mode), ""))
        for identity in event.sources:
            told.append(f" [{numbers.setdefault(identity, len(numbers) + 1)}]", style="cyan")
        table.add_row(str(event.interval), told)
    console.print(table)
    for identity, number in numbers.items():
        source = figure.archive.source(identity)
        line = Text.assemble((f"[{number}] ", "cyan"), visible(title(source)), (f"  {visible(identity)}", "dim"))
        if source.health.verdict != "sound":
            line.append(f"  {source.health.verdict}", style="yellow")
        console.print(Padding(line, (0, 0, 0, 2)))


def title(source: Source) -> str:
    """How a source is called: its title and author, else its id."""
    name = source.title or source.id
    return f"{name}, {source.author}" if source.author else name


def print_citation(console: Console, figure: Figure, citation: Citation) -> None:
    """Print a citation in its context, its words marked."""
    before, exact, after = figure.context(citation)
    source = figure.archive.source(citation.source)
    console.print(Text.assemble((visible(title(source)), "bold"), (f"  {visible(citation.source)}", "dim"),
                                *([(f"  {visible(source.rights)}", "dim")] if source.rights else [])))
    console.print(Text(f"{citation.standing.replace('_', ' ')}: {visible(source.standing_reason)}", style="dim"))
    here = [damage.reason for damage in source.health.spans if damage.start < citation.end and citation.start < damage.end]
    for reason in dict.fromkeys([*source.health.reasons, *here]):
        console.print(Text(f"{citation.health}: {visible(reason)}", style="yellow"))
    console.print(Padding(Text.assemble(("…" + visible(before), "dim"), (visible(exact), "reverse"), (visible(after) + "…", "dim")), (0, 0, 0, 2)))


def print_inspection(console: Console, data: dict[str, Any]) -> None:
    """Print what an archive holds: the figure with what was inferred, the sources, what was skipped, counts."""
    figure, counts = data["figure"], data["counts"]
    console.print(Text(visible(figure["name"]), style="bold"))
    for label, key in (("Names", "aliases"), ("Born", "born"), ("Died", "died"), ("Pronouns", "pronouns")):
        value = ", ".join(figure[key]) if isinstance(figure[key], (list, tuple)) else figure[key]
        note = " (inferred from the documents)" if key in figure["inferred"] else ""
        console.print(Text.assemble((f"{label:<10}", "dim"), visible(value or "not known"), (note, "dim")))
    console.print(_sources(data["sources"]))
    for source in data["sources"]:
        for line in _told(source):
            console.print(line)
    if any(set(s["inferred"]) - {"standing"} for s in data["sources"]):
        console.print(Text("* inferred from the document", style="dim"))
    print_corrections(console, data["corrections"])
    print_skipped(console, [(s["path"], s["reason"]) for s in data["skipped"]])
    console.print(Text(f"{counts['sentences']:,} sentences in {counts['passages']:,} passages; {counts['own_words']:,} the figure's own words, "
                       f"{counts['first_person']:,} accounts put into the first person", style="dim"))


def _sources(sources: Sequence[dict[str, Any]]) -> Table:
    """The sources, one a row; what the document was not explicit about carries a star."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("", "Source", "Title", "Author", "Date", "Standing", "Health", "In"):
        table.add_column(column, overflow="fold")
    table.add_column("Words", justify="right")
    for number, source in enumerate(sources, 1):
        guessed = set(source["inferred"])
        told = [str(source[key]) + (" *" if key in guessed and source[key] else "") for key in ("title", "author", "date")]
        verdict = source["health"]["verdict"]
        row = (str(number), source["source"], *told, source["standing"].replace("_", " "), verdict, source["language"])
        table.add_row(*(visible(cell) for cell in row), f"{source['words']:,}", style="yellow" if verdict != "sound" else "")
    return table


def _told(source: dict[str, Any]) -> Iterator[Text]:
    """What stands behind a row: why that standing, why that health, whose rights, how much is damaged."""
    yield Text.assemble((f"{visible(source['source'])}: ", "dim"), f"{source['standing'].replace('_', ' ')}",
                        (f", for {visible(source['standing_reason'])}" if source["standing_reason"] else "", "dim"))
    for reason in source["health"]["reasons"]:
        yield Text(f"    {source['health']['verdict']}: {visible(reason)}", style="yellow" if source["health"]["verdict"] != "sound" else "dim")
    if source["damage"] and source["health"]["verdict"] != "degraded":
        parts = len(source["damage"])
        yield Text(f"    {parts} damaged part{'s' if parts > 1 else ''} in it are only quoted, the first at {source['damage'][0]['start']}: "
                   f"{visible(source['damage'][0]['reason'])}", style="yellow")
    if source["rights"]:
        yield Text(f"    rights: {visible(source['rights'])}", style="dim")


def print_corrections(console: Console, corrections: Sequence[dict[str, Any]]) -> None:
    """The owner's word on spans, and where it no longer meets its words."""
    for entry in corrections:
        line = Text(f"{'muted' if entry['action'] == 'mute' else 'only quoted'}: {visible(entry['source'])} {entry['start']}–{entry['end']} "
                    f"“{visible(squeeze(entry['words'])[:60])}”", style="dim")
        if entry["problem"]:
            line.append(f"\n    figure.toml {visible(entry['problem'])}", style="yellow")
        console.print(line)


def print_page(console: Console, page: Page) -> None:
    """Print a figure's page in short: who, the life, the questions, the people, ideas and works, with numbered citations."""
    dates = f"{page.born or '?'} – {page.died or '?'}" if page.born or page.died else ""
    console.print(Text.assemble((visible(page.name), "bold"), (f"  {dates}", "dim")))
    if page.line:
        console.print(Text(visible(page.line.text)))
    numbers: dict[tuple[str, int, int], int] = {}

    def told(sentences: Sequence[Said]) -> Text:
        text = Text()
        for said in sentences:
            text.append(f"{visible(said.text)} ")
            for citation in said.citations:
                number = numbers.setdefault((citation.source, citation.start, citation.end), len(numbers) + 1)
                text.append(f"[{number}] ", style="dim")
        return text

    if page.biography:
        console.print(Padding(told(page.biography), (1, 0, 0, 0)))
    for question in page.questions:
        console.print(Padding(Text(visible(question.question), style="bold"), (1, 0, 0, 0)))
        console.print(told(question.sentences))
    for label, cards in (("People", page.people), ("Ideas", page.ideas), ("Works", page.works), ("Places", page.places),
                         ("Organisations", page.organisations), ("Occasions", page.occasions)):
        if cards:
            names = ", ".join(f"{c.name} ({c.relation})" if c.relation else c.name for c in cards)
            console.print(Padding(Text.assemble((f"{label}  ", "bold"), visible(names)), (1, 0, 0, 0)))
    if page.quotations:
        console.print(Padding(Text("In the figure's own words", style="bold"), (1, 0, 0, 0)))
        for said in page.quotations:
            console.print(Padding(told((said,)), (0, 0, 0, 2)))
    console.print(Padding(Text("\n".join(f"[{n}] {visible(source)} {start}–{end}" for (source, start, end), n in numbers.items()), style="dim"),
                          (1, 0, 0, 0)))


def print_skipped(console: Console, skipped: Sequence[tuple[str, str]]) -> None:
    """Name what was left out and why."""
    for path, reason in skipped:
        console.print(Text(f"left out: {visible(path)} {visible(reason)}", style="yellow"))
