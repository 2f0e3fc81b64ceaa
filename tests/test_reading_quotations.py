"""Quoted words and who says them."""

from __future__ import annotations

from functools import cache

import pytest

from vivavoce.language.parse import Parser
from vivavoce.reading.quotations import announces, closing, foreign_first_person, quoted_spans
from vivavoce.reading.sentences import Reader
from vivavoce.record import Figure, Quotation, Sentence, Source, Standing
from vivavoce.settings import Settings
from vivavoce.sources.structure import blocks


@cache
def reader() -> Reader:
    return Reader(Figure("Jane Roe", ("Roe",), pronouns="she"), cache(lambda: Parser(Settings())), 120)


def read(*paragraphs: str) -> dict[str, Sentence]:
    """The sentences of an account, by their words."""
    text = "\n\n".join(paragraphs)
    source = Source("a.txt", text, "", blocks(text), author="Berit Lund")
    outline = reader().outline(source, 0)
    return {text[s.start:s.end]: s for s in reader().read(outline, 0)}


@pytest.mark.parametrize(("text", "quoted"), [
    ("She said: “Go. Now.” He went.", ["“Go. Now.”"]),
    ('"Go," she said. "Now."', ['"Go,"', '"Now."']),
    ("«Go», she said.", ["«Go»"]),
    ("She said: “Go. I shall", ["“Go. I shall"]),
    ("and never came back.” He went.", ["and never came back.”"]),
    ("“He said ‘no’ to me.”", ["“He said ‘no’ to me.”"]),
    ("‘I came,’ he said. ‘I saw.’", ["‘I came,’", "‘I saw.’"]),
    ("‘The boys’ boats are late. I wait,’ he said.", ["‘The boys’ boats are late. I wait,’"]),
    ("Roe’s ‘little shop’ was the boys’ pride.", ["‘little shop’"]),
    ("She said 'I came. I saw.' and left.", ["'I came. I saw.'"]),
    ("‘Tis late. It’s the boys’ boat, and she’s Roe’s.", []),
    ("rock ‘n’ roll. ‘Yes.’", ["‘n’", "‘Yes.’"]),
    ("Nothing at all.", []),
])
def test_quoted_spans(text: str, quoted: list[str]) -> None:
    assert [text[span.start:span.end] for span in quoted_spans(text, 0, len(text))] == quoted


@pytest.mark.parametrize(("text", "closed"), [
    ('"One. Two." Three.', '"One. Two."'), ('"He said: "One." Then two." Three.', '"He said: "One." Then two."'), ('"One. "Two. Three.', ""),
    ("“One “two” three.” Four.", "“One “two” three.”")])
def test_where_a_quotation_closes(text: str, closed: str) -> None:
    assert text[:closing(text, 0, len(text))] == closed


def test_quoted_spans_stay_in_their_block() -> None:
    text = "“One.\n\nTwo.” Three."
    assert [(span.start, span.end) for span in quoted_spans(text, 0, 5)] == [(0, 5)]
    assert [text[span.start:span.end] for span in quoted_spans(text, 7, len(text))] == ["Two.”"]


@pytest.mark.parametrize(("text", "announced"), [
    ("In her diary Roe wrote:", True), ("Hale described how: —", True), ("Roe wrote a diary.", False), ("He said:**", True)])
def test_announces(text: str, announced: bool) -> None:
    assert announces(text) is announced


@pytest.mark.parametrize(("text", "first"), [
    ("I came in by the back door.", True), ("He gave me my lamp, and I paid.", True),
    ("She came in. “I am tired of my shop,” she said.", False), ("Iris came.", False)])
def test_foreign_first_person(text: str, first: bool) -> None:
    assert foreign_first_person(text) is first


class TestBlocks:
    QUOTED = "“I sold forty coils of rope this week, and I am tired to the bone.”"

    def test_introduced_by_the_figure_are_the_figures_own_words(self) -> None:
        heard = read("In a letter to her sister, Roe wrote:", self.QUOTED, "The shop closed in 1801.")
        assert heard[self.QUOTED].voice == "figure"
        assert heard["The shop closed in 1801."].voice == "author"

    def test_introduced_by_another_are_that_persons(self) -> None:
        quoted = "I never saw a cleaner shop, and I bought my lamps there."
        heard = read("Roe kept a shop. Miles Hale wrote:", f"> {quoted}", "Roe closed the shop in 1801.")
        assert heard[quoted].voice == "Miles Hale"
        assert heard["Roe closed the shop in 1801."].voice == "author"

    def test_without_marks_in_the_first_person_are_not_the_authors(self) -> None:
        heard = read("Hale described how:", "I came in by the back door and saw her counting. I said nothing.", "Roe died in 1801.")
        assert heard["I said nothing."].voice == "Hale"
        assert heard["I said nothing."].first_person is None

    def test_that_go_on_over_several_paragraphs_keep_their_speaker(self) -> None:
        heard = read("Miles Hale recalled:", "“Roe came at night.", "“She took the money, and I let her.”", "Roe died in 1801.")
        assert heard["“Roe came at night."].voice == heard["“She took the money, and I let her.”"].voice == "Miles Hale"
        assert heard["Roe died in 1801."].voice == "author"

    def test_nobody_introduces_are_nobodys_to_say_in_the_first_person(self) -> None:
        heard = read("The harbour was quiet.", self.QUOTED, "Roe kept a shop.")
        assert heard[self.QUOTED].voice not in ("figure", "author")


class TestInline:
    @pytest.mark.parametrize("paragraph", [
        "Hale was angry. “Roe left the shop at night. She took the money.” He went home.",
        "Hale was angry. ‘Roe left the shop at night. She took the money.’ He went home.",
        "Hale was angry. 'Roe left the shop at night. She took the money.' He went home.",
        "Hale was angry. \"Roe left the shop at night. She took the money.\" He went home."])
    def test_what_another_says_of_the_figure_is_not_put_into_its_mouth(self, paragraph: str) -> None:
        sentences = [s for words, s in read(paragraph).items() if "Roe left" in words or "the money" in words]
        assert len(sentences) == 2
        for sentence in sentences:
            assert sentence.voice != "figure"
            assert sentence.first_person is None

    @pytest.mark.parametrize("words", ["“I shall never sell the shop,” said Hale.", "Hale told Roe: “I owe you a lamp and my thanks.”"])
    def test_an_i_in_quotation_marks_is_not_the_figures(self, words: str) -> None:
        sentence = read(words)[words]
        assert sentence.voice != "figure"
        assert sentence.first_person is None

    def test_an_account_that_quotes_two_words_is_still_an_account(self) -> None:
        assert read("Roe's “little shop” closed in 1801.")["Roe's “little shop” closed in 1801."].first_person == "My “little shop” closed in 1801."

    def test_a_possessive_before_quoted_words_is_one(self) -> None:
        assert read("Roe’s “little shop” closed.")["Roe’s “little shop” closed."].first_person in (None, "My “little shop” closed.")


def quoted(*paragraphs: str, own: bool = False) -> dict[str, Quotation]:
    """The quotations of an account, or of a work of the figure, by their words."""
    text = "\n\n".join(paragraphs)
    author, standing = ("Jane Roe", Standing.OWN_WORK) if own else ("Berit Lund", Standing.UNKNOWN)
    source = Source("a.txt", text, "", blocks(text), author=author, standing=standing)
    outline = reader().outline(source, 0)
    found, _ = reader().quoted(outline, reader().read(outline, 0), 0)
    return {text[q.start:q.end]: q for q in found}


class TestSpeakers:
    @pytest.mark.parametrize(("paragraph", "words", "speaker"), [
        ("“The shop is mine,” said Roe.", "“The shop is mine,”", "figure"),
        ("Roe replied: “The shop is mine.”", "“The shop is mine.”", "figure"),
        ("Roe was angry. “The shop is mine. I shall not sell,” wrote Miles Hale.", "“The shop is mine. I shall not sell,”", "Miles Hale"),
        ("“The rope was rotten! I saw it. I told them so,” cried old Captain Hale, and left.", "“The rope was rotten! I saw it. I told them so,”",
         "Captain Hale"),
        ("She had been a “slow and careful reader,” as Miles Hale put it.", "“slow and careful reader,”", "Miles Hale"),
        ("Hale called the shop “a cave full of rope,” and bought a lamp.", "“a cave full of rope,”", "Hale"),
        ("In the words of Miles Hale, “the lamps were never clean.”", "“the lamps were never clean.”", "Miles Hale"),
        ("Miles Hale came at noon. He said, “The rope is rotten.”", "“The rope is rotten.”", "Miles Hale"),
        ("Miles Hale came at noon and met Iver Dahl. He said, “The rope is rotten.”", "“The rope is rotten.”", "Miles Hale"),
        ("They met Miles Hale and Iver Dahl. He said, “The rope is rotten.”", "“The rope is rotten.”", ""),
        ("“The rope is rotten,” said a sailor.", "“The rope is rotten,”", ""),
        ("The rope was sold. “The rope is rotten. Burn it all.” Then the bell rang.", "“The rope is rotten. Burn it all.”", ""),
        ("And Miles Hale, standing up with a red face, “All these lamps are stolen, every one!”", "“All these lamps are stolen, every one!”",
         "Miles Hale"),
        ("Roe asked, “What is it?” Hale said he did not know.", "“What is it?”", "figure"),
        ("Roe’s answer was short: “I keep what I have bought.”", "“I keep what I have bought.”", "figure"),
        ("Roe turned to Hale, who stood by, and said, “We are too late.”", "“We are too late.”", "figure"),
        ("They met Miles Hale and Captain Dahl; the latter cried out, “The rope is rotten.”", "“The rope is rotten.”", "Captain Dahl"),
        ("The sailors never called Miles Hale “the old one,” but only Hale.", "“the old one,”", None),
        ("Miles Hale went on, as the boys climbed in, they would “sink her before noon, every plank of her.”",
         "“sink her before noon, every plank of her.”", ""),
        ("“Who pays is who rules,” is a maxim coined by Miles Hale.", "“Who pays is who rules,”", "Miles Hale"),
        ("“The rope is rotten. Burn it all.” Such was the advice of Miles Hale.", "“The rope is rotten. Burn it all.”", "Miles Hale"),
        ("“Sell the lamps, and be quick.” Such was the tenor of Miles Hale’s letter.", "“Sell the lamps, and be quick.”", "Miles Hale"),
        ("The motto which Roe adopted was this: “Trust no sailor’s word.”", "“Trust no sailor’s word.”", "figure"),
        ("She was warned by a friend of her youth, Miles Hale, and “never listened to a word of it,” wrote my old friend, Iver Dahl.",
         "“never listened to a word of it,”", "Iver Dahl"),
        ("In the language of the rope poet, Ottar,— “the sea is a thief in the night.”", "“the sea is a thief in the night.”", "Ottar"),
        ("Miles Hale stood up. An old man came in. He said, “The rope is rotten.”", "“The rope is rotten.”", ""),
        ("Miles Hale, with whom Dahl had quarrelled, came at noon. He said, “The rope is rotten.”", "“The rope is rotten.”", "Miles Hale"),
        ("Miles Hale rose and struck the table. “You thief! Where is your lamp?” “In your shop,” said Iver Dahl.",
         "“You thief! Where is your lamp?”", "Miles Hale"),
        ("Miles Hale had the courage to say the rope “was never worth the money that she took for it.”",
         "“was never worth the money that she took for it.”", "Miles Hale"),
        ("Miles Hale was kind. He told the boys to be a good man each. Then he said, “The rope is rotten.”", "“The rope is rotten.”", "Miles Hale"),
        ("“To all who read this: I, Miles Hale, sold the shop on that day.”", "“To all who read this: I, Miles Hale, sold the shop on that day.”",
         "Miles Hale"),
        ("The mayor’s clerk, Miles Hale, told her: “It is the law of this town.”", "“It is the law of this town.”", "Miles Hale")])
    def test_who_said_it(self, paragraph: str, words: str, speaker: str) -> None:
        found = quoted(paragraph)[words]
        assert (found.kind, found.speaker) == (("speech", speaker) if speaker is not None else ("term", ""))

    def test_turns_without_a_name(self) -> None:
        found = quoted("Miles Hale met a boy and asked him: “Whose boat is that?” “Roe’s boat,” replied the boy. “Does she sail it well?” "
                       "“No, sir,” was the answer. “Has she a crew?”")
        assert [q.speaker for q in found.values()] == ["Miles Hale", "", "Miles Hale", "", "Miles Hale"]

    def test_turns_that_are_paragraphs(self) -> None:
        found = quoted("“The rope is rotten,” said Miles Hale.", "“It is not,” said Iver Dahl.", "“You have never looked at it.”")
        assert [q.speaker for q in found.values()] == ["Miles Hale", "Iver Dahl", "Miles Hale"]

    def test_who_is_called_by_name_answers(self) -> None:
        found = quoted("Iver Dahl asked: “Mr. Hale, who sold you the rope?”", "“A sailor whom I did not know.”", "Mr. Hale went home.")
        assert [q.speaker for q in found.values()] == ["Iver Dahl", "Mr. Hale"]

    def test_a_pronoun_whose_name_stands_a_paragraph_above(self) -> None:
        found = quoted("Miles Hale kept the books of the shop for eleven years, and was never late with them.",
                       "At the end of it he said, “The rope is rotten.”")
        assert [q.speaker for q in found.values()] == ["Miles Hale"]

    def test_a_pronoun_is_nobody_where_two_paragraphs_name_two(self) -> None:
        found = quoted("Miles Hale kept the books of the shop for years, and Iver Dahl kept the keys of it.",
                       "At the end of it he said, “The rope is rotten.”")
        assert [q.speaker for q in found.values()] == [""]

    def test_what_is_signed_in_capitals(self) -> None:
        found = quoted("He gave them a paper, of which this is a copy:",
                       "“This may certify that the rope was sold by Jane Roe, and paid for.\nMILES B. HALE”",
                       "So the rope was paid.")
        assert [q.speaker for q in found.values()] == ["Miles B. Hale"]

    def test_she_is_not_a_man(self) -> None:
        found = quoted("Mrs. Lund kept the books of the shop, which Mr. Hale had built. Mr. Hale slept there. She said, “The rope is rotten.”")
        assert [q.speaker for q in found.values()] == ["Mrs. Lund"]

    def test_words_that_go_on_after_the_speaker_is_named(self) -> None:
        found = quoted("“The rope,” said Miles Hale, “is rotten.” Roe laughed.")
        assert [q.speaker for q in found.values()] == ["Miles Hale", "Miles Hale"]

    def test_paragraphs_each_opened_anew_are_one_quotation(self) -> None:
        found = quoted("Miles Hale recalled:", "“Roe came at night.", "“She took the money, and I let her.”", "Roe died in 1801.")
        assert [(words, q.speaker) for words, q in found.items()] == [
            ("“Roe came at night.\n\n“She took the money, and I let her.”", "Miles Hale")]

    def test_a_quotation_within_a_quotation_knows_both(self) -> None:
        found = quoted("Miles Hale wrote: “I asked Iver Dahl, and he said, ‘Leave the lamps to me.’ So I left them.”")
        outer, inner = found.values()
        assert (outer.speaker, inner.speaker, inner.nested_in) == ("Miles Hale", "Iver Dahl", outer.id)

    def test_a_block_without_marks_that_a_sentence_announces(self) -> None:
        found = quoted("Miles Hale described how:", "I came in by the back door and saw her counting. I said nothing.", "Roe died in 1801.")
        assert [q.speaker for q in found.values()] == ["Miles Hale"]

    def test_to_whom_with_which_words_and_when(self) -> None:
        paragraph = "On 3 May 1795 Roe wrote to Miles Hale: “The shop is mine, and the rope in it.”"
        found = next(iter(quoted(paragraph).values()))
        assert (found.addressee, found.date) == ("Miles Hale", "1795-05-03")
        assert found.introduced is not None
        assert paragraph[slice(*found.introduced)] == "On 3 May 1795 Roe wrote to Miles Hale:"

    @pytest.mark.parametrize(("paragraph", "kind"), [
        ("Roe's “little shop” closed in 1801.", "term"), ("She read “The Ropemaker's Companion” every year.", "title"),
        ("She wrote an essay “on the care of lamps and wicks” (1790).", "title"), ("The so-called “radical” lamps sold well.", "term"),
        ("Miles Hale told her she must not take from him the name of “Rope King.”", "term")])
    def test_terms_and_titles_are_nobodys_words(self, paragraph: str, kind: str) -> None:
        found = next(iter(quoted(paragraph).values()))
        assert (found.kind, found.speaker) == (kind, "")


class TestWorksOfTheFigure:
    def test_what_others_say_in_it_is_theirs_and_what_she_says_hers(self) -> None:
        found = quoted("I met Miles Hale at the harbour. “The rope is rotten,” said he. “It is not,” I replied.", own=True)
        assert [q.speaker for q in found.values()] == ["Miles Hale", "figure"]

    @pytest.mark.parametrize("paragraph", [
        "I would pour out my complaint to the empty harbour: “I am tired, and the rope is not mine.”",
        "I looked at the rope a long time; and the thought was soon present, “I can sell it, and go.”",
        "When he said he was not afraid of me, I could not help thinking—seeing nothing in me to fear—“And why should he be?”",
        "I told him of one (of whom I can say with a full heart, “She fed me, and asked for nothing”) that night."])
    def test_what_she_thinks_is_hers(self, paragraph: str) -> None:
        assert [q.speaker for q in quoted(paragraph, own=True).values()] == ["figure"]

    @pytest.mark.parametrize("paragraph", [
        "I never spoke of the rope without people coming forward and saying, “Are you not afraid of the mayor? We are.”",
        "I was met by a good deacon, who told me, in a low tone, “We do not sell rope to women in this town.”",
        "I was soon stopped at the gate, and told by the porter, in a low tone, “We do not sell rope to women in this town.”",
        "I was touched upon the arm, and told, “We do not sell rope to women in this town.”",
        "I met no proud nose there to tell me, “We do not sell rope to women in this town.”"])
    def test_what_nameless_people_say_to_her_is_not(self, paragraph: str) -> None:
        assert [q.speaker for q in quoted(paragraph, own=True).values()] == [""]

    def test_what_a_sentence_has_said_to_its_end_introduces_nothing(self) -> None:
        found = quoted("I have said that the sea was a thief. “How deep is the sea, how dark the wave that takes the sailor home!”", own=True)
        assert [q.speaker for q in found.values()] == [""]

    def test_a_look_that_seems_to_say_is_not_hers(self) -> None:
        found = quoted("Miles Hale knew my hopes. I have thought, since then, that he looked at me, as much as to say, "
                       "“I will teach you, woman, yet.”",
                       own=True)
        assert [q.speaker for q in found.values()] == ["Miles Hale"]

    def test_what_she_told_somebody_who_then_spoke(self) -> None:
        found = quoted("Miles Hale came in. When I told him that “I was mistress of the shop,” he said, “The rope is rotten.”", own=True)
        assert [q.speaker for q in found.values()] == ["figure", "Miles Hale"]

    def test_whom_she_spoke_to_replies(self) -> None:
        found = quoted("Bill Hale held the rope. Iver Dahl laughed. “Bill,” said I, “let it go.” To which he replied, "
                       "“It is not yours to sell, Jane.”", own=True)
        assert [q.speaker for q in found.values()] == ["figure", "figure", "Bill"]

    def test_a_preface_that_quotes_her_book_quotes_her(self) -> None:
        text = "\n\n".join((
            "PREFACE", "The author had a hard youth. Roe tells of it with calm. “My mother was tall, and she carried the rope herself to the boats.” "
            "(p. 4.) “Nobody knows who built the harbour of that town in those years.”", "MILES HALE", "CHAPTER I",
            "I was born beside the harbour. My mother was tall, and she carried the rope herself to the boats. I saw it every day, and I was proud. "
            "I have sold rope since I was nine years old, and I know the price of it in every town."))
        source = Source("a.txt", text, "", blocks(text), author="Jane Roe", standing=Standing.OWN_WORK)
        outline = reader().outline(source, 0)
        found, _ = reader().quoted(outline, reader().read(outline, 0), 0)
        assert [q.speaker for q in found] == ["figure", ""]

    def test_a_whole_sentence_of_another_is_not_put_into_her_mouth(self) -> None:
        text = "I met Miles Hale at the harbour. He said, “The rope is rotten. I shall tell the mayor. He will close your shop.” I went home."
        source = Source("a.txt", text, "", blocks(text), author="Jane Roe", standing=Standing.OWN_WORK)
        outline = reader().outline(source, 0)
        _, sentences = reader().quoted(outline, reader().read(outline, 0), 0)
        heard = {text[s.start:s.end]: s.voice for s in sentences}
        assert heard["I shall tell the mayor."] == "Miles Hale"
        assert heard["I went home."] == "figure"
