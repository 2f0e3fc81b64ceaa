"""Dates in running text: what is one, which days it covers, what only looks like one."""

from __future__ import annotations

import pytest

from vivavoce.language.dates import Reckoner, asked_time, dates, nearness
from vivavoce.record import Interval


def spans(text: str) -> list[tuple[str, str]]:
    return [(d.interval.start, d.interval.end) for d in dates(text)]


@pytest.mark.parametrize(("text", "start", "end"), [
    ("She was born on 10 December 1815 in London.", "1815-12-10", "1815-12-10"),
    ("On December 10th, 1815, a child was born.", "1815-12-10", "1815-12-10"),
    ("LONDON, Jan. 3d, 1841.", "1841-01-03", "1841-01-03"),
    ("1815. December 10th: Born in London.", "1815-12-10", "1815-12-10"),
    ("On the 5th of June 1833 they met.", "1833-06-05", "1833-06-05"),
    ("On the twenty-first of June, 1833, they met.", "1833-06-21", "1833-06-21"),
    ("The entry reads 1843-07-02.", "1843-07-02", "1843-07-02"),
    ("In June 1833 they met.", "1833-06-01", "1833-06-30"),
    ("In 1833 they met.", "1833-01-01", "1833-12-31"),
    ("In eighteen hundred and thirty-three they met.", "1833-01-01", "1833-12-31"),
    ("In the summer of 1835 she married.", "1835-06-01", "1835-08-31"),
    ("In the winter of 1843-44 she was ill.", "1843-12-01", "1844-02-29"),
    ("In the 1840s engines were dreams.", "1840-01-01", "1849-12-31"),
    ("In the late 1840s she gambled.", "1847-01-01", "1849-12-31"),
    ("In early 1843 she translated.", "1843-01-01", "1843-04-30"),
    ("in mid-1843 she wrote her notes.", "1843-05-01", "1843-08-31"),
    ("In the nineteenth century few did.", "1801-01-01", "1900-12-31"),
    ("The quarrel lasted 1837–38.", "1837-01-01", "1838-12-31"),
    ("The correspondence, 1923-27, is lost.", "1923-01-01", "1927-12-31"),
    ("They lived there from 1901 to 1904.", "1901-01-01", "1904-12-31"),
    ("Between 1837 and 1840 three children came.", "1837-01-01", "1840-12-31"),
    ("Between March and June 1843 she worked.", "1843-03-01", "1843-06-30"),
    ("From 3 May to 7 June 1843 she worked.", "1843-05-03", "1843-06-07"),
    ("On May 3–7, 1843, she rested.", "1843-05-03", "1843-05-07"),
    ("The rising of 25 October (7 November) 1917 began.", "1917-11-07", "1917-11-07"),
    ("It was c. 1850.", "1848-01-01", "1852-12-31"),
    ("At Christmas 1842 he came.", "1842-12-25", "1842-12-25"),
    ("In the year 800 he was crowned.", "0800-01-01", "0800-12-31"),
    ("Rome fell in 476 CE.", "0476-01-01", "0476-12-31"),
    ("In February or March of 1843 it came.", "1843-02-01", "1843-03-31"),
    ("In the winter of 1843 she was ill.", "1843-01-01", "1844-02-29"),
    ("On Good Friday, 1843, he left.", "1843-04-14", "1843-04-14"),
    ("A letter without a date [May 1844].", "1844-05-01", "1844-05-31"),
])
def test_a_date_covers_its_days(text: str, start: str, end: str) -> None:
    assert spans(text) == [(start, end)]


@pytest.mark.parametrize("text", [
    "The army had 1,917 men.", "See page 1843 of the ledger.", "It sold in 1905 copies.", "A sum of £1843 was paid.", "They walked 1500 miles.",
    "Yours of the 3rd inst. came.", "You may 1 day see it.", "He had 1800 men.", "Its No. 1843 is lost.", "May I ask?", "It was 1200 feet high.",
])
def test_a_number_is_no_date(text: str) -> None:
    assert spans(text) == []


def test_a_name_with_a_year_says_not_when() -> None:
    uses = {text: [d.use for d in dates(text)] for text in (
        "He recalled the 1848 revolutions.", "The Notes (1843) were praised.", "The panic of 1837 ruined him.", "In 1843 she wrote.",
        "On the evening of 5 June 1833 they met.")}
    assert list(uses.values()) == [["name"], ["name"], ["name"], ["when"], ["when"]]


def test_what_opens_an_interval_is_told() -> None:
    assert [(d.relation, d.interval.start) for d in dates("Before 1840 it was different, and since May 1843 too.")] \
        == [("before", "1840-01-01"), ("since", "1843-05-01")]


def read(*sentences: str, born: str | None = None) -> list[list[Interval]]:
    reckoner = Reckoner(born)
    return [[d.interval for d in reckoner.read(sentence, of_figure=True)] for sentence in sentences]


def test_a_later_date_leans_on_the_one_before() -> None:
    found = read("On 5 June 1833 they met.", "Two days later she wrote.", "The following year she studied.")
    assert found[1] == [Interval("1833-06-07", "1833-06-07")]
    assert found[2] == [Interval("1834-01-01", "1834-12-31", precision="year")]


def test_a_few_months_later_is_wide_and_approximate() -> None:
    (interval,) = read("In June 1833 they met.", "A few months later she wrote.")[1]
    assert interval.approximate
    assert interval.start <= "1833-09-01"
    assert interval.end >= "1834-01-01"


def test_nothing_leans_on_a_vague_date() -> None:
    assert read("In June 1833 they met.", "A few months later she wrote.", "Three weeks later he replied.")[2] == []


def test_nothing_leans_on_a_mere_name() -> None:
    assert read("He recalled the 1848 revolutions.", "Two months later he left.", "In May he came back.")[1:] == [[], []]


def test_months_do_not_lean_on_a_year() -> None:
    assert read("In 1833 they met.", "A month later she wrote.")[1] == []


def test_the_month_after_something_vague_is_known_where_there_is_but_one() -> None:
    found = read("In May 1833 they met.", "A few months later she wrote.", "The following March, he replied.")
    assert found[2] == [Interval("1834-03-01", "1834-03-31", precision="month")]
    assert read("In May 1833 they met.", "A few months later she wrote.", "The following November, he replied.")[2] == []


def test_a_look_back_in_passing_leaves_the_day_that_was_told() -> None:
    found = read("On 5 June 1833 they met.", "Several months earlier he had written to her mother.", "The next day she wrote.")
    assert found[2] == [Interval("1833-06-06", "1833-06-06")]


def test_the_year_of_an_aside_is_not_the_storys() -> None:
    assert read("The train took the road over which he had come in 1841 to the fair.", "On April 21 the journey was begun.")[1] == []
    found = read("On July 21, 1842, she freed all clerks that should be still at work on the 1st of January, 1843.", "It was done on September 22.")
    assert [i.start for i in found[1]] == ["1842-09-22"]


def test_what_had_been_before_takes_no_year_from_what_is_dated_after_it() -> None:
    assert [i.start for i in read("As I had come up at Christmas, I kept two terms more, at the commencement of 1831.")[0]] == ["1831-01-01"]


def test_the_same_day_of_a_month_lies_in_it() -> None:
    (interval,) = read("In July 1833 he spoke.", "On that same day he was arrested.")[1]
    assert (interval.start, interval.end, interval.approximate) == ("1833-07-01", "1833-07-31", True)


def test_the_end_of_that_year_is_its_last_third() -> None:
    (interval,) = read("In May 1833 they met.", "Towards the end of that year he left.")[1]
    assert (interval.start, interval.end) == ("1833-09-01", "1833-12-31")


@pytest.mark.parametrize(("text", "use"), [
    ("During the 1848 revolution he led a club.", "when"), ("In the Crimean War (1853-1856), she nursed the sick.", "when"),
    ("At the congress of 1903 he spoke.", "when"), ("He admired the revolution of 1848.", "name"), ("He read of it (Notes, 1843).", "name"),
    ("She wrote the Notes (1843) alone.", "name"), ("He wrote of the 1848 revolution.", "name"),
])
def test_a_thing_with_a_date_says_when_where_something_was_done_in_it(text: str, use: str) -> None:
    assert [d.use for d in dates(text)] == [use]


def test_two_months_without_a_year_are_both_meant() -> None:
    assert read("In May 1833 they met.", "In August and September she travelled.")[1] == [Interval("1833-08-01", "1833-09-30", precision="range")]


def test_that_year_is_not_the_nearest_year() -> None:
    assert read("In 1833 he spoke of the storms of 1829.", "That year was hard.")[1] == []


def test_a_day_takes_the_year_of_its_paragraph_and_no_other() -> None:
    reckoner = Reckoner()
    reckoner.read("In 1833 they met.")
    assert [d.interval.start for d in reckoner.read("On the 5th of June she wrote.")] == ["1833-06-05"]
    reckoner.paragraph()
    assert reckoner.read("On the 7th of June he replied.") == []


def test_when_a_thing_was_told_dates_nothing_that_is_told() -> None:
    assert read("She had gone by coach, she wrote in 1843.", "On Christmas Day the roads froze.")[1] == []


def test_last_june_is_the_june_before_the_letter() -> None:
    reckoner = Reckoner()
    reckoner.paragraph(1843, 0, Interval("1843-03-02", "1843-03-02"))
    assert [d.interval.start for d in reckoner.read("I saw it on the 5th of June last.")] == ["1842-06-05"]
    assert [d.interval.start for d in reckoner.read("I saw it last January.")] == ["1843-01-01"]


def test_the_year_turns_between_december_and_january() -> None:
    assert [i.start for i in read("In December 1833 he left.", "In January she wrote.")[1]] == ["1834-01-01"]
    assert [i.start for i in read("In December 1833 he left.", "In January she had written.")[1]] == ["1833-01-01"]


def test_an_age_counts_from_the_birth() -> None:
    assert read("She translated it at the age of 27.", born="1815-12-10")[0][0].start == "1842-12-10"
    assert read("Aged nine, she fell ill.", born="1815-12-10")[0][0].end == "1825-12-09"
    assert read("She translated it at the age of 27.")[0] == []


@pytest.mark.parametrize(("interval", "shown"), [
    (Interval("1833-06-05", "1833-06-05"), "5 June 1833"), (Interval("1833-06-01", "1833-06-30", precision="month"), "June 1833"),
    (Interval("1833-01-01", "1833-12-31", precision="year"), "1833"), (Interval("1837-01-01", "1838-12-31", precision="range"), "1837–1838"),
    (Interval("1840-01-01", "1849-12-31", precision="decade"), "the 1840s"),
    (Interval("1835-06-01", "1835-08-31", precision="season"), "summer 1835"),
    (Interval("1843-12-01", "1844-02-29", precision="season"), "winter 1843–44"),
    (Interval("1843-05-03", "1843-06-07", True, "range"), "about 3 May 1843 – 7 June 1843"),
    (Interval("0001-01-01", "1842-12-31"), "before 1 January 1843"),
])
def test_an_interval_reads_well(interval: Interval, shown: str) -> None:
    assert str(interval) == shown


@pytest.mark.parametrize(("question", "start", "end"), [
    ("What did you do in 1843?", "1843-01-01", "1843-12-31"),
    ("Who taught her between Mar 1833 and Oct 1835?", "1833-03-01", "1835-10-31"),
    ("Where did she live from 1835 to Jun 1841?", "1835-01-01", "1841-06-30"),
    ("who was the patron of the engine as of march 3, 1843", "1843-03-03", "1843-03-03"),
    ("Whom did she know before Dec 1833?", "0001-01-01", "1833-11-30"),
    ("What was the engine called after 1843?", "1844-01-01", "9999-12-31"),
    ("Where did he work in early 1840s?", "1840-01-01", "1843-12-31"),
    ("Who was crowned in 800?", "0800-01-01", "0800-12-31"),
    ("Which title had he from 880 to 887?", "0880-01-01", "0887-12-31"),
    ("Who ruled before 814?", "0001-01-01", "0813-12-31"),
    ("What happened in the 1848 revolutions?", "1848-01-01", "1848-12-31"),
])
def test_the_time_that_a_question_asks_about(question: str, start: str, end: str) -> None:
    asked = asked_time(question)
    assert asked is not None
    assert (asked.start, asked.end) == (start, end)


def test_a_question_without_a_time() -> None:
    assert asked_time("Who taught you mathematics?") is None
    assert asked_time("May I ask who march with you?") is None
    assert asked_time("How many of you were in 120 battles?") is None
    assert asked_time("1843 " * 40_000) is not None


def test_of_times_within_the_time_asked_for_the_one_that_begins_with_it_is_nearest() -> None:
    asked = Interval("1840-01-01", "1844-12-31")
    same, inside, state = Interval("1840-01-01", "1844-12-31"), Interval("1842-01-01", "1842-12-31"), Interval("1838-01-01", "1847-12-31")
    onset = Interval("1840-03-01", "1840-03-31")
    assert nearness(asked, same) == 1.0
    assert nearness(asked, onset) > nearness(asked, inside) > nearness(asked, state)


def test_nearness_prefers_the_time_itself_then_what_went_before() -> None:
    asked = Interval("1843-01-01", "1843-12-31")
    inside, wide = Interval("1843-05-01", "1843-05-31"), Interval("1840-01-01", "1849-12-31")
    before, long_before, after = Interval("1842-01-01", "1842-06-30"), Interval("1833-01-01", "1833-12-31"), Interval("1844-07-01", "1844-12-31")
    order = [nearness(asked, told) for told in (inside, wide, before, after, long_before)]
    assert order[0] == 1.0
    assert order[:3] == sorted(order[:3], reverse=True)
    assert order[2] > order[3] > 0
    assert order[2] > order[4] > 0
