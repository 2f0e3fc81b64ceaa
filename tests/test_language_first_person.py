"""Accounts turned into the first person, and the guards that stop it; all sentences are invented."""

from __future__ import annotations

import pytest

from vivavoce.language.first_person import TOPIC, Conversion, Converter
from vivavoce.language.parse import Parser
from vivavoce.record import Figure
from vivavoce.settings import Settings

FIGURE = Figure("Ada Lovelace", ("Lovelace", "Ada King"), "1815-12-10", "1852-11-27", "she")
MAN = Figure("Anton Weber", ("Weber",), "1801-03-02", "1866-07-09", "he")


@pytest.fixture(scope="module")
def parser() -> Parser:
    """The pipeline, loaded once."""
    return Parser(Settings())


def convert(parser: Parser, figure: Figure, *sentences: str) -> Conversion:
    """Convert sentences of one paragraph in order; return the last."""
    converter, before = Converter(figure), None
    people: dict[str, str] = {}
    for doc, raw in zip(parser.parse(converter.readable(sentence) for sentence in sentences), sentences, strict=True):
        converter.meet(doc, people)
        before = converter.convert(doc, raw, 0, before, people)
    assert before is not None
    return before


@pytest.mark.parametrize(("before", "after"), [
    ("Weber moved to Basel in 1830.", "I moved to Basel in 1830."),
    ("In 1841 Anton Weber sold his house.", "In 1841 I sold my house."),
    ("The council dismissed Weber in the spring.", "The council dismissed me in the spring."),
    ("The council ignored Weber's letters.", "The council ignored my letters."),
    ("Weber was arrested and was sent to Bern.", "I was arrested and was sent to Bern."),
    ("In his second letter, Weber refused the post.", "In my second letter, I refused the post."),
    ("Clara and Weber opened a school in 1844.", "Clara and I opened a school in 1844."),
    ("Weber writes to the council and asks for a new trial.", "I write to the council and ask for a new trial."),
    ("The council sent Weber to Ulm from where he soon escaped.", "The council sent me to Ulm from where I soon escaped."),
    ("Weber has a shop in Basel.", "I have a shop in Basel."),
    ("Weber taught himself Greek.", "I taught myself Greek."),
    ("Keller had the shop and Weber had the money.", "Keller had the shop and I had the money."),
    ("In 1840 Keller wrote that a lock intended for Weber had been stolen in Ulm.",
     "In 1840 Keller wrote that a lock intended for me had been stolen in Ulm."),
    ("In Basel Weber met a printer from Ulm.", "In Basel I met a printer from Ulm."),
    ("In 1844 Weber argued against the tax.", "In 1844 I argued against the tax."),
    ("On 5 July 1843 Weber wrote to the council.", "On 5 July 1843 I wrote to the council."),
    ("At the University of Vienna Weber taught geometry.", "At the University of Vienna I taught geometry."),
    ("Keller left early, and Weber was so tired that he slept until noon.", "Keller left early, and I was so tired that I slept until noon."),
    ("Weber stayed with Jonas Keller, and in May he moved to Ulm.", "I stayed with Jonas Keller, and in May I moved to Ulm."),
    ("Weber wrote, \"I am tired of locks.\"", "I wrote, \"I am tired of locks.\""),
    ("Weber became editor of the *Basel Clock*.", "I became editor of the *Basel Clock*."),
    ("In *The Honest Lock* Weber attacked the guild.", "In *The Honest Lock* I attacked the guild."),
    ("Weber edited the _Basel Clock_ until 1850.", "I edited the _Basel Clock_ until 1850."),
    ("Weber gathered a few friends, and they read his letters.", "I gathered a few friends, and they read my letters."),
    ("Weber found the locks and sold them.", "I found the locks and sold them."),
    ("Weber and Keller opposed the plan.", "Keller and I opposed the plan."),
    ("In 1840 Weber and his wife were arrested in Ulm.", "In 1840 my wife and I were arrested in Ulm."),
    ("The police arrested Weber and Keller.", "The police arrested Keller and me."),
    ("Keller sold his shop and wrote to Weber.", "Keller sold his shop and wrote to me."),
    ("Weber attacked Keller's plan until his arrest in 1840.", "I attacked Keller's plan until my arrest in 1840."),
    ("Weber spoke at the Keller Conference and sold his house.", "I spoke at the Keller Conference and sold my house."),
    ("It was there that Weber lost his hat.", "It was there that I lost my hat."),
    ("Weber was influenced by his teacher.", "I was influenced by my teacher."),
])
def test_converted(parser: Parser, before: str, after: str) -> None:
    assert convert(parser, MAN, before).text == after


@pytest.mark.parametrize(("sentence", "guard"), [
    ("Weber's brilliant work on locks was sold in Bern.", "praise or blame"),
    ("Weber's legacy is disputed to this day.", "after death"),
    ("In 1871 a street was named for Weber.", "after death"),
    ("Perhaps Weber never read the letter.", "the author's judgement"),
    ("Everyone saw Weber deliberately bore a hole in the ship.", "subject or object"),
    ("The clerks heard Weber sing in the yard.", "subject or object"),
    ("In this article we follow Weber to Basel.", "article framing"),
    ("Weber, born Anton Karl Weber in Ulm, left school early.", "birth in an aside"),
    ("The followers of Weber met in Bern.", "of + name after a noun"),
    ("Weber and Keller opposed the plan, but they paid.", "they may hold the figure"),
    ("Weber and Keller sold locks, and they moved to Ulm.", "they may hold the figure"),
    ("Both Weber and Keller opposed the plan.", "name with modifiers"),
    ("Weber, Keller and Vogt opposed the plan.", "role unclear"),
    ("Weber and Keller oppose the plan.", "coordination"),
    ("“Weber is a thief,” the mayor said.", "the name stands in quoted words"),
    ("The young Weber sold clocks.", "name with modifiers"),
    ("The Weber family sold clocks.", "name used as an adjective"),
    ("Keller met Weber when he was in Bern.", "two persons in one sentence"),
    ("Hardship made Weber a thief.", "subject of no finite verb"),
    ("The council expected Weber to resign.", "subject of no finite verb"),
    ("Weber exchanged letters with him.", "two persons in one sentence"),
    ("Keller thanked Weber for his book and told him that he was a Lutheran too.", "two persons in one sentence"),
    ("Weber attacked Keller's plan and his friends.", "two persons in one sentence"),
    ("Weber attacked Keller's plan and the growth of power under his rule.", "two persons in one sentence"),
    ("Keller never paid, although Weber had been the first to praise his locks.", "two persons in one sentence"),
    ("With Keller Weber edited a paper, and in May they founded a school.", "they may hold the figure"),
    ("The two men quarrelled, but Weber paid.", "they may hold the figure"),
    ("The quarrel over Weber's lock led to a coldness between them.", "they may hold the figure"),
    ("Anton Weber (1801–1866) was a Swiss locksmith.", "a life span beside the name"),
    ("The speaker is invented; what is told of Weber is not.", "scholarship"),
    ("Whether Weber changed his mind is disputed.", "scholarship"),
    ("Some writers think that Weber stayed in Ulm.", "scholarship"),
    ("Four letters about towns where Weber lived, sent to a friend.", "no verb"),
    ("Weber, coldly, “The will of the meeting has been done by the town.”", "no verb"),
    ("The pamphlet says that Weber stole the lock.", "what a document says"),
    ("It does not mention that Weber paid for the lock.", "what a document says"),
    ("Weber came here in January 1840 as a guest.", "the author's here and now"),
    ("Weber rode into this town on a hired horse.", "the author's here and now"),
    ("Ten years ago a plate for Weber was put up.", "the author's here and now"),
    ("The council gave the name Weber to its new lock.", "the name itself"),
    ("As will be seen, Weber paid.", "article framing"),
    ("As has already been said, Weber paid.", "article framing"),
    ("Weber's mind was remarkably sound.", "praise or blame"),
    ("Weber is reported to have paid.", "the author's judgement"),
    ("Weber slept, by his own account.", "the author's judgement"),
    ("Weber found a rule which is now called a law.", "after death"),
    ("Published in 1840, Weber's lock book was a warning.", "a participle of something else"),
    ("Later the paper was named *Weber's Clock*.", "the name stands in a title"),
    ("Keller told Weber: “I owe you my thanks.”", "the author's own I"),
    ("Alfred Weber sold his house.", "name with modifiers"),
    ("A real teacher is judged by how he teaches, said Keller to Weber.", "pronoun before the name"),
])
def test_guarded(parser: Parser, sentence: str, guard: str) -> None:
    result = convert(parser, MAN, sentence)
    assert result.text is None
    assert result.guard == guard


def test_a_fronted_possessive_is_its_own_subjects(parser: Parser) -> None:
    assert convert(parser, MAN, "Weber moved to Basel in 1830.", "In his book of 1851, Keller records one of Weber's jokes.").text is None
    assert convert(parser, MAN, "Weber moved to Basel in 1830.", "In his message to the council, Mayor Keller had asked for money.").text is None
    assert convert(parser, MAN, "Weber moved to Basel in 1830.", "His father Jonas was a soldier.").text == "My father Jonas was a soldier."


def test_a_man_has_no_husband_and_no_assassin_to_tell_of(parser: Parser) -> None:
    assert convert(parser, MAN, "Weber's first husband was named Keller.").guard == "a spouse the figure cannot have"
    assert convert(parser, FIGURE, "Lovelace's husband was named Keller.").text == "My husband was named Keller."
    assert convert(parser, MAN, "In 1843 Weber formed a partnership which was only dissolved by the bullet of the assassin.").guard == "after death"


def test_pronoun_leans_on_the_subject_before(parser: Parser) -> None:
    assert convert(parser, MAN, "Weber left Basel in 1830.", "He settled in Ulm.").text == "I settled in Ulm."


@pytest.mark.parametrize(("figure", "before", "sentence", "after"), [
    (MAN, "Weber left Basel in 1830.", "His locks were sold in Ulm.", "My locks were sold in Ulm."),
    (MAN, "Weber left Basel in 1830.", "After three years in the mountains he came back.", "After three years in the mountains I came back."),
    (MAN, "Weber met Keller in Ulm.", "He bought a lock from him.", None),
    (MAN, "Weber met Keller in Ulm.", "His locks were sold there.", None),
    (MAN, "Weber left Basel in 1830.", "Keller visited him in Ulm.", "Keller visited me in Ulm."),
    (MAN, "Weber left Basel in 1830.", "Keller sold his house.", None),
    (MAN, "Weber left Basel in 1830.", "The peasant was in the hands of his friends.", None),
    (MAN, "Weber left Basel in 1830.", "**June.** His doctors found a fever.", "**June.** My doctors found a fever."),
    (MAN, "Weber wrote to Clara Vogt.", "Her letters amused him.", "Her letters amused me."),
    (FIGURE, "Lovelace wrote to Jonas Keller.", "Her letters amused him.", "My letters amused him."),
    (FIGURE, "Lovelace wrote to Clara Vogt.", "Her letters were long.", None),
    (FIGURE, "Lovelace visited Jonas Keller in June.", "Keller lent her a lamp and her first book.", "Keller lent me a lamp and my first book."),
    (MAN, "Alfred Weber kept a shop.", "He sold it in May.", None),
    (MAN, "Weber was elected in 1830.", "The President shook his head.", None),
    (MAN, "In 1790 Karl Weber sold the shop.", "In May Weber married Clara Vogt.", None),
    (MAN, "He was a robber, with a hatred of Weber.", "After Weber's election he went to Ulm.", None),
    (MAN, "Weber left Basel in 1830.", "He had a hatred of Weber.", None),
    (MAN, "Weber left Basel in 1830.", "Before he had sold his shop, Weber was sent to Ulm.", "Before I had sold my shop, I was sent to Ulm."),
    (MAN, "In 1790 Clara Weber sold the shop.", "In May Weber married Maria Vogt.", "In May I married Maria Vogt."),
    (MAN, "Weber left Basel in 1830.", "His was a sad face.", "Mine was a sad face."),
    (MAN, "Weber sat in the council.", "A new member learned to hold his tongue.", None),
    (MAN, "Weber said that the Swiss and the German guilds agreed.", "In the fortress of Wolz they gave him a room.",
     "In the fortress of Wolz they gave me a room."),
    (MAN, "Weber met Keller in Zurich in 1840.", "Their friendship ended when Weber married.", None),
])
def test_pronouns_of_the_next_sentence(parser: Parser, figure: Figure, before: str, sentence: str, after: str | None) -> None:
    assert convert(parser, figure, before, sentence).text == after


def test_a_verb_of_another_subject_does_not_agree(parser: Parser) -> None:
    sentence = "In print Lovelace wrote that self-criticism, cruel and going to the bottom of things, is the air of the workshop."
    assert convert(parser, FIGURE, sentence).text in (None, sentence.replace("Lovelace", "I"))


def test_line_breaks_do_not_disturb(parser: Parser) -> None:
    raw = "Weber\r\nmoved to Basel and sold\r\n  his house."
    result = convert(parser, MAN, raw)
    assert result.text == "I moved to Basel and sold my house."
    assert [raw[e.start:e.end] for e in result.edits] == ["Weber", "his"]


def test_what_names_nobody_is_seen_through(parser: Parser) -> None:
    assert convert(parser, MAN, "The bridge was finished in May.").transparent
    assert not convert(parser, MAN, "Keller finished the bridge.").transparent
    assert not convert(parser, MAN, "He finished the bridge.").transparent


def test_pronoun_after_another_man_is_left_alone(parser: Parser) -> None:
    assert convert(parser, MAN, "Keller visited Weber in Bern.", "He was a thief.").text is None
    assert convert(parser, MAN, "Keller sold the school.", "He settled in Ulm.").guard == "another antecedent"


def test_a_woman_and_her_pronouns(parser: Parser) -> None:
    assert convert(parser, FIGURE, "Lovelace sent her notes to the printer.").text == "I sent my notes to the printer."


def test_edits_lead_back_to_the_source(parser: Parser) -> None:
    raw = "The council ignored Weber's letters and dismissed his clerk."
    result = convert(parser, MAN, raw)
    assert result.text is not None
    rebuilt = raw
    for edit in reversed(result.edits):
        rebuilt = rebuilt[:edit.start] + edit.new + rebuilt[edit.end:]
    assert rebuilt == result.text


def test_without_known_pronouns_only_names_are_turned(parser: Parser) -> None:
    figure = Figure("Kim Weber", ("Weber",), pronouns="they")
    assert convert(parser, figure, "Weber sold the shop.").text == "I sold the shop."
    assert convert(parser, figure, "Weber sold the shop.", "They moved to Ulm.").text is None


def test_somebody_else_in_focus_may_be_the_he_of_a_clause(parser: Parser) -> None:
    told = ("Keller lived for another year.", "On his last night, Weber tells us, he prayed.", "Weber saw to it that he had not.")
    assert convert(parser, MAN, *told).text is None
    assert convert(parser, MAN, told[2]).text == "I saw to it that I had not."


@pytest.mark.parametrize(("entry", "after"), [
    ("1840. Moved to Basel, where he sold locks.", "1840. I moved to Basel, where I sold locks."),
    ("May 1841. Arrested with his clerk and sent to Ulm.", "May 1841. I was arrested with my clerk and sent to Ulm."),
    ("**12 June 1842.** Wrote to the council.", "**12 June 1842.** I wrote to the council."),
    ("1843. Taken to the hospital.", "1843. I was taken to the hospital."),
    ("1844. Appointed master of the guild.", "1844. I was appointed master of the guild."),
    ("Was sent to Ulm by his uncle.", "I was sent to Ulm by my uncle."),
    ("1845. Edited a paper in Basel.", "1845. I edited a paper in Basel."),
    ("1846. Keller died.", None),
    ("1847. Founding of the guild.", None),
    ("1848. Deprived of the shop.", None),
    ("1849. Death of his uncle.", None),
    ("1849. Deprived of his shop by the council's order.", None),
    ("1850. Born Anton Karl Weber in Ulm.", None),
])
def test_an_entry_without_its_subject(parser: Parser, entry: str, after: str | None) -> None:
    converter = Converter(MAN)
    (doc,) = parser.parse([converter.readable(entry)])
    assert converter.convert(doc, entry, 0, TOPIC, {}, entry=True).text == after
    if after and " I " in after:
        assert converter.convert(doc, entry, 0, TOPIC, {}).text != after
