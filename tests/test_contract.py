"""The JSON shapes and exit codes of the contract, through the installed command."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import formats
import pytest
from click.testing import CliRunner
from conftest import BuiltArchive, Command

from vivavoce.faces.cli import main
from vivavoce.figure import Figure
from vivavoce.sources.readers import decode
from vivavoce.text import bare, squeeze, words

QUESTIONS: list[dict[str, Any]] = [
    {"id": "born", "question": "When were you born?"},
    {"id": "taught", "question": "Who taught you mathematics?"},
    {"id": 7, "question": "Did you say that the engine can think?", "note": "an unknown key, and an id that is a number"},
    {"id": "cheese", "question": "What was your favourite cheese in Portugal?"},
    {"id": "hair", "question": "What may be seen at the museum in a silver frame?"},
    {"id": "editor", "question": "Who mended the spelling of the letter?"},
    {"id": "more", "question": "And where was she from?", "history": ["Who was your mother?"]},
    {"id": "hello", "question": "Good morning!"},
    {"id": "who", "question": "Who are you?"},
    {"id": "loom", "question": "What is the card for?"},
]
BAD_LINES = [
    ("line 2", "{ this is no JSON"),
    ("empty", '{"id": "empty", "question": "   "}'),
    ("without", '{"id": "without"}'),
    ("number", '{"id": "number", "question": 5}'),
    ("line 6", '["a", "list"]'),
    ("history", '{"id": "history", "question": "Who are you?", "history": "Who?"}'),
    ("dated", '{"id": "dated", "question": "Where do you live?", "as_of": "the day before"}'),
]


@pytest.fixture(scope="session")
def answers(command: Command, ada: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The answers to QUESTIONS, in one batch."""
    path = tmp_path_factory.mktemp("questions") / "questions.jsonl"
    path.write_text("".join(json.dumps(q) + "\n" for q in QUESTIONS), encoding="utf-8")
    said = command("ask", ada, "--questions", path, "--json")
    assert (said.status, said.err) == (0, "")
    return said.lines


def cited(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every citation of an answer, wherever it stands."""
    for sentence in answer["sentences"]:
        yield from sentence["citations"]
    for disagreement in answer["disagreements"]:
        for position in disagreement["positions"]:
            yield from position["citations"]
    yield from answer["nearest"]


def by_id(answers: list[dict[str, Any]], identity: object) -> dict[str, Any]:
    return next(answer for answer in answers if answer["id"] == identity)


class TestBuild:
    def test_says_what_was_built(self, ada_built: BuiltArchive) -> None:
        built = ada_built.said.json
        assert built["archive"] == str(ada_built.path)
        assert built["figure"] == "ada-lovelace"
        assert built["unchanged"] is False
        assert built["sources"] == 3
        assert built["skipped"] == []
        assert built["sentences"] > built["own_words"] >= 5
        assert built["first_person"] >= 3

    def test_archive_holds_the_parts_of_its_format(self, ada: Path) -> None:
        assert {"archive.json", "texts", "record.sqlite", "index"} <= {path.name for path in ada.iterdir()}
        manifest = json.loads((ada / "archive.json").read_text(encoding="utf-8"))
        assert isinstance(manifest["format"], int)
        assert all(len(source["sha256"]) == 64 for source in manifest["sources"])
        assert all(len(model["sha256"]) == 64 for model in manifest["models"].values())

    def test_again_is_unchanged_and_goes_beside_the_folder_by_default(self, command: Command, tmp_path: Path) -> None:
        folder = tmp_path / "notes"
        folder.mkdir()
        (folder / "note.txt").write_text("Jane Roe kept bees in Kent. Jane Roe sold the honey in 1801.\n", encoding="utf-8")
        first = command("build", folder, "--name", "Jane Roe")
        assert first.status == 0, first.err
        assert "Jane Roe: built" in first.out
        assert (tmp_path / "notes.vivavoce" / "archive.json").is_file()
        again = command("build", folder, "--name", "Jane Roe", "--json")
        assert again.json["unchanged"] is True
        assert again.json["archive"] == str(tmp_path / "notes.vivavoce")


class TestAsk:
    def test_shape(self, answers: list[dict[str, Any]]) -> None:
        for answer in answers:
            assert answer["figure"] == "ada-lovelace"
            assert answer["as_of"] is None
            assert answer["voice"] == "attested"
            assert answer["status"] in ("answered", "silent", "not_yet")
            assert answer["text"] == " ".join(sentence["text"] for sentence in answer["sentences"])
            assert isinstance(answer["elapsed_ms"], (int, float))
            for sentence in answer["sentences"]:
                assert sentence["mode"] in ("own_words", "first_person", "quoted", "framing")
                assert bool(sentence["citations"]) == (sentence["mode"] != "framing")
                if sentence["citations"]:
                    assert isinstance(sentence["corroborated_by"], int)
            for citation in cited(answer):
                assert set(citation) >= {"source", "start", "end", "exact", "standing", "health"}

    def test_one_answer_for_each_line_in_order_with_the_id_as_given(self, answers: list[dict[str, Any]]) -> None:
        assert [answer["id"] for answer in answers] == [question["id"] for question in QUESTIONS]
        assert [answer["question"] for answer in answers] == [question["question"] for question in QUESTIONS]

    def test_exact_is_what_the_stored_text_says_there(self, command: Command, ada: Path, answers: list[dict[str, Any]]) -> None:
        texts = {source: command("source", ada, source).out for source in {c["source"] for a in answers for c in cited(a)}}
        spans = [citation for answer in answers for citation in cited(answer)]
        assert len(spans) > 10
        for citation in spans:
            assert citation["exact"]
            assert texts[citation["source"]][citation["start"]:citation["end"]] == citation["exact"]

    def test_words_given_as_they_stand_equal_the_cited_ones(self, answers: list[dict[str, Any]]) -> None:
        as_they_stand = [s for a in answers for s in a["sentences"] if s["mode"] in ("own_words", "quoted")]
        assert as_they_stand
        for sentence in as_they_stand:
            assert sentence["text"] == squeeze(" ".join(bare(c["exact"]) for c in sentence["citations"]))

    def test_first_person_keeps_names_and_numbers(self, answers: list[dict[str, Any]]) -> None:
        sentence = by_id(answers, "born")["sentences"][0]
        assert sentence["mode"] == "first_person"
        assert sentence["text"].startswith("I was born")
        assert {"london", "10", "december", "1815"} <= set(words(sentence["text"]))
        assert sentence["by"] == "Miriam Holt"

    def test_silence_holds_framing_alone_and_the_nearest_words(self, answers: list[dict[str, Any]]) -> None:
        answer = by_id(answers, "cheese")
        assert answer["status"] == "silent"
        assert [sentence["mode"] for sentence in answer["sentences"]] == ["framing"]
        assert answer["disagreements"] == []
        assert answer["nearest"]

    def test_another_voice_in_the_figures_work_is_only_quoted(self, answers: list[dict[str, Any]]) -> None:
        spoken = [s for a in answers for s in a["sentences"] for c in s["citations"] if "mended" in c["exact"] or "torn" in c["exact"]]
        assert all(sentence["mode"] == "quoted" and sentence["by"] == "Edwin Marsh" for sentence in spoken)

    def test_one_question_is_one_json_object(self, command: Command, ada: Path) -> None:
        said = command("ask", ada, "Where did you live?", "--json")
        assert (said.status, said.err) == (0, "")
        assert said.json["status"] == "answered"
        assert "Ockham Park" in said.json["text"]
        assert "id" not in said.json

    def test_without_json_the_answer_is_numbered_and_a_source_named(self, command: Command, ada: Path) -> None:
        said = command("ask", ada, "When were you born?")
        assert said.status == 0
        assert "I was born in London on 10 December 1815. [1]" in said.out
        assert "life.txt" in said.out

    def test_the_same_question_gets_the_same_answer(self, command: Command, ada: Path, answers: list[dict[str, Any]]) -> None:
        again = command("ask", ada, "When were you born?", "--json").json
        before = by_id(answers, "born")
        assert {**again, "elapsed_ms": 0} == {key: 0 if key == "elapsed_ms" else value for key, value in before.items() if key != "id"}

    def test_bad_lines_yield_errors_in_their_places(self, command: Command, ada: Path, tmp_path: Path) -> None:
        path = tmp_path / "questions.jsonl"
        good = '{"id": "good", "question": "When were you born?"}'
        path.write_text("\n".join([good, *(raw for _, raw in BAD_LINES), "", good.replace("good", "last")]) + "\n", encoding="utf-8-sig")
        said = command("ask", ada, "--questions", path, "--json")
        assert (said.status, said.err) == (0, "")
        assert [line["id"] for line in said.lines] == ["good", *(identity for identity, _ in BAD_LINES), "last"]
        for line in said.lines[1:-1]:
            assert set(line) == {"id", "error"}
            assert line["error"].strip()
        assert said.lines[0]["status"] == said.lines[-1]["status"] == "answered"


class TestTalk:
    def test_a_conversation_through_a_pipe(self, command: Command, ada: Path) -> None:
        lines = ("When were you born?", ":source 1", ":help", ":nonsense", ":source 99", ":source ²", ":sources", ":history", "", ":new", ":quit",
                 "Where did you live?")
        said = command("talk", ada, stdin="\n".join(lines))
        assert (said.status, said.err) == (0, "")
        assert "not the person" in said.out
        assert "I was born in London" in said.out
        assert "Ada Lovelace was born in London on 10 December 1815." in said.out  # the source, opened
        assert ":source 2" in said.out  # the help
        assert "There is no :nonsense." in said.out
        assert "There is no such citation" in said.out
        assert "Ockham" not in said.out.split("A new conversation.")[1]  # nothing is heard after :quit

    def test_ends_with_its_input_and_survives_what_it_cannot_do(self, command: Command, ada: Path) -> None:
        said = command("talk", ada, stdin=":as-of 1840\n:as-of soon\n" + "x" * 10_000 + "\n:source\nWhat did he wear?")
        assert (said.status, said.err) == (0, "")
        assert "Speaking as of 1840." in said.out
        assert "'soon' is not a date" in said.out
        assert "10,000 characters" in said.out


class TestInspect:
    def test_shape(self, command: Command, ada: Path) -> None:
        said = command("inspect", ada, "--json")
        assert (said.status, said.err) == (0, "")
        data = said.json
        assert data["figure"]["name"] == "Ada Lovelace"
        assert data["figure"]["born"] == "1815-12-10"
        sources = {source["source"]: source for source in data["sources"]}
        assert list(sources) == ["letters/engine.md", "life.txt", "museum.html"]
        for source in sources.values():
            assert set(source) >= {"source", "title", "author", "date", "standing", "language", "words", "passages", "health"}
            assert source["health"] == {"verdict": "sound", "reasons": []}
        assert sources["letters/engine.md"]["standing"] == "letter"
        assert sources["letters/engine.md"]["author"] == "Ada Lovelace"
        assert sources["museum.html"]["author"] == "The Museum of Brass Wheels"
        assert sources["museum.html"]["date"] == "2019-03-04"
        assert sources["life.txt"]["date"] == "2015"
        assert data["counts"]["sources"] == 3
        assert data["counts"]["words"] == sum(source["words"] for source in sources.values())
        assert data["skipped"] == []

    def test_for_reading(self, command: Command, ada: Path) -> None:
        said = command("inspect", ada)
        assert said.status == 0
        assert "Ada Lovelace" in said.out
        assert "letters/engine.md" in said.out


class TestSource:
    @pytest.mark.parametrize("identity", ["life.txt", "letters/engine.md"])
    def test_is_the_file_decoded(self, command: Command, ada: Path, ada_folder: Path, identity: str) -> None:
        assert command("source", ada, identity).out == decode((ada_folder / identity).read_bytes())

    def test_keeps_line_ends_and_drops_a_byte_order_mark_alone(self, command: Command, tmp_path: Path) -> None:
        folder = tmp_path / "folder"
        folder.mkdir()
        files = {"crlf.txt": "Jane Roe was born in Kent.\r\n\r\nShe kept\u00a0bees. \r\n\tAnd wasps.\r".encode(),
                 "bom.txt": b"\xef\xbb\xbf" + "Jane Roe sold honey in Döver.\n\n\n".encode(),
                 "western.txt": "Jane Roe’s café closed.\r\n".encode("cp1252"),
                 "latin.txt": b"Jane Roe sold ch\x81rbon, caf\xe9.\n"}
        for name, raw in files.items():
            (folder / name).write_bytes(raw)
        assert command("build", folder, "--name", "Jane Roe", "--out", tmp_path / "roe.vivavoce", "--json").json["skipped"] == []
        said = {name: command("source", tmp_path / "roe.vivavoce", name).out.encode() for name in files}
        assert said["crlf.txt"] == files["crlf.txt"]
        assert said["bom.txt"] == files["bom.txt"][3:]
        assert said["western.txt"] == "Jane Roe’s café closed.\r\n".encode()
        assert said["latin.txt"] == "Jane Roe sold ch\x81rbon, café.\n".encode()

    def test_of_a_page_is_its_text_without_menu_and_footer(self, command: Command, ada: Path) -> None:
        text = command("source", ada, "museum.html").out
        assert "Augustus De Morgan taught Ada Lovelace by letter from 1840." in text
        assert "Museum shop" not in text
        assert "Tickets" not in text
        assert "color" not in text

    def test_unknown(self, command: Command, ada: Path) -> None:
        failure = command("source", ada, "nowhere.txt").failure
        assert "nowhere.txt" in failure
        assert "inspect" in failure


class TestEval:
    def test_scores_a_question_file(self, command: Command, ada: Path, tmp_path: Path) -> None:
        path = tmp_path / "questions.jsonl"
        evidence = [{"source": "life.txt", "start": 60, "end": 100}]
        lines = [{"id": "a", "question": "When were you born?", "kind": "fact", "accept": ["1815"], "evidence": evidence},
                 {"id": "b", "question": "When were you born?", "kind": "fact", "accept": ["1799"]},
                 {"id": "c", "question": "What was your favourite cheese in Portugal?", "kind": "unanswerable"}]
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        said = command("eval", ada, path, "--json")
        assert (said.status, said.err) == (0, "")
        assert said.json["measures"]["facts right"] == {"right": 1, "total": 2}
        assert said.json["measures"]["evidence cited"] == {"right": 1, "total": 1}
        assert said.json["measures"]["silent where sources are"] == {"right": 1, "total": 1}
        assert len(said.json["missed"]) == 1


class TestDemo:
    def test_without_a_terminal_it_asks_three_questions_and_ends(self, demo: BuiltArchive) -> None:
        assert demo.said.out.count("›") == 3
        assert "My sources do not say." in demo.said.out
        assert "Traceback" not in demo.said.err

    def test_its_archive_can_be_asked(self, command: Command, trotsky: Path) -> None:
        answer = command("ask", trotsky, "Where were you born?", "--json").json
        assert answer["status"] == "answered"
        assert "Yanovka" in answer["text"]


class TestTimeline:
    """What the sources date, in order, each event with citations of everybody who tells it."""

    def test_events_come_in_order_with_exact_witnesses(self, command: Command, ada: Path, ada_figure: Figure) -> None:
        events = command("timeline", ada, "--json").json["events"]
        assert [e["start"] for e in events] == sorted(e["start"] for e in events)
        assert {(e["start"], e["end"], e["kind"]) for e in events} >= {
            ("1815-12-10", "1815-12-10", "birth"), ("1833-06-05", "1833-06-05", "meeting"), ("1835-01-01", "1835-12-31", "marriage"),
            ("1852-11-27", "1852-11-27", "death")}
        for event in events:
            assert {"start", "end", "approximate", "precision", "when", "kind", "text", "mode", "who", "where"} <= event.keys()
            assert event["witnesses"]
            for witness in event["witnesses"]:
                assert ada_figure.text(witness["source"])[witness["start"]:witness["end"]] == witness["exact"]

    def test_its_ends_are_kept(self, command: Command, ada: Path) -> None:
        events = command("timeline", ada, "--from", "1833-06", "--to", "1835", "--json").json["events"]
        assert {e["start"] for e in events} == {"1833-06-05", "1835-01-01"}

    def test_it_reads_as_a_list(self, command: Command, ada: Path) -> None:
        said = command("timeline", ada)
        assert "5 June 1833" in said.out
        assert "A Short Life of Ada Lovelace" in said.out


@pytest.fixture(scope="module")
def paged(command: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of a PDF whose pages are numbered from 11, of a book in chapters, and of a page in French."""
    folder = tmp_path_factory.mktemp("paged") / "papers"
    folder.mkdir()
    pages: list[list[formats.Line]] = [
        [(50, 600, 11, words), (245, 40, 9, str(11 + number))] for number, words in enumerate(
            ("Ada Lovelace was born in London in December 1815.", "Ada Lovelace studied mathematics with Mary Somerville.",
             "Ada Lovelace died in London in November 1852."))]
    (folder / "life.pdf").write_bytes(formats.pdf(pages))
    chapter = "<p>Ada Lovelace met Charles Babbage at a party in June 1833.</p>"
    (folder / "tales.epub").write_bytes(formats.epub({"one.xhtml": chapter}))
    (folder / "vie.html").write_text("<p>Elle est née à Londres, et elle a écrit des notes sur la machine de son ami, que tout le monde lit encore "
                                     "aujourd’hui dans les écoles et dans les livres.</p>", encoding="utf-8")
    said = command("build", folder, "--name", "Ada Lovelace", "--out", folder.with_suffix(".vivavoce"))
    assert said.status == 0, said.err
    assert "vie.html is in another language than English (fr)" in " ".join(said.err.split())
    return folder.with_suffix(".vivavoce")


class TestPaged:
    @pytest.mark.parametrize(("question", "key", "label"), [
        ("When did you die?", "page", "13"), ("Who taught you mathematics?", "page", "12"),
        ("Where did you meet Charles Babbage?", "anchor", "one.xhtml")])
    def test_a_citation_carries_its_page_or_its_anchor(self, command: Command, paged: Path, question: str, key: str, label: str) -> None:
        answer = command("ask", paged, question, "--json").json
        cited = answer["sentences"][0]["citations"][0]
        assert cited[key] == label
        text = command("source", paged, cited["source"]).out
        assert text[cited["start"]:cited["end"]] == cited["exact"]

    def test_a_text_without_pages_has_none(self, command: Command, ada: Path) -> None:
        answer = command("ask", ada, "When were you born?", "--json").json
        assert not {"page", "anchor"} & set(answer["sentences"][0]["citations"][0])

    def test_languages_and_pages_are_shown(self, command: Command, paged: Path) -> None:
        assert "page 13" in command("ask", paged, "When did you die?").out
        languages = {source["source"]: source["language"] for source in command("inspect", paged, "--json").json["sources"]}
        assert languages == {"life.pdf": "en", "tales.epub": "en", "vie.html": "fr"}


class TestExport:
    def test_the_bibliographies_as_csl_json(self, command: Command, trotsky: Path, tmp_path: Path) -> None:
        said = command("export", trotsky, "--to", tmp_path / "references.json", "--format", "csl-json")
        assert (said.status, said.out) == (0, "")
        items = json.loads((tmp_path / "references.json").read_text(encoding="utf-8"))
        assert len({item["id"] for item in items}) == len(items) > 0
        for item in items:
            assert {"id", "type", "title", "custom"} <= set(item)
            text = command("source", trotsky, item["custom"]["source"]).out
            assert item["title"].split()[0] in text[item["custom"]["start"]:item["custom"]["end"]]

    def test_the_whole_record(self, command: Command, ada: Path, tmp_path: Path) -> None:
        assert command("export", ada, "--to", tmp_path).status == 0
        record = json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))
        assert set(record) >= {"figure", "sources", "passages", "sentences", "events", "references"}
        texts = {source["source"]: source["text"] for source in record["sources"]}
        assert len(record["sentences"]) == command("inspect", ada, "--json").json["counts"]["sentences"]
        for sentence in record["sentences"]:
            assert texts[sentence["source"]][sentence["start"]:sentence["end"]] == sentence["exact"]

    def test_where_it_cannot_be_written(self, command: Command, ada: Path, tmp_path: Path) -> None:
        assert "no such file" in command("export", ada, "--to", tmp_path / "nowhere" / "record.json").failure


LATER = [
    ("ask", "ARCHIVE", "Where do you live?", "--voice", "model"),
]
WRONG = [
    ("no-such-command",), ("build",), ("build", "a", "b"), ("build", "x", "--unknown"), ("ask", "ARCHIVE"),
    ("ask", "ARCHIVE", "Who?", "--questions", "f.jsonl"), ("ask", "ARCHIVE", "Who?", "--as-of", "yesterday"),
    ("ask", "ARCHIVE", "Who?", "--as-of", "1840-13"), ("ask", "ARCHIVE", "Who?", "--as-of", "1841-02-29"),
    ("ask", "ARCHIVE", "Who?", "--voice", "loud"), ("inspect",), ("source", "ARCHIVE"), ("eval", "ARCHIVE"), ("serve", "x", "--port", "many"),
    ("export", "ARCHIVE"),
    ("export", "ARCHIVE", "--to", "x", "--format", "bibtex"), ("timeline",),
    ("timeline", "ARCHIVE", "--from", "yesterday"), ("timeline", "ARCHIVE", "--to", "1840-13"),
]


class TestAsOf:
    def test_the_answer_says_as_of_when_and_tells_nothing_later(self, command: Command, trotsky: Path) -> None:
        answer = command("ask", trotsky, "When were you born?", "--as-of", "1917-06", "--json").json
        assert (answer["status"], answer["as_of"]) == ("answered", "1917-06")
        assert "1879" in answer["text"]
        assert all(int(year) <= 1917 for citation in cited(answer) for year in re.findall(r"\b1[0-9]{3}\b", citation["exact"]))

    def test_what_lies_ahead_is_not_yet(self, command: Command, trotsky: Path) -> None:
        answer = command("ask", trotsky, "Who killed you?", "--as-of", "1930", "--json").json
        assert answer["status"] == "not_yet"
        assert [s["mode"] for s in answer["sentences"]] == ["framing"]


class TestDisagreements:
    def test_both_sides_stand_with_their_citations(self, command: Command, trotsky: Path) -> None:
        answer = command("ask", trotsky, "When was the Fourth International founded?", "--json").json
        disagreement, = answer["disagreements"]
        assert [p["value"] for p in disagreement["positions"]] == ["1938-09-03", "1939"]
        sources = [{c["source"] for c in p["citations"]} for p in disagreement["positions"]]
        assert not sources[0] & sources[1]
        assert all(p["text"] == p["citations"][0]["exact"] for p in disagreement["positions"])


class TestStatus:
    """One case of each kind through the installed command, the others through the same entry point in this process."""

    def test_wrong_usage_is_2(self, command: Command, ada: Path) -> None:
        said = command("ask", ada)
        assert said.status == 2
        assert "Usage:" in said.err
        assert said.out == ""

    @pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
    def test_every_wrong_usage(self, ada: Path, arguments: tuple[str, ...]) -> None:
        said = CliRunner().invoke(main, [str(ada) if argument == "ARCHIVE" else argument for argument in arguments])
        assert said.exit_code == 2
        assert "Usage:" in said.stderr

    @pytest.mark.parametrize("setting", ["VIVAVOCE_THREADS", "VIVAVOCE_SILENCE"])
    def test_a_bad_setting_is_2(self, ada: Path, setting: str) -> None:
        said = CliRunner().invoke(main, ["inspect", str(ada)], env={setting: "many"})
        assert said.exit_code == 2
        assert setting in said.stderr

    @pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("build", "--help"), ("ask", "-h"), ("quote", "--help")], ids=" ".join)
    def test_help_is_0(self, arguments: tuple[str, ...]) -> None:
        said = CliRunner().invoke(main, arguments)
        assert (said.exit_code, said.stderr) == (0, "")
        assert said.stdout

    @pytest.mark.parametrize("arguments", LATER, ids=" ".join)
    def test_everything_that_a_later_version_brings(self, ada: Path, arguments: tuple[str, ...]) -> None:
        said = CliRunner().invoke(main, [str(ada) if argument == "ARCHIVE" else argument for argument in arguments])
        assert said.exit_code == 1
        assert said.stdout == ""
        assert len(said.stderr.splitlines()) == 1
        assert "not in this version" in said.stderr

    def test_a_batch_of_quotations_is_judged_and_bad_lines_yield_errors(self, command: Command, ada: Path, tmp_path: Path) -> None:
        path = tmp_path / "quotations.jsonl"
        path.write_text('{"id": "a", "question": "The engine does not think."}\n{"id": "b", "question": "Brevity is a virtue of the loom."}\n'
                        '{"id": "c"}\n{"id": "d", "question": "…"}\n', encoding="utf-8")
        said = command("quote", ada, "--questions", path, "--json")
        assert (said.status, said.err) == (0, "")
        assert [line["id"] for line in said.lines] == ["a", "b", "c", "d"]
        assert (said.lines[0]["verdict"], said.lines[0]["speaker"]) == ("verbatim", "Ada Lovelace")
        assert (said.lines[1]["verdict"], said.lines[1]["speaker"], said.lines[1]["matches"]) == ("not_found", None, [])
        assert "has no question" in said.lines[2]["error"]
        assert "no words" in said.lines[3]["error"]
        citation = said.lines[0]["matches"][0]["citation"]
        text = command("source", ada, citation["source"]).out
        assert text[citation["start"]:citation["end"]] == citation["exact"] == "The engine does not think"

    def test_a_batch_with_an_option_of_a_later_version_yields_errors(self, ada: Path, tmp_path: Path) -> None:
        path = tmp_path / "questions.jsonl"
        path.write_text('{"id": "a", "question": "Who are you?"}\n', encoding="utf-8")
        said = CliRunner().invoke(main, ["ask", str(ada), "--questions", str(path), "--json", "--voice", "model"])
        assert said.exit_code == 0
        assert "not in this version" in json.loads(said.stdout)["error"]
