"""Follow-ups: what a question takes from those before it, and the moves that ask for no new matter."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from vivavoce.dialogue.compose import with_context
from vivavoce.dialogue.follow import Mention, Move, Topic, asks_why, mentions, move, readings
from vivavoce.dialogue.phrases import LOST, social
from vivavoce.dialogue.sides import named_sources
from vivavoce.dialogue.suggest import varied
from vivavoce.evidence.understand import Kind, understand
from vivavoce.evidence.weigh import alone, gives_reason
from vivavoce.figure import Figure
from vivavoce.record import Figure as Person
from vivavoce.record import Mode, Status

WEBER = Person("Anton Weber", ("Weber",), pronouns="he")


@pytest.mark.parametrize(("text", "expected"), [
    ("Tell me more.", Move.MORE), ("Go on", Move.MORE), ("What else?", Move.MORE), ("And after that?", Move.NEXT), ("And then?", Move.NEXT),
    ("What happened next?", Move.NEXT), ("How do you know?", Move.SOURCES), ("How do you know that?", Move.SOURCES), ("Says who?", Move.SOURCES),
    ("Who told you that?", Move.SOURCES), ("That is a lie!", Move.SOURCES), ("I don't believe you.", Move.SOURCES), ("Really?", Move.SOURCES),
    ("Ok, tell me more please", Move.MORE), ("Are you sure?", Move.SOURCES), ("Who told him?", None), ("Are you sure about the loom?", None),
    ("Tell me more about the loom.", None), ("How do you know Babbage?", None), ("Why?", None),
    ("Do your sources agree?", Move.AGREE), ("And do the accounts agree on that?", Move.AGREE), ("Do your sources agree on the loom?", None)])
def test_moves(text: str, expected: Move | None) -> None:
    assert move(text) is expected


def after(question: str, spoken: tuple[Mention, ...] = (), person: str = "") -> Topic:
    """What a conversation is about after one question."""
    named = tuple(mentions(question, WEBER, kind_of))
    return Topic(question, named, spoken, named, person)


def kind_of(name: str) -> str:
    """What the names of these conversations stand for."""
    return {"Clara Keller": "she", "Karl Keller": "he", "Otto Brandt": "he", "Plymouth": "place", "Basel": "place"}.get(name, "thing")


def read(text: str, topic: Topic) -> str:
    """The likeliest reading of a remark."""
    return readings(text, topic, WEBER, kind_of)[0].text


@pytest.mark.parametrize(("text", "before", "expected"), [
    ("Why?", "When were you dismissed from the council?", "Why were you dismissed from the council?"),
    ("And why?", "When were you dismissed from the council?", "Why were you dismissed from the council?"),
    ("How long?", "Where did you go in 1830?", "How long did you go in 1830?"),
    ("When was that?", "Did you leave Plymouth?", "When did you leave Plymouth?"),
    ("what year was that", "How much did you lose at cards?", "What year did you lose at cards?"),
    ("What for?", "Did you sell the loom?", "Why did you sell the loom?"),
    ("And the second?", "What does the first rule say?", "What does the second rule say?"),
    ("And in Basel?", "Where did you live in Plymouth?", "Where did you live in Basel?"),
    ("And of Clara Keller?", "What did you think of Karl Keller?", "What did you think of Clara Keller?"),
    ("And your mother?", "What happened to your father in the end?", "What happened to your mother in the end?"),
    ("What about 1840?", "Where did you live in 1830?", "Where did you live in 1840?"),
    ("What about 1840?", "Did you weave?", "What happened in 1840?"),
    ("Your sister?", "Did you weave?", "Tell me about your sister.")])
def test_a_fragment_changes_one_part_of_the_question_before(text: str, before: str, expected: str) -> None:
    assert read(text, after(before)) == expected


@pytest.mark.parametrize(("text", "before", "expected"), [
    ("Where did he live?", "Who was Karl Keller?", "Where did Karl Keller live?"),
    ("How long was she in prison?", "Of what was your mother accused?", "How long was your mother in prison?"),
    ("What was his trade?", "Who was your father?", "What was your father's trade?"),
    ("Did you know her well?", "Did Clara Keller marry Karl Keller?", "Did you know Clara Keller well?"),
    ("Who taught you there?", "Did you live in Plymouth?", "Who taught you in Plymouth?"),
    ("When did you find it?", "What does your third rule say?", "When did you find your third rule?"),
    ("How did you pay them?", "Did you use hired weavers?", "How did you pay hired weavers?"),
    ("What did you read there?", "Were you ever in prison?", "What did you read in prison?"),
    ("Who taught you Greek?", "Tell me about Basel.", "Who taught you Greek?")])
def test_a_pronoun_stands_for_what_was_spoken_of(text: str, before: str, expected: str) -> None:
    assert read(text, after(before)) == expected


def test_whom_the_answer_gave_is_spoken_of_next() -> None:
    keller = Mention("Karl Keller", "he")
    assert read("What happened to him?", after("Who dismissed you?", (keller,))) == "What happened to Karl Keller?"
    assert read("Why him?", after("Whom did you choose?", (keller,), "Karl Keller")) == "Why did you choose Karl Keller?"
    assert read("When?", after("Who dismissed you?", (keller,), "Karl Keller")) == "When were you dismissed by Karl Keller?"


def test_a_question_that_names_nobody_may_go_on_with_whom_the_talk_is_of() -> None:
    found = readings("What did you found together?", after("Where did you meet Karl Keller?"), WEBER, kind_of)
    assert found[0].text == "What did you found together?"
    assert any(r.text == "What did you found together (Karl Keller)?" and "Karl Keller" in r.of and r.weight > 1 for r in found)
    assert all(r.weight == 0 for r in readings("Where did Otto Brandt live?", after("Where did you meet Karl Keller?"), WEBER, kind_of))


def test_the_man_is_whom_the_talk_is_of() -> None:
    assert read("What happened to the man afterwards?", after("Who was Karl Keller?")) == "What happened to Karl Keller afterwards?"


def test_of_two_whom_only_the_answer_named_the_record_decides() -> None:
    topic = after("Who came to Basel?", (Mention("Karl Keller", "he"), Mention("Clara Keller", "she"), Mention("Otto Brandt", "he")))
    texts = [reading.text for reading in readings("Where did he sleep?", topic, WEBER, kind_of)]
    assert texts[:2] == ["Where did Karl Keller sleep?", "Where did Otto Brandt sleep?"]


def test_a_change_of_matter_has_to_be_spoken_of() -> None:
    reading = readings("What about Karl Keller?", after("How many looms had Clara Keller?"), WEBER, kind_of)
    assert [(r.text, r.of) for r in reading] == [("How many looms had Karl Keller?", ("Karl Keller",)), ("Tell me about Karl Keller.", ())]


@pytest.mark.parametrize(("text", "before", "lent"), [
    ("Who disagreed?", "What is the loom theory?", "loom"), ("How many died?", "Tell me about Plymouth.", "Plymouth"),
    ("What do your critics say?", "Tell me about Plymouth.", "Plymouth"), ("When did you get out?", "Were you in prison?", "prison"),
    ("How old were you then?", "When did your father die?", "father"), ("How old were you?", "When did your father die?", "father")])
def test_a_question_that_says_too_little_takes_what_it_lacks(text: str, before: str, lent: str) -> None:
    assert lent in read(text, after(before))


def test_a_way_back_names_its_matter() -> None:
    topic = after("Who dismissed you?")
    assert read("Go back to your childhood.", topic) == "Tell me about your childhood."
    assert read("Let's talk about Plymouth: who taught you?", topic) == "Who taught you (Plymouth)?"


def test_a_question_word_within_a_question_only_qualifies() -> None:
    assert understand("What did you see when you wrote it?", WEBER).kind is Kind.OTHER
    assert understand("What happened to the man who taught you?", WEBER).kind is Kind.OTHER
    assert understand("When, and where, were you born?", WEBER).kind is Kind.TIME
    assert understand("In whose house did you live?", WEBER).kind is Kind.PERSON


def test_more_says_what_was_not_said(example: Figure) -> None:
    first = example.ask("Why were you exiled?")
    more = example.ask("Tell me more.", ["Why were you exiled?"])
    assert more.status is Status.ANSWERED
    assert not {c for s in first.sentences for c in s.citations} & {c for s in more.sentences for c in s.citations}


def test_what_comes_next_follows_in_the_telling(example: Figure) -> None:
    first = example.ask("When were you expelled from the party?").sentences[0].citations[0]
    then = example.ask("And after that?", ["When were you expelled from the party?"]).sentences[0].citations[0]
    assert then.source == first.source
    assert then.start >= first.end


def test_how_it_is_known_is_answered_with_the_words_and_who_says_them(example: Figure) -> None:
    answer = example.ask("How do you know?", ["When were you born?"])
    assert answer.sentences[0].mode is Mode.FRAMING
    assert len(answer.sentences) > 1
    for said in answer.sentences[1:]:
        assert said.mode is Mode.QUOTED
        assert said.by
        assert example.text(said.citations[0].source)[said.citations[0].start:said.citations[0].end] == said.citations[0].exact


def test_who_was_spoken_of_is_whom_a_pronoun_means(example: Figure) -> None:
    answer = example.ask("What happened to him afterwards?", ["Who killed you?"])
    assert re.search(r"Mercader", answer.text)


def test_critics_are_heard(example: Figure) -> None:
    answer = example.ask("What do your critics say about Kronstadt?")
    assert answer.status is Status.ANSWERED
    assert any(str(c.standing) == "partisan" for s in answer.sentences for c in s.citations)


def test_two_sources_are_set_side_by_side(example: Figure) -> None:
    text = "Compare the encyclopaedia and the pamphlet on Kronstadt."
    asked = named_sources(text, example.archive)
    assert len(asked) == 2
    assert [s.citations[0].source for s in example.ask(text).sentences] == asked
    assert named_sources("What do your critics say about Kronstadt?", example.archive) == []


def test_a_false_premise_about_what_happens_once_is_silence(example: Figure) -> None:
    assert example.ask("When did you marry Frida Kahlo?").status is Status.SILENT
    assert example.ask("When did you marry Aleksandra Sokolovskaya?").status is Status.ANSWERED


def test_works_are_listed_with_the_sentences_that_tell_of_them(example: Figure) -> None:
    answer = example.ask("Which books did you write?")
    assert len(answer.sentences) >= 2
    assert re.search(r"My Life|Revolution Betrayed", answer.text)
    assert all(re.search(r"wrote|books|published|finished", c.exact, re.I) for s in answer.sentences for c in s.citations)


def test_names_in_small_letters_are_names_where_the_sources_mean_them(example: Figure) -> None:
    assert example.archive.cased("why did stalin hate you") == "why did Stalin hate you"
    assert example.archive.cased("what did you do in the winter") == "what did you do in the winter"
    assert example.archive.cased("Why did stalin hate Lenin?") == "Why did stalin hate Lenin?"


def test_a_doubled_letter_is_put_right_where_the_sources_have_the_word(example: Figure) -> None:
    assert example.archive.spelled("where are you burried, Trottsky?") == "where are you buried, Trotsky?"
    assert example.archive.spelled("did you like zeppelins and dinner") == "did you like zeppelins and dinner"


def test_a_question_of_the_page_is_answered_as_there(example: Figure) -> None:
    page = example.page()
    posed = next(q for q in page.questions if q.posed)
    answer = example.ask(posed.question)
    there = {c for s in posed.sentences for c in s.citations}
    assert answer.status is Status.ANSWERED
    assert all(c in there for s in answer.sentences for c in s.citations)


def test_suggestions_of_many_makings_come_before_more_of_one() -> None:
    asked = ("What did you do in 1840?", "What did you do in 1850?", "Who was Karl Keller to you?", "Why were you dismissed?")
    assert varied(asked) == ("What did you do in 1840?", "Who was Karl Keller to you?", "Why were you dismissed?", "What did you do in 1850?")


@pytest.mark.parametrize("text", [
    "Can you explain that more simply?", "simpler please", "I don't understand.", "What do you mean?", "In plain words?",
    "Could you say that in other words?"])
def test_plainer_words_are_asked_for(text: str) -> None:
    assert move(text) is Move.PLAINER


def test_plainer_words_are_the_shortest_that_answer(example: Figure) -> None:
    asked = "Why were you exiled?"
    first, plainer = example.ask(asked), example.ask("Can you explain that more simply?", [asked])
    assert plainer.status is Status.ANSWERED
    assert plainer.sentences[0].mode is Mode.FRAMING
    told = [s for s in plainer.sentences if s.citations]
    assert 0 < len(told) <= 2
    assert max(len(s.text) for s in told) <= max(len(s.text) for s in first.sentences)


@pytest.mark.parametrize(("text", "before", "expected"), [
    ("And your sister? Where did she live?", "Did you weave?", "Where did your sister live?"),
    ("No, I meant the second loom. Who built it?", "Did you weave?", "Who built the second loom?"),
    ("I meant Clara Keller.", "What did you think of Karl Keller?", "What did you think of Clara Keller?"),
    ("The strike in May: who led it?", "Did you weave?", "Who led The strike in May?"),
    ("How tall exactly?", "What did you look like?", "How tall were you?"),
    ("how rich", "Who was Karl Keller?", "How rich was Karl Keller?"),
    ("wow, and where?", "When were you dismissed?", "Where were you dismissed?"),
    ("Where to?", "Were you banished?", "Where were you banished?"),
    ("Which one was the eldest?", "How many sisters did you have?", "Which of your sisters was the eldest?"),
    ("What did he want?", "What did your father tell you?", "What did your father want?")])
def test_what_a_remark_turns_to_is_what_it_asks_of(text: str, before: str, expected: str) -> None:
    assert read(text, after(before)).casefold() == expected.casefold()


@pytest.mark.parametrize(("text", "before", "expected"), [
    ("Why did you do that?", "Did you sell the loom?", "Why did you sell the loom?"),
    ("really? why would you do it", "When did you leave Basel?", "why would you leave Basel"),
    ("Who asked you to?", "Did you sell the loom or is that a tale?", "Who asked you to sell the loom?"),
    ("Who did it?", "Where were you arrested?", "Who arrested you?"),
    ("who did that", "How did you die?", "Who killed you?"),
    ("Who did it?", "Tell me about the fire in your mill.", "Who did it (the fire in your mill)?"),
    ("Where was that?", "Who dismissed you?", "Where were you dismissed?"),
    ("Who else?", "Were you against the strike?", "Who else was against the strike?"),
    ("And the other one?", "What became of your son?", "What became of the other son?"),
    ("What became of the eldest?", "Did you have any of your sisters with you?", "What became of the eldest of your sisters?"),
    ("And your daughter?", "What became of the eldest of your children?", "What became of your daughter?"),
    ("What did Karl Keller himself think of it?", "Who built the loom?", "What did Karl Keller think of the loom?"),
    ("What did Karl Keller say when you asked him?", "Who was Otto Brandt?", "What did Karl Keller say when you asked him?"),
    ("When was that?", "What did Otto Brandt do?", "When did Otto Brandt do that?"),
    ("What do your enemies say about you?", "Did Otto Brandt like it?", "What do your enemies say about you?"),
    ("Did they leave you?", "How many weavers from the old mill did you have?", "Did weavers leave you?"),
    ("What became of the eldest?", "Did you have children?", "What became of the eldest of your children?"),
    ("When did they bury you?", "Did you weave?", "When did they bury you?"),
    ("Why did he hang himself?", "Who was Otto Brandt?", "Why did Otto Brandt hang himself?"),
    ("Through her, whom did you meet?", "Who was Clara Keller?", "Through Clara Keller, whom did you meet?"),
    ("Were they punished?", "Who robbed you?", "Were those who robbed you punished?"),
    ("Is it true that he lied?", "Who was Otto Brandt?", "Otto Brandt lied?"),
    ("I meant the show trial. Who was accused?", "Did you weave?", "Who was accused (the show trial)?"),
    ("Was anyone hurt?", "Tell me about the fire in your mill.", "Was anyone hurt (the fire in your mill)?"),
    ("Who voted?", "When were you expelled from the guild?", "Who voted (you were expelled from the guild)?")])
def test_what_a_remark_leaves_out_is_in_the_question_before(text: str, before: str, expected: str) -> None:
    assert read(text, after(before)).casefold() == expected.casefold()


def test_what_a_bare_word_asks_again_keeps_what_the_talk_is_of() -> None:
    topic = Topic("What did you reply?", named="Who called the strike a riot?")
    assert [reading.text for reading in readings("When was that?", topic, WEBER, kind_of)] == [
        "When did you reply (called the strike a riot)?", "When did you reply?"]


def test_a_book_comes_out_when_it_is_published() -> None:
    assert understand("When did the Notes come out?", WEBER).text == "When was the Notes published?"
    assert understand("When did you come out?", WEBER).text == "When did you come out?"


def test_why_there_is_why_where_the_answer_said() -> None:
    topic = after("Where did you live?", (Mention("Otto Brandt", "he"), Mention("Plymouth", "place")))
    assert read("Why there?", topic) == "Why did you live in Plymouth?"


def test_whom_one_answer_after_another_speaks_of_is_meant() -> None:
    brandt, keller = Mention("Otto Brandt", "he"), Mention("Karl Keller", "he")
    topic = Topic("Where was your wife?", (), (keller, brandt, Mention("Brandt", "he")))
    assert read("What did he use?", topic) == "What did Otto Brandt use?"


def test_they_are_the_two_whom_the_answer_gave() -> None:
    topic = after("Who was accused?", (Mention("Otto Brandt and Karl Keller", "he"),))
    assert read("Did they confess?", topic) == "Did Otto Brandt and Karl Keller confess?"


def test_what_says_something_is_no_place() -> None:
    topic = after("What did you write in Basel?", (Mention("The Weaver", "thing"),))
    assert read("What does it say of him?", topic).startswith("What does The Weaver say")
    assert read("Did you like it?", topic) == "Did you like Basel?"


def test_a_name_of_unknown_kind_may_be_somebody() -> None:
    assert read("Were you friends with him?", after("Did Brandenstein agree with you?")) == "Were you friends with Brandenstein?"


def test_a_remark_that_points_back_is_not_answered_by_itself() -> None:
    found = readings("Where did it meet?", after("What was the council?"), WEBER, kind_of)
    assert found[0].text == "Where did the council meet?"
    assert all(r.of for r in found if r.text == "Where did it meet?")


def test_why_is_answered_with_a_reason_or_not_at_all(example: Figure) -> None:
    assert asks_why("Ok, but why not?")
    assert not asks_why("Why did you leave?")
    assert example.ask("Why?", ["When were you expelled from the party?"]).status is Status.ANSWERED
    for asked in ("Who chaired the commission?", "What is My Life?"):
        assert example.ask(asked).status is Status.ANSWERED
        assert example.ask("why?", [asked]).status is Status.SILENT
    assert gives_reason("She left because the mill had burned.")
    assert not gives_reason("She left the mill in May.")


def test_of_silence_there_is_no_more_to_say(example: Figure) -> None:
    for remark in ("Tell me more.", "Who says so?"):
        assert example.ask(remark, ["Did you like strawberry ice cream?"]).status is Status.SILENT


def test_thanks_and_who_is_speaking_in_haste() -> None:
    assert social("thx") == "thanks"
    assert social("so who am I talking to?") == "real"


def test_words_of_no_tongue_of_the_sources_take_nothing_from_before(example: Figure) -> None:
    answer = example.ask("vielen herzlichen Dank", ["When did you marry?"])
    assert answer.status is Status.SILENT
    assert answer.sentences[0].text == LOST


def test_what_is_not_told_is_not_made_up_from_what_the_talk_was_of(example: Figure) -> None:
    assert example.ask("How is the weather over there?", ["Who was your first wife?"]).status is Status.SILENT


def test_what_an_answer_rests_on_is_what_it_said(example: Figure) -> None:
    for asked in ("Did you have children?", "Who was your first wife?", "When were you expelled from the party?"):
        first, rests = example.ask(asked), example.ask("Who says that?", [asked])
        assert {c for s in rests.sentences for c in s.citations} == {c for s in first.sentences for c in s.citations}


def test_a_sentence_that_made_room_for_another_asks_for_nothing(example: Figure) -> None:
    told = {example.archive.exact(s): alone(s, example.archive) for s in example.archive.record.all_sentences("1")}
    first = told["His parents were Jewish farmers who had become prosperous by hard work, and the family was not devout."]
    second = replace(told["His name at birth was Lev Davidovich Bronstein."], probability=0.3)
    kept = with_context([first, second], example.archive, 3, True)
    assert first in kept
    assert len(kept) <= 3


def test_a_thing_keeps_its_article_and_what_belongs_to_it() -> None:
    assert [m.name for m in mentions("Tell me about the fire in your mill.", WEBER, kind_of)] == ["the fire in your mill"]
    assert [m.name for m in mentions("What was the League of Weavers?", WEBER, kind_of)][:1] == ["the League of Weavers"]
    assert "the fire" in [m.name for m in mentions("Did you see the fire in Plymouth?", WEBER, kind_of)]


def test_a_stranded_preposition_leads_the_question_before() -> None:
    assert read("What about?", after("Did you quarrel with Karl Keller?", (Mention("Karl Keller", "he"),))) == \
        "What did you quarrel with Karl Keller about?"
    assert read("Why that name?", after("Who gave you the name Countess?", (Mention("Karl Keller", "he"),), "Karl Keller")) == \
        "Why was it that Karl Keller gave you the name Countess?"
