"""The figure's page: everything cited, in order, nothing twice, and the same when it is read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Command

from vivavoce.archive.pages import read_page, write_page
from vivavoce.dialogue.suggest import addressed
from vivavoce.evidence.voice import same
from vivavoce.figure import Figure
from vivavoce.language.names import alias_pattern
from vivavoce.profile import asking, life, line
from vivavoce.profile.telling import _POINTS_OUT, _SIGNED, CLAIMED, _tells, needs_before, quotable
from vivavoce.record import Citation, Mode, Page, Said, year


@pytest.fixture(scope="module")
def page(example: Figure) -> Page:
    return example.page()


def told(page: Page) -> Iterator[Said]:
    yield from page.biography
    yield from page.quotations
    for question in page.questions:
        yield from question.sentences
    for card in (*page.people, *page.places, *page.organisations, *page.occasions, *page.works, *page.ideas):
        yield from card.sentences


def citations(page: Page) -> Iterator[Citation]:
    for said in told(page):
        yield from said.citations
    if page.line:
        yield page.line.citation
    yield from (c.relation_citation for c in page.people if c.relation_citation)


def test_every_sentence_is_cited_exactly(example: Figure, page: Page) -> None:
    assert all(said.citations and said.mode is not Mode.FRAMING for said in told(page))
    found = list(citations(page))
    assert len(found) > 60
    assert all(example.text(c.source)[c.start:c.end] == c.exact for c in found)


def test_the_line_is_cut_from_its_source(page: Page) -> None:
    assert page.line
    assert " ".join(page.line.citation.exact.split()) == page.line.text
    assert len(page.line.text) < 160


@pytest.mark.parametrize(("phrase", "noun"), [
    ("the daughter of the poet", "daughter"), ("one of the founders of the guild", "founders"), ("the poor frontier boy", "boy"),
    ("a German jurist, economist, and sociologist", "sociologist"), ("a leader, of sorts", "leader")])
def test_a_phrase_calls_somebody_by_its_noun(phrase: str, noun: str) -> None:
    assert line.head(phrase) == noun


def test_the_line_says_what_the_figure_was_before_whose_child(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "figure.toml").write_text('name = "Maria Weber"\nborn = "1815"\ndied = "1852"\n', encoding="utf-8")
    (folder / "lives.txt").write_text(
        "Maria Weber was the daughter of the painter Otto Weber. She grew up in Cologne among canvases.\n\n"
        "Anna Maria Weber, Countess of Elm (1815–1852) was a German botanist. She drew the mosses of the Eifel.\n", encoding="utf-8")
    command("build", folder, "--out", tmp_path / "weber.vivavoce")
    found = line.one_line(Figure.open(tmp_path / "weber.vivavoce").archive)
    assert found
    assert found.text == "a German botanist"


@pytest.fixture(scope="module")
def director(command: Command, tmp_path_factory: pytest.TempPathFactory) -> Figure:
    """A life told by a narrative with few dates, and letters that are signed with an office."""
    folder = tmp_path_factory.mktemp("director")
    (folder / "figure.toml").write_text('name = "Otto Brandt"\nborn = "1801"\ndied = "1870"\npronouns = "he"\n'
                                        '[sources."orders.txt"]\nauthor = "Otto Brandt"\nstanding = "own_work"\n', encoding="utf-8")
    (folder / "life.txt").write_text(
        "Brandt was born in Kassel on 4 May 1801. He had two sisters.\n\n"
        "In April 1840 Brandt came to Dresden with his instruments. Brandt was elected President of the Academy by a large majority. "
        "He thanked the members in a few words. In March 1841 Brandt opened the new observatory.\n\n"
        "When Brandt was appointed to the council in 1850, a painter made a portrait of Clara Voss. The old dome of Brandt stood open in 1850. "
        "Brandt died in Dresden on 3 June 1870. Brandt's fame as a patient observer and teacher has outlived him.\n", encoding="utf-8")
    (folder / "orders.txt").write_text(
        "I, Otto Brandt, President of the Academy of Dresden, order that the dome be closed at noon.\n\n"
        "I, Otto Brandt, President of the Academy of Dresden, order that the lamps be put out.\n\n"
        "I, Otto Brandt, President of the Academy of Dresden, forbid the sale of coal.\n\n"
        "I, Otto Brandt, President of the Academy of Dresden, thank the town for its bells.\n", encoding="utf-8")
    command("build", folder, "--out", folder.parent / "brandt.vivavoce")
    return Figure.open(folder.parent / "brandt.vivavoce")


@pytest.fixture(scope="module")
def gardener(command: Command, tmp_path_factory: pytest.TempPathFactory) -> Figure:
    """A life with kin, a master, a place and a cause, told in an account and in letters about their day."""
    folder = tmp_path_factory.mktemp("gardener")
    (folder / "figure.toml").write_text('name = "Jonas Harte"\nborn = "1801"\ndied = "1870"\npronouns = "he"\n', encoding="utf-8")
    (folder / "life.txt").write_text(
        "Harte was born at Ulm in 1801. As a boy Harte carried water for the gardens of the bishop. When Harte was ten years old he lost the "
        "use of one eye. In his childhood Harte had seen no book but a herbal.\n\n"
        "Harte married Anna Keller in 1830. Harte's son Karl was born in 1834 at Ulm. Harte's daughter Lena died in 1840 of a fever. "
        "Harte's mother lived with them until 1850.\n\n"
        "In 1822 Harte met Peter Lang, the head gardener of the palace. Lang taught Harte how to graft. Harte worked for Lang for nine years. "
        "Harte quarrelled with Lang over a pear tree in 1831. Lang was a proud man with a soft voice.\n\n"
        "In 1832 Harte moved to Trier with his tools. Harte lived in Trier near the river for thirty years. Harte returned to Trier after "
        "the flood of 1845. The mills of Trier stood still that year.\n", encoding="utf-8")
    command("build", folder, "--out", folder.parent / "harte.vivavoce")
    return Figure.open(folder.parent / "harte.vivavoce")


def test_questions_ask_for_youth_kin_people_and_places(gardener: Figure) -> None:
    asked = {q.question: " ".join(s.text for s in q.sentences) for q in gardener.page().questions}
    assert "herbal" in asked["What do you tell of your childhood and youth?"]
    assert "Anna Keller" in asked["Who was in your family?"]
    assert "pear tree" not in asked["Who was in your family?"]
    assert "pear tree" in asked["What was your relationship with Peter Lang?"]
    assert "mills" not in asked["What happened to you in Trier?"]
    assert "river" in asked["What happened to you in Trier?"]


def test_a_person_is_introduced_by_what_the_figure_had_to_do_with_them(gardener: Figure) -> None:
    card = next(c for c in gardener.page().people if c.name == "Peter Lang")
    assert "soft voice" not in card.sentences[0].text


def test_an_office_signed_with_again_and_again_is_the_line(director: Figure) -> None:
    found = line.one_line(director.archive)
    assert found
    assert found.text == "President of the Academy of Dresden"
    assert "a patient observer and teacher" in {one.text for one, _ in line._called(director.archive)}


def test_a_landmark_without_a_date_stands_where_the_account_has_it(director: Figure) -> None:
    lived = [said.text for said in life.biography(director.archive)]
    place = next(i for i, text in enumerate(lived) if "elected President of the Academy" in text)
    assert any("born in Kassel" in text for text in lived[:place])
    assert any("observatory" in text for text in lived[place + 1:])


def test_a_life_tells_what_the_figure_did(director: Figure) -> None:
    lived = " ".join(said.text for said in life.biography(director.archive))
    assert "born in Kassel" in lived
    assert "died in Dresden" in lived or "portrait" not in lived
    assert "Clara Voss" not in lived
    assert "old dome" not in lived


def test_of_many_deeds_of_one_sort_the_first_counts_most(director: Figure) -> None:
    archive = director.archive
    told = [s for s in archive.record.all_sentences("1") if "Brandt" in archive.exact(s)][:3]
    dated = [life._Dated(s, when, 2.0, "move") for s, when in zip(told, ("1850-01-01", "1840-01-01", "1845-01-01"), strict=True)]
    deeds = dict(zip((s.id for s in told), ("Sailed to Rome.", "Sailed to Oslo.", "He spoke."), strict=True))
    assert [d.score for d in life._first_of_their_sort(dated, lambda s: deeds[s.id])] == [2.0, 2.6, 2.0]


@pytest.mark.parametrize(("entry", "landmark"), [
    ("January 29th: Married at Ulm.", "marriage"), ("1827. Entered the college of Trier.", "schooling"), ("Published _On Mosses_.", "work"),
    ("27 May: \"Sailed from Bremen on our voyage.\"", "move"), ("Attended to the mosses for a year.", ""), ("The council elected Keller.", "")])
def test_an_entry_of_a_chronology_tells_a_landmark(entry: str, landmark: str) -> None:
    assert life._entry(entry) == landmark


def test_quoted_and_bracketed_words_are_nobodys_kin() -> None:
    assert asking._unquoted('He quoted Lang: "my son is ill" [my father adds a note] and left.') == "He quoted Lang: and left."


def test_the_biography_goes_through_the_life_in_order(example: Figure, page: Page) -> None:
    assert 8 <= len(page.biography) <= 16
    assert page.biography[0].when == page.born
    dated = [said.when for said in page.biography if said.when]
    assert dated == sorted(dated)
    years = [int(s.told.start[:4]) for said in page.biography for c in said.citations
             for s in example.archive.record.within(c.source, c.start, c.end) if s.told]
    assert years == sorted(years)
    born, died = year(page.born), year(page.died)
    assert born
    assert died
    assert years[0] == born
    assert died - 1 <= years[-1] <= died
    assert max(b - a for a, b in pairwise(years)) <= 20


def test_nothing_is_told_twice(page: Page) -> None:
    for group in [page.biography, page.quotations, *(q.sentences for q in page.questions)]:
        texts = [s.citations[0].exact for s in group]
        assert not [(a, b) for i, a in enumerate(texts) for b in texts[i + 1:] if same(a, b)]


def test_questions_have_long_answers_and_addresses_of_their_own(page: Page) -> None:
    assert len(page.questions) >= 4
    assert len({q.id for q in page.questions}) == len(page.questions)
    for question in page.questions:
        assert question.question.endswith("?")
        assert 3 - question.posed <= len(question.sentences) <= 9
        assert question.posed or not needs_before(question.sentences[0].text)
        assert not re.match(r"(?:And|But|However|These|This|Such)\b", question.sentences[0].text)


def test_questions_were_tried(example: Figure, page: Page) -> None:
    assert example.suggestions() == tuple(q.question for q in page.questions)[:6]


def test_people_are_people(page: Page) -> None:
    names = {c.name for c in page.people}
    assert {"Natalia Sedova", "Ramón Mercader", "John Dewey"} <= names
    assert not names & {"Trotsky", "Leon Trotsky", "Petrograd", "Pravda", "November", "Russian"}


def test_quotations_are_the_figures_own(page: Page) -> None:
    assert all(said.mode is Mode.OWN_WORDS for said in page.quotations)


def test_a_page_reads_back_as_it_was_written(page: Page, tmp_path: Path) -> None:
    write_page(tmp_path, page)
    assert read_page(tmp_path) == page


def test_the_command_prints_the_page(command: Command, trotsky: Path, page: Page) -> None:
    said = command("page", trotsky, "--json")
    assert said.status == 0
    assert said.json["figure"]["id"] == page.figure
    assert [q["id"] for q in said.json["questions"]] == [q.id for q in page.questions]
    shown = command("page", trotsky)
    assert shown.status == 0
    assert page.questions[0].question in shown.out


def test_where_the_sources_quarrel_is_said(example: Figure, page: Page) -> None:
    for disagreement in page.disagreements:
        assert len(disagreement.positions) > 1
        assert len({p.value for p in disagreement.positions}) == len(disagreement.positions)
        assert len({c.source for p in disagreement.positions for c in p.citations}) > 1
        assert all(example.text(c.source)[c.start:c.end] == c.exact for p in disagreement.positions for c in p.citations)
    assert len({d.about for d in page.disagreements}) == len(page.disagreements)


def test_what_others_claim_is_no_maxim_and_no_view() -> None:
    claimed = "The impression is made that slavery is the only power that can feed the nation."
    assert quotable(claimed) + 1.9 < quotable(claimed.replace("The impression is made that slavery", "All men know that slavery"))
    assert CLAIMED.search("They say that freedom must be earned.")
    assert not CLAIMED.search("I say that freedom must be earned.")


@pytest.fixture(scope="module")
def weaver(command: Command, tmp_path_factory: pytest.TempPathFactory) -> Figure:
    """A life in questions and answers, and an account that quotes."""
    folder = tmp_path_factory.mktemp("weaver")
    (folder / "figure.toml").write_text('name = "Clara Voss"\nborn = "1801"\ndied = "1870"\npronouns = "she"\n', encoding="utf-8")
    (folder / "questions.md").write_text(
        "# Clara Voss: questions and answers\n\n"
        "## Who were her parents?\n\nHer father was the miller Otto Voss. Her mother kept a school at Ulm. Voss was their only child.\n\n"
        "## Why did Voss leave Ulm?\n\nVoss left Ulm in 1822 because the mill had burnt down. She went to Trier with her loom.\n\n"
        "## Did she write the Book of Patterns?\n\nIt depends on whom one asks. Voss drew the patterns in 1840. Her pupil wrote the words.\n\n"
        "## What is the Rose Loom?\n\nThe Rose Loom was a loom for ribbons. Voss built it at Trier in 1831. It was never sold.\n\n"
        "## What is meant by a Voss knot?\n\nWeavers call a double knot so. Voss tied it first in 1833.\n\n"
        "## Who was responsible?\n\nNobody was punished for the fire. The watchman had slept. The town paid nothing.\n", encoding="utf-8")
    (folder / "life.txt").write_text(
        'Clara Voss was born at Ulm in 1801. "A thread," Voss wrote, "is never so thin that two hands cannot spoil it." Voss said in 1850: "Patience '
        'is the only tool that no thief has ever wanted." In the winter of 1829 a cousin came from Riga to see her brother\'s mill. Later in the '
        "same month Voss walked to Speyer. Voss died at Trier in 1870.\n", encoding="utf-8")
    command("build", folder, "--out", folder.parent / "voss.vivavoce")
    return Figure.open(folder.parent / "voss.vivavoce")


def test_questions_that_a_source_asks_of_its_figure_by_a_pronoun_or_of_things(weaver: Figure) -> None:
    asked = {q.question: [s.text for s in q.sentences] for q in weaver.page().questions if q.posed}
    assert {"Who were your parents?", "Why did you leave Ulm?", "What is the Rose Loom?", "What is meant by a Voss knot?"} <= set(asked)
    assert asked["Did you write the Book of Patterns?"][0] == "It depends on whom one asks."
    assert "Who was responsible?" not in asked


@pytest.mark.parametrize(("heading", "question"), [
    ("Who taught her mathematics?", "Who taught you mathematics?"), ("How is she remembered?", "How are you remembered?"),
    ("Was Voss married?", "Were you married?"), ("What did she look like?", "What did you look like?"),
    ("Why did she call herself Voss?", "Why did you call yourself Voss?"), ("What did he tell her?", ""), ("Why did Voss praise it?", "")])
def test_a_heading_is_put_to_the_figure(heading: str, question: str) -> None:
    assert addressed(heading, alias_pattern(("Clara Voss", "Voss")), "she") == question


def test_what_an_account_quotes_is_a_quotation_with_its_halves_joined(weaver: Figure) -> None:
    quoted = {said.text for said in weaver.page().quotations}
    assert "A thread, is never so thin that two hands cannot spoil it." in quoted
    assert "Patience is the only tool that no thief has ever wanted." in quoted


@pytest.mark.parametrize(("sentence", "stands"), [
    ("I went with my mother to see the mill.", True), ("Later in the same month I went to see the mill.", False), ("I showed it to Lang.", False),
    ("I found it to be broken.", True), ("Keller declared that she had not.", False), ("I walked with a limp from then on.", False),
    ("I, on the contrary, stayed at home in Ulm.", False), ("I wrote to Lang about the matter.", False)])
def test_a_sentence_that_leans_on_the_one_before_stands_not_alone(sentence: str, stands: bool) -> None:
    assert bool(_POINTS_OUT.search(sentence)) is not stands


def test_signatures_captions_and_formulas_tell_nothing() -> None:
    assert _SIGNED.search("By order of the council: O. BRANDT, Keeper of the Dome.")
    assert not _SIGNED.search("I was born in the USA, Boston was far away.")
    assert not _tells("Belief in the eternity of goodness.")
    assert _tells("1906. Wrote the rules of the dome.")


def test_the_last_thing_that_is_told_of_a_life_is_the_death(weaver: Figure) -> None:
    lived = life.biography(weaver.archive)
    assert "died at Trier" in lived[-1].text
    assert not any("same month" in said.text for said in lived)
