"""Values tied to what was asked, and when two of them cannot both hold."""

from __future__ import annotations

import pytest

from vivavoce.language.models import StaticEmbedder
from vivavoce.reading.differences import Differences, Matter, Slot, Told, Value, apart, by_value, iso
from vivavoce.record import Interval
from vivavoce.settings import Settings

OWN = ("Ada Lovelace", "Ada", "Lovelace")
DIED = Matter(("die",), figure=True)


@pytest.fixture(scope="module")
def judge() -> Differences:
    """Nothing is ever named together, except Ockham and Surrey."""
    return Differences(StaticEmbedder(Settings()), OWN, lambda a, b: {"Ockham", "Surrey"} <= {a.split(",")[0], b.split(",")[0]})


def of(text: str, before: str = "", figure: bool = True) -> Told:
    """A sentence that speaks of the figure, or one that does not."""
    return Told(text, before, figure)


@pytest.mark.parametrize(("text", "shown"), [
    ("Ada Lovelace died on 27 November 1852.", "1852-11-27"),
    ("On 27 November 1852, in her own house, the countess lay dead.", "1852-11-27"),
    ("She was killed in 1852 by the treatment.", "1852"),
    ("Ada died in November 1852, and in 1853 the house was sold.", "1852-11"),
])
def test_a_date_belongs_to_what_happened(judge: Differences, text: str, shown: str) -> None:
    value = judge.value(Slot.DATE, DIED, of(text))
    assert value is not None
    assert value.shown == shown


@pytest.mark.parametrize("text", [
    "Ada Lovelace was born in 1815.",  # something else happened
    "After Byron's death in 1824, Ada read more.",  # to somebody else
    "The death of Byron in 1824 was news to Ada.",
    "After 1852 nobody at Ockham died.",  # only a bound
    "About 1852 or a little later she died.",
    "Ada died young.",
])
def test_no_date_is_better_than_a_wrong_one(judge: Differences, text: str) -> None:
    assert judge.value(Slot.DATE, DIED, of(text)) is None


def test_a_sentence_about_somebody_else_tells_nothing(judge: Differences) -> None:
    assert judge.value(Slot.DATE, DIED, of("He died in 1824.", figure=False)) is None


def test_a_name_may_stand_right_before(judge: Differences) -> None:
    matter = Matter(("founded",), ("Loom Society",))
    assert judge.value(Slot.DATE, matter, of("Created in 1839, it met on Mondays.", "She joined the Loom Society.", False)) is not None
    assert judge.value(Slot.DATE, matter, of("The club was created in 1839.", "She joined the Loom Society.", False)) is None


@pytest.mark.parametrize(("text", "number"), [
    ("Forty-three delegates came to the congress.", 43), ("There were 43 delegates.", 43), ("The delegates came on 3 June.", None),
    ("Ten delegates came by sea and twelve delegates by land.", None), ("In 1816 Weber met the delegate of a newer league.", None)])
def test_the_number_of_what_is_counted(judge: Differences, text: str, number: int | None) -> None:
    value = judge.value(Slot.NUMBER, Matter((), (), "delegates"), of(text))
    assert (value.number if value else None) == number


@pytest.mark.parametrize(("one", "other", "clash"), [
    (Value("43", "43", number=43), Value("53", "53", number=53), True),
    (Value("300", "300", number=300), Value("320", "320", number=320, rough=True), False),
    (Value("300", "300", number=300), Value("500", "500", number=500, rough=True), True)])
def test_rough_numbers_bear_a_difference(judge: Differences, one: Value, other: Value, clash: bool) -> None:
    assert judge.clash(Slot.NUMBER, DIED, one, other) is clash


def test_places_that_are_named_together_do_not_clash(judge: Differences) -> None:
    born = Matter(("born",), figure=True)
    values = [judge.value(Slot.PLACE, born, of(text)) for text in (
        "Ada was born in Ockham.", "Ada was born in Surrey.", "Ada was born at Torquay, Devon.", "Lovelace was born in Devon.")]
    ockham, surrey, torquay, devon = (v for v in values if v is not None)
    assert not judge.clash(Slot.PLACE, DIED, ockham, surrey)
    assert not judge.clash(Slot.PLACE, DIED, torquay, devon)
    assert judge.clash(Slot.PLACE, DIED, ockham, torquay)


def test_who_did_it(judge: Differences) -> None:
    taught = Matter(("taught",), figure=True)
    active = judge.value(Slot.PERSON, taught, of("Mary Somerville taught Ada."))
    passive = judge.value(Slot.PERSON, taught, of("Ada was taught mathematics by Augustus De Morgan."))
    assert active is not None
    assert passive is not None
    assert (active.shown, passive.shown) == ("Mary Somerville", "Augustus De Morgan")
    assert judge.clash(Slot.PERSON, DIED, active, passive)
    assert not judge.clash(Slot.PERSON, DIED, active, Value("Sommerville", "Sommerville"))


def test_the_word_that_qualifies(judge: Differences) -> None:
    matter = Matter((), (), "calculating engine")
    one = judge.value(Slot.WORD, matter, of("He built a wooden calculating engine."))
    other = judge.value(Slot.WORD, matter, of("It was a brass calculating engine."))
    assert one is not None
    assert other is not None
    assert (one.shown, other.shown, judge.clash(Slot.WORD, DIED, one, other)) == ("wooden", "brass", True)
    assert judge.value(Slot.WORD, matter, of("The calculating engine stood still.")) is None


def test_means(judge: Differences) -> None:
    matter = Matter(("killed",), figure=True)
    axe = judge.value(Slot.MEANS, matter, of("Ada was killed with an ice axe in her study."))
    pick = judge.value(Slot.MEANS, matter, of("They killed Ada with a pistol."))
    assert axe is not None
    assert pick is not None
    assert (axe.shown, judge.clash(Slot.MEANS, DIED, axe, pick)) == ("ice axe", True)


@pytest.mark.parametrize(("one", "other", "expected"), [
    (Interval("1852-11-27", "1852-11-27"), Interval("1852-01-01", "1852-12-31", precision="year"), False),
    (Interval("1852-11-27", "1852-11-27"), Interval("1852-11-28", "1852-11-28"), True),
    (Interval("1879-10-26", "1879-10-26"), Interval("1879-11-07", "1879-11-07"), False)])  # one day in two calendars
def test_apart(one: Interval, other: Interval, expected: bool) -> None:
    assert apart(one, other) is expected
    assert apart(other, one) is expected


@pytest.mark.parametrize(("events", "names", "years", "expected"), [
    (("die",), (), (1852, 1862), True), (("arrested",), (), (1840, 1843), False), (("met",), ("Babbage",), (1833, 1834), True),
    (("met",), (), (1833, 1834), False)])
def test_what_can_happen_again_clashes_only_nearby(judge: Differences, events: tuple[str, ...], names: tuple[str, ...], years: tuple[int, int],
                                                   expected: bool) -> None:
    one, other = (Value(str(y), str(y), Interval(f"{y}-01-01", f"{y}-12-31", precision="year")) for y in years)
    assert judge.clash(Slot.DATE, Matter(events, names), one, other) is expected


def test_iso_is_no_finer_than_stated() -> None:
    assert iso(Interval("1852-11-01", "1852-11-30", precision="month")) == "1852-11"
    assert iso(Interval("1852-06-01", "1852-08-31", precision="season")) == "1852-06-01/1852-08-31"


def test_groups_keep_the_first_first() -> None:
    values = [Value(text, text) for text in ("a", "b", "a", "c")]
    assert by_value([(v, i) for i, v in enumerate(values)], lambda one, other: one.text != other.text) == [[0, 2], [1], [3]]


def test_a_span_of_life_tells_birth_and_death(judge: Differences) -> None:
    text = "Luigi Federico Menabrea (Chambéry, 4 September 1809 – 24 May 1896) was a general and a mathematician."
    of_him = [judge.value(Slot.DATE, Matter((event,), ("Luigi Menabrea",)), of(text, figure=False)) for event in ("born", "die", "married")]
    assert [v.shown if v else None for v in of_him] == ["1809-09-04", "1896-05-24", None]
    assert judge.value(Slot.DATE, DIED, of(text)) is None
    short = judge.value(Slot.DATE, Matter(("born",), ("Menabrea",)), of("Luigi Menabrea (born 4 September 1809) was a general.", figure=False))
    assert short is not None
    assert short.shown == "1809-09-04"


def test_what_happens_to_a_relative_or_a_second_time_is_another_matter(judge: Differences) -> None:
    assert judge.value(Slot.DATE, Matter(("die",), ("Babbage",)), of("Babbage's father died in 1827.", figure=False)) is None
    assert judge.value(Slot.DATE, Matter(("published",), ("Notes",)), of("The Notes were published again in 1953.", figure=False)) is None


@pytest.mark.parametrize(("one", "other", "clash"), [
    ("She lay ill for nearly four years.", "She lay ill for three years and four months.", True),
    ("She lay ill for about five years.", "She lay ill for nearly six years.", True),
    ("She lay ill for nearly three years.", "She lay ill for almost three years.", False),
    ("She lay ill for three years.", "She lay ill for thirty-six months.", False),
    ("She lay ill for more than a year and nearly three years.", "She lay ill for three years.", False),
    ("She lay ill for over two years.", "She lay ill for three years.", False)])
def test_lengths_of_time(judge: Differences, one: str, other: str, clash: bool) -> None:
    matter = Matter(("ill",), (), "duration", figure=True)
    values = [judge.value(Slot.LENGTH, matter, of(text)) for text in (one, other)]
    assert values[0] is not None
    assert values[1] is not None
    assert judge.clash(Slot.LENGTH, matter, values[0], values[1]) is clash


def test_lengths_of_other_kinds_are_not_compared(judge: Differences) -> None:
    matter = Matter((), ("Notes",))
    long = judge.value(Slot.LENGTH, matter, of("The Notes are three times as long as the article.", figure=False))
    pages = judge.value(Slot.LENGTH, matter, of("The Notes fill sixty-six pages.", figure=False))
    assert long is not None
    assert pages is not None
    assert (long.shown, pages.shown, judge.clash(Slot.LENGTH, matter, long, pages)) == ("three times", "sixty-six pages", False)


@pytest.mark.parametrize(("text", "shown"), [
    ("Ockham had a population of 1,204.", "1,204"), ("In 1851 there were 633 inhabitants in Ockham.", "633"),
    ("The population of Ockham, as of 1841, was about 590.", "590"), ("The population density of Ockham was 88.5 in 1851.", None),
    ("Ockham has two inns.", None)])
def test_measures(judge: Differences, text: str, shown: str | None) -> None:
    value = judge.value(Slot.MEASURE, Matter((), ("Ockham",), "population"), of(text, figure=False))
    assert (value.shown if value else None) == shown


def test_a_measure_of_another_year_may_have_grown(judge: Differences) -> None:
    matter = Matter((), ("Ockham",), "population")
    old, new, much = (judge.value(Slot.MEASURE, matter, of(text, figure=False)) for text in (
        "In 1841 the population of Ockham was 590.", "In 1851 the population of Ockham was 633.", "In 1851 the population of Ockham was 6,330."))
    assert old is not None
    assert new is not None
    assert much is not None
    assert not judge.clash(Slot.MEASURE, matter, old, new)
    assert judge.clash(Slot.MEASURE, matter, old, much)


def test_a_heading_dates_what_stands_under_it(judge: Differences) -> None:
    under = Interval("1852-11-27", "1852-11-27")
    value = judge.value(Slot.DATE, DIED, Told("Ada Lovelace died.", "27 November 1852.", True, under))
    assert value is not None
    assert value.shown == "1852-11-27"
    assert judge.value(Slot.DATE, DIED, Told("Ada Lovelace fell ill.", "27 November 1852.", True, under)) is None
    own = judge.value(Slot.DATE, DIED, Told("Ada Lovelace died in 1851.", "27 November 1852.", True, under))
    assert own is not None
    assert own.shown == "1851"


def test_a_name_after_a_preposition_owns_nothing(judge: Differences) -> None:
    text = "Lovelace lost her seat in the Royal Society and was expelled from the club in November 1847."
    value = judge.value(Slot.DATE, Matter(("expelled",), figure=True), of(text))
    assert value is not None
    assert value.shown == "1847-11"


def test_asked_for_years_days_are_beside_the_point(judge: Differences) -> None:
    matter = Matter((), ("Engine",), "year")
    assert judge.value(Slot.LENGTH, matter, of("He promised the Engine in eight days.", figure=False)) is None
    assert judge.value(Slot.LENGTH, matter, of("The Engine took nearly six years.", figure=False)) is not None


def test_a_quality_is_no_place(judge: Differences) -> None:
    born = Matter(("born",), figure=True)
    assert judge.value(Slot.PLACE, born, of("Ada was born in Saxon lands.")) is None
    assert judge.value(Slot.PLACE, born, of("Ada was born in the Saxon town.")) is None
    assert judge.value(Slot.PLACE, born, of("Ada was born in Devon while the mills stood still.")) is not None


def test_a_relative_of_the_figure_is_not_the_figure(judge: Differences) -> None:
    married = Matter(("married",), figure=True)
    assert judge.value(Slot.PERSON, married, of("Matilda Brown married Lovelace's cousin.")) is None
    whom = judge.value(Slot.PERSON, married, of("William King married Ada in the summer."))
    assert whom is not None
    assert whom.shown == "William King"


@pytest.mark.parametrize(("text", "own", "told"), [
    ("Ralph King, the father of Ada Lovelace, was born on 5 May 1780.", False, False), ("Ada Lovelace was born on 10 December 1815.", False, True),
    ("Ada Lovelace's theory is no theory of such forms as may yet be born into the world, said the Review of 6 May 1864.", False, False),
    ("Ada Lovelace's sad birth on 10 December 1815 was told to all.", False, True),
    ("I was born on 10 December 1815.", True, True), ("My friend sent me the case of a child born on 3 May 1801.", True, False)])
def test_whose_birth_a_sentence_tells(judge: Differences, text: str, own: bool, told: bool) -> None:
    matter = Matter(("born",), (), "", True)
    assert (judge.value(Slot.DATE, matter, Told(text, "", True, None, own)) is not None) == told


def test_a_killer_is_no_killing(judge: Differences) -> None:
    text = "In June 1851 her killers robbed Ada of a purse."
    assert judge.value(Slot.DATE, Matter(("killed",), figure=True), of(text)) is None


def test_a_date_goes_with_the_verb_of_its_own_part(judge: Differences) -> None:
    text = "Ada was expelled from the club in 1847, banished from Ockham in 1849, and wrote no more."
    values = [judge.value(Slot.DATE, Matter((event,), figure=True), of(text)) for event in ("expelled", "banished")]
    assert [v.shown if v else None for v in values] == ["1847", "1849"]


@pytest.mark.parametrize(("text", "shown"), [
    ("As Ada read, Babbage struck her on the arm with a poker, its handle cut down.", "poker"),
    ("The choice of weapon, a fire iron, was due to the cold.", "fire iron"),
    ("Babbage was her killer with a smile.", None)])
def test_with_what_a_blow_was_struck(judge: Differences, text: str, shown: str | None) -> None:
    value = judge.value(Slot.MEANS, Matter(("killed",), figure=True), of(text))
    assert (value.shown if value else None) == shown


def test_a_length_that_was_looked_forward_to_was_not_taken(judge: Differences) -> None:
    matter = Matter((), ("Engine",))
    assert judge.value(Slot.LENGTH, matter, of("He wagered that he would build the Engine in eight weeks.", figure=False)) is None
    assert judge.value(Slot.LENGTH, matter, of("The work on the Engine is to last two years.", figure=False)) is None
    assert judge.value(Slot.LENGTH, matter, of("The Engine took nearly six years.", figure=False)) is not None


def test_who_did_not_do_it_is_not_who_did(judge: Differences) -> None:
    led = Matter(("led",), ("Loom Society",))
    before = "She knew the Loom Society."
    assert judge.value(Slot.PERSON, led, Told("Lovelace did not led the Loom Society.", before)) is None
    told = judge.value(Slot.PERSON, led, Told("Lovelace led the Loom Society in person.", before))
    assert told is not None
    assert told.shown == "Lovelace"


def test_what_stands_in_brackets_is_not_what_took_so_long(judge: Differences) -> None:
    matter = Matter(("voyage",), ("Heron",), "", figure=True)
    assert judge.value(Slot.LENGTH, matter, of("Six weeks (besides the work during the voyage of the Heron) have been spent on it.")) is None
    assert judge.value(Slot.LENGTH, matter, of("The voyage of the Heron took six weeks (in a calm).")) is not None
