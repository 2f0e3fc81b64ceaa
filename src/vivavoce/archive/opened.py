"""An archive opened for reading: cheap to open, searched by sentence and by passage."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from vivavoce.archive.bibliography import read_references
from vivavoce.archive.pages import read_disagreements, read_page, read_questions
from vivavoce.archive.place import FORMAT, MANIFEST, recover
from vivavoce.archive.store import HeldRecord, Record
from vivavoce.errors import DamagedArchive, NotAnArchive, OldArchive, UnknownSource
from vivavoce.index import LocalIndex, fuse
from vivavoce.kept import Kept
from vivavoce.language.gender import FEMALE_NOUNS, MALE_NOUNS, TITLES, pronoun_of
from vivavoce.language.models import Embedder, Reranker, StaticEmbedder, Vectors, static_embedder
from vivavoce.language.names import alias_pattern, names
from vivavoce.record import (
    Citation,
    Damage,
    Disagreement,
    Entry,
    Figure,
    Health,
    Mark,
    Page,
    Part,
    Passage,
    Reference,
    Sentence,
    Source,
    Span,
    Standing,
    day,
)
from vivavoce.settings import Settings
from vivavoce.text import STOP, fold, squeeze, stems

_OFFICES: Final = ("President", "King", "Queen", "Emperor", "Empress", "Pope", "Czar", "Tsar", "Chancellor", "Governor", "Archbishop")
"""Offices that one holds at a time."""
_OFTEN: Final = 10
"""Sentences that print an office before the figure's name from which it names them by itself."""
_MANY: Final = 400
"""Passages up to which an archive is a small one; the weights of `evidence.weigh` were fitted at about that size."""
_EDITED_BY: Final = re.compile(r"\bedited by (?:his|her|their)\s+(?P<kin>\w+)|['’]s (?P<of>son|daughter|widow|wife|husband|nephew|niece)\b", re.I)
_CALLED: Final = {"son": ("my father", "my mother"), "daughter": ("my father", "my mother"), "wife": ("my husband", ""), "widow": ("my husband", ""),
                  "husband": ("", "my wife"), "nephew": ("my uncle", "my aunt"), "niece": ("my uncle", "my aunt"),
                  "grandson": ("my grandfather", "my grandmother"), "granddaughter": ("my grandfather", "my grandmother")}
"""What a kinsman calls a man, and a woman."""
_FIRST_PAGES: Final = 3000
_NAMED: Final = 400
"""Sentences looked at for whether a name was known by a date."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that a search found: fused score, rank by words alone, similarity of its passage."""

    sentence: Sentence
    passage: Passage
    score: float
    similarity: float


def _by_noun(words: Sequence[str]) -> str:
    """`he` or `she` where what is told of somebody says so: `his wife`."""
    men, women = (sum(fold(word) in nouns for word in words) for nouns in (MALE_NOUNS, FEMALE_NOUNS))
    return "" if men == women else "he" if men > women else "she"


# every archive that a process opens with the same settings shares its models: they hold no state of an archive
_embedder = lru_cache(maxsize=2)(Embedder)
_reranker = lru_cache(maxsize=2)(Reranker)


class Archive:
    """One figure's archive. Models load when first needed; the parser never does."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self.until = ""
        self.whole: Archive = self
        self._kept: Kept | None = None
        recover(path)
        try:
            self.manifest: dict[str, Any] = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
            version = self.manifest["format"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise NotAnArchive(f"{path} is not an archive.") from error
        if version != FORMAT:
            raise OldArchive(f"{path} was written in format {version}; this version reads format {FORMAT}.")
        self.path, self.settings = path, settings
        try:
            stated: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in self.manifest["figure"].items()}
            self.figure = Figure(**stated)
            self._entries = {entry["source"]: entry for entry in self.manifest["sources"]}
            self.passage_count, self._models = self.manifest["counts"]["passages"], self.manifest["models"]
        except (KeyError, TypeError, AttributeError) as error:
            raise DamagedArchive(f"{path}: its description lacks {error}.") from error
        self._source = lru_cache(maxsize=None)(self._described)
        self._text = lru_cache(maxsize=None)(self._read_text)
        self._kinsman = lru_cache(maxsize=None)(self._relation)
        self._as_of = lru_cache(maxsize=32)(self._make_as_of)
        self._among = lru_cache(maxsize=8)(self._make_among)

    @cached_property
    def record(self) -> Record:
        """Passages and sentences."""
        return Record(self.path / "record.sqlite", self.until)

    def held(self, kept: Kept | None = None) -> Archive:
        """The same archive with all its sentences in memory, for who reads them again and again; what its models give is recalled."""
        view = copy(self)
        view.whole, view._kept = view, kept
        view.__dict__["record"] = HeldRecord(self.path / "record.sqlite")
        return view

    def as_of(self, date: str) -> Archive:
        """The same archive holding only what could be told on a day (YYYY, YYYY-MM or YYYY-MM-DD; a year means its last day)."""
        return self._as_of(day(date))

    def _make_as_of(self, until: str) -> Archive:
        view = copy(self)
        view.until = until
        view._among = lru_cache(maxsize=8)(view._make_among)
        view.__dict__.pop("record", None)
        view.__dict__.pop("_told", None)
        return view

    @cached_property
    def index(self) -> LocalIndex:
        """The index, one for an archive and its views as of a date."""
        return LocalIndex(self.path) if self.whole is self else self.whole.index

    @cached_property
    def embedder(self) -> Embedder:
        """The contextual encoder."""
        return _embedder(self.settings)

    @cached_property
    def reranker(self) -> Reranker:
        """The cross-encoder."""
        return _reranker(self.settings)

    def vector(self, text: str) -> Vectors:
        """The contextual vector of a text: `[384]`."""
        if self._kept is None:
            return np.asarray(self.embedder.encode([text])[0])
        return np.array(self._kept.recall("vector", [text], lambda new: self.embedder.encode(new).tolist())[0], np.float32)

    def logits(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The reranker's logit of each question and text."""
        return self.reranker.scores(pairs) if self._kept is None else self._kept.recall("logit", pairs, lambda new: self.reranker.scores(new))

    def _make_among(self, said_since: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Which rows of sentences and of passages the record shows, or hold own words from a day on."""
        sentences, passages, spoken = self._told
        counted = spoken >= said_since if said_since else slice(None)
        among, within = (np.zeros(self.index.rows(unit), np.bool_) for unit in ("sentence", "passage"))
        among[sentences[counted]] = True
        within[passages[counted]] = True
        return among, within

    @cached_property
    def _told(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.str_]]:
        """Of all that the record shows: the sentences, their passages, and when the figure said them, empty for others' words."""
        told = self.record.told_by_now()
        return np.array([row[0] for row in told], np.int64), np.array([row[1] for row in told], np.int64), np.array([row[2] for row in told], np.str_)

    @cached_property
    def lexicon(self) -> StaticEmbedder:
        """Static word vectors."""
        return static_embedder(self.settings)

    @property
    def sources(self) -> tuple[Source, ...]:
        """What the archive holds, without texts."""
        return tuple(self.source(identity) for identity in self._entries)

    def source(self, identity: str) -> Source:
        """A source's description; UnknownSource where there is none."""
        described: Source = self._source(identity)
        return described

    def _described(self, identity: str) -> Source:
        entry = self._entries.get(identity)
        if entry is None:
            raise UnknownSource(f"{self.path} has no source {identity!r}.")
        health = Health(entry["health"]["verdict"], tuple(entry["health"]["reasons"]),
                        tuple(Damage(**damage) for damage in entry["damage"]))
        return Source(
            identity,
            "",
            entry["sha256"],
            (),
            entry["title"],
            entry["author"],
            entry["editor"],
            entry["date"],
            Standing(entry["standing"]),
            entry["language"],
            entry["rights"],
            health,
            tuple(entry["inferred"]),
            published=entry["published"],
            parts=tuple(Part(*part) for part in entry["parts"]),
            standing_reason=entry["standing_reason"],
            marks=tuple(Mark(*mark) for mark in entry["marks"]),
        )

    def text(self, identity: str) -> str:
        """A source's text exactly as cited."""
        text: str = self._text(identity)
        return text

    def _read_text(self, identity: str) -> str:
        self.source(identity)
        name = str(self._entries[identity]["file"])
        try:
            if not re.fullmatch(r"\d+\.txt", name):
                raise ValueError(name)
            return (self.path / "texts" / name).read_bytes().decode("utf-8", "surrogatepass")
        except (OSError, ValueError) as error:
            raise DamagedArchive(f"{self.path}: the text of {identity} cannot be read.") from error

    def exact(self, sentence: Sentence) -> str:
        """The exact words of a sentence."""
        return self.text(sentence.source)[sentence.start : sentence.end]

    def cite(self, source: str, start: int, end: int) -> Citation:
        """A citation of a span, cut from the stored text."""
        of = self.source(source)
        return Citation(source, start, end, self.text(source)[start:end], str(of.standing), of.health.at(start, end), of.page(start, end),
                        of.anchor(start))

    def health(self, source: str, start: int, end: int) -> str:
        """What a span's words are worth: the verdict on its source, or `degraded` where it lies in a damaged part."""
        return self.source(source).health.at(start, end)

    def same_text(self, one: Sentence, other: Sentence) -> bool:
        """Is one sentence a reprint of the other: do both stand at the same place of a passage that their sources share?"""
        middle = (one.start + one.end) / 2
        for reprint in self.record.reprints(one.source, one.start, one.end) if one.source != other.source else ():
            here, there = reprint.one, reprint.other
            if there.source == other.source:
                expected = there.start + (middle - here.start) * (there.end - there.start) / (here.end - here.start)
                slack = 40 + 0.05 * (here.end - here.start)  # a passage may have grown or shrunk on the way
                if other.start - slack <= expected <= other.end + slack:
                    return True
        return False

    def printed_elsewhere(self, source: str, start: int, end: int) -> tuple[Span, ...]:
        """Passages of other sources that hold a span's text too."""
        return tuple(reprint.other for reprint in self.record.reprints(source, start, end))

    def repeated(self, sentence: Sentence) -> int:
        """How many other sources print a sentence too."""
        return len({span.source for span in self.printed_elsewhere(sentence.source, sentence.start, sentence.end)})

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The works that the sources' bibliographies list, in their order."""
        return read_references(self.path)

    def page(self) -> Page | None:
        """The figure's page as it was made when the archive was built; None while that is still under way."""
        return read_page(self.path)

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The page's questions, each with an answer that was tried."""
        return read_questions(self.path)

    @cached_property
    def contested(self) -> tuple[Disagreement, ...]:
        """What the page lists as contested: all that its sources were found to disagree on when the archive was built."""
        return read_disagreements(self.path)

    def portrait(self) -> bytes | None:
        """The owner's portrait, None where there is none."""
        name = str(self.manifest.get("portrait", ""))
        path = self.path / name
        return path.read_bytes() if re.fullmatch(r"portrait\.(?:png|jpg|webp|svg)", name) and path.is_file() else None

    def headings(self) -> list[str]:
        """Headings of passages, each once, in order."""
        return self.record.headings()

    def prints(self, title: str) -> bool:
        """Does any sentence hold a title as it is written, capitals and all?"""
        found = self.record.sentences(self.index.holding("sentence", stems(title), _NAMED))
        return any(title in squeeze(self.exact(sentence)) for sentence in found.values())

    def together(self, one: str, other: str) -> bool:
        """Does any sentence name both?"""
        return bool(self.index.holding("sentence", [*stems(one), *stems(other)], 1))

    def names_only_later(self, name: str) -> bool:
        """As of a date: is a name in the record, but in no sentence that could be told by then?"""
        wanted = stems(name)
        found = self.index.holding("sentence", wanted, _NAMED) if wanted and self.until else []
        return bool(found) and not any(" ".join(wanted) in " ".join(stems(self.exact(s))) for s in self.record.sentences(found).values())

    def persons(self, sentence: Sentence) -> list[str]:
        """The people that a sentence names, the figure left out: as the parser found them, and by the names that the record knows."""
        known = [name for name in names(self.exact(sentence)) if fold(name.split()[-1]) in self._people or pronoun_of(name.split()[:1])]
        return [name for name in dict.fromkeys((*sentence.persons, *known)) if not self._is_figure(name)]

    def _is_figure(self, name: str) -> bool:
        """Does a name hold the figure's? A relative's, with a given name of their own before the surname, does not."""
        own = alias_pattern(self.figure.names)
        given = {fold(part) for alias in self.figure.names for part in alias.split()[:-1]}
        before = [fold(part).rstrip(".") for part in name.split()[:-1]]
        relative = fold(name.split()[-1]) == fold(self.figure.surname) and "and" not in before and any(
            len(part) > 1 and part not in given and part not in TITLES for part in before)
        return bool(own.search(name)) and not relative

    def last_names(self, name: str) -> frozenset[str]:
        """The last words, folded, of all names of the people of the record who are called so; empty for what is no person of it."""
        return frozenset(fold(n.split()[-1]) for entry in self._people.get(fold(name.split()[-1]), ()) for n in (entry.name, *entry.names, name))

    @cached_property
    def _people(self) -> dict[str, list[Entry]]:
        """The record's people by the last word, folded, of each of their names."""
        found: dict[str, list[Entry]] = {}
        for entry in self.whole.record.people():
            for last in {fold(name.split()[-1]) for name in (entry.name, *entry.names) if name.split()}:
                found.setdefault(last, []).append(entry)
        return found

    def works_named(self, sentence: Sentence) -> list[str]:
        """The works that a sentence names by their titles."""
        text = squeeze(self.exact(sentence))
        return [title for title in self._titles if title in text]

    @cached_property
    def _titles(self) -> tuple[str, ...]:
        """The titles of the record's works, longest first."""
        return tuple(sorted({name for entry in self.whole.record.works() for name in (entry.name, *entry.names)}, key=lambda t: (-len(t), t)))

    def kind_of(self, name: str) -> str:
        """What a name stands for: `he` or `she`, `person` where the sources do not tell which, `place` or `thing`."""
        full, parts = fold(name), name.split()
        known = self._kinds.get(full) or (self._kinds.get(fold(parts[-1])) if parts else None)
        return known if known and known != "person" else pronoun_of(parts) or known or "thing"

    def cased(self, text: str) -> str:
        """A text written all in small letters, with capitals for what is mostly a name in the sources."""
        if any(letter.isupper() for letter in text[1:]):
            return text
        return re.sub(r"[^\W\d_]{4,}", lambda match: self._capital(match.group()), text)

    def spelled(self, text: str) -> str:
        """A text with a letter doubled or single where a word that the sources do not have is then one of theirs: `burried` → `buried`."""
        return re.sub(r"[^\W\d_]{5,}", lambda match: self._spelling(match.group()), text)

    def _spelling(self, word: str) -> str:
        def found(other: str) -> int:
            return max((self.index.frequency("sentence", stem) for stem in stems(other)), default=0)

        if fold(word) in STOP or found(word):
            return word
        near = {word[:i] + word[i] * 2 + word[i + 1:] for i in range(1, len(word))}
        near |= {word[:i] + word[i + 1:] for i in range(1, len(word)) if word[i] == word[i - 1]}
        best = max(sorted(near), key=found)
        return best if found(best) else word

    def _capital(self, word: str) -> str:
        """A word with a capital where most sentences that hold it mean somebody or some place of that name."""
        named = self._named.get(fold(word), 0)
        found = max((self.index.frequency("sentence", stem) for stem in stems(word)), default=0)
        return word[:1].upper() + word[1:] if named and named >= 0.5 * found else word

    @cached_property
    def _named(self) -> dict[str, int]:
        """How often each part of the names of the record's people and places stands for them."""
        counted: dict[str, int] = {}
        for entry in (*self.whole.record.people(), *self.whole.record.places()):
            for part in {fold(part) for name in (entry.name, *entry.names) for part in name.split() if part[:1].isupper()}:
                counted[part] = counted.get(part, 0) + entry.mentions
        return counted

    @cached_property
    def _kinds(self) -> dict[str, str]:
        """What the names of the record's people and places stand for, by the whole name and by the surname, folded; the most named first."""
        found: dict[str, str] = {}
        for entry in self.whole.record.people():
            told = [word for relation in entry.relations[:20] for word in relation.phrase.split()]
            kind = pronoun_of(f"{entry.name} {' '.join(entry.names)}".split()) or _by_noun(told) or "person"
            for name in (entry.name, *entry.names):
                found.setdefault(fold(name), kind)
                found.setdefault(fold(name.split()[-1]) if name.split() else "", kind)
        for entry in self.whole.record.places():
            for name in (entry.name, *entry.names):
                found.setdefault(fold(name), "place")
        return found

    def reach(self, count: int, growth: float = 1.0) -> int:
        """A count that serves an archive of a few hundred passages, raised for a large one, where more are near by chance."""
        return round(count * (1.0 + growth * self.crowd))

    @property
    def crowd(self) -> float:
        """How much larger an archive is than a small one, as a logarithm; 0 for a small one."""
        return max(0.0, math.log(max(1, self.passage_count) / _MANY))

    @cached_property
    def office(self) -> str:
        """The office by which accounts may call the figure (`the President`), as it is printed before their name; empty where there is none."""
        surname = self.figure.surname
        found: Counter[str] = Counter()
        for office in _OFFICES:
            told = self.whole.record.sentences(self.index.holding("sentence", stems(f"{office} {surname}"), _NAMED))
            found[office] = sum(f"{office} {surname}" in squeeze(self.exact(sentence)) for sentence in told.values())
        office, count = found.most_common(1)[0]
        return office if count >= _OFTEN else ""

    def mentions(self, pattern: str) -> bool:
        """Does a sentence in the figure's voice or first person match?"""
        return any(re.search(pattern, sentence.first_person or "") for sentence in self.record.all_sentences())

    def called(self, sentence: Sentence) -> str:
        """What an editor who is the figure's kin calls the figure (`my father`), as its first pages say; a pattern, empty for others."""
        source = self.source(sentence.source)
        return self._kinsman(sentence.source) if source.editor and fold(sentence.voice) == fold(source.editor) else ""

    def _relation(self, identity: str) -> str:
        source = self.source(identity)
        said = _EDITED_BY.search(squeeze(f"{source.editor} {self.text(identity)[:_FIRST_PAGES]}"))
        man, woman = _CALLED.get((said["kin"] or said["of"]).casefold(), ("", "")) if said else ("", "")
        return {"he": man, "she": woman}.get(self.figure.pronouns, "|".join(form for form in (man, woman) if form))

    @cached_property
    def _of_figure(self) -> list[str]:
        """Stems one of which stands in a sentence that speaks of the figure."""
        return list(dict.fromkeys([*"i me my mine myself".split(), *stems(self.figure.surname)]))

    def speaking_of(self, stems: list[str], count: int) -> list[Sentence]:
        """Sentences that hold one of some stems, those that say I or name the figure first, up to `count` of these and half as many of the others."""
        among = self._among("")[0] if self.until else None
        own = self.index.lexical("sentence", stems, count, (), among, self._of_figure)
        others = self.index.lexical("sentence", stems, count // 2, (), among)
        ranked = list(dict.fromkeys(identity for identity, _ in (*own, *others)))
        found = self.record.sentences(ranked)
        return [found[identity] for identity in ranked if identity in found]

    def search(self, question: str, stems: list[str], vector: Vectors, count: int, kindred: Sequence[str] = (), said_since: str = "",
               of_figure: bool = False) -> list[Hit]:
        """The sentences nearest to a question: by words and by meaning, their passages lending them context (reciprocal rank, k = 10).

        `said_since` (an ISO day) finds the figure's own words from that day on alone; `of_figure` looks once more, in a large archive, among the
        sentences that say I or name the figure, lest others that share the words crowd them out.
        """
        wide = self.reach(self.settings.candidates)
        among, within = self._among(said_since) if self.until or said_since else (None, None)
        static = self.lexicon if self._models["sentences"] != self._models["passages"] else None
        by_word = self.index.lexical("sentence", stems, wide, kindred, among)
        by_meaning = self.index.dense("sentence", static.encode([question])[0] if static else vector, wide, among)
        passages = fuse([(self.index.lexical("passage", stems, wide, (), within), 1.0), (self.index.dense("passage", vector, wide, within), 1.0)])
        best = passages[:12]
        lent = [s for s in self.record.of_passages([identity for identity, _ in best]) if among is None or among[s.id]]
        place = {identity: rank for rank, (identity, _) in enumerate(best)}
        rankings = [(by_word, 1.0), (by_meaning, 1.0)]
        if of_figure and self.crowd > 1:
            rankings.append((self.index.lexical("sentence", stems, wide, kindred, among, self._of_figure), 1.0))
        fused = dict(fuse(rankings))
        for sentence in lent:
            fused[sentence.id] = fused.get(sentence.id, 0.0) + 1.0 / (10 + place[sentence.passage] + 1) * (0.8 if sentence.id in fused else 0.45)
        ranked = sorted(fused.items(), key=lambda hit: (-hit[1], hit[0]))[:count]
        found = self.record.sentences([identity for identity, _ in ranked])
        of = self.record.passages(sorted({s.passage for s in found.values()}))
        similar = dict(zip(of, self.index.similarity("passage", list(of), vector), strict=True))
        return [Hit(found[i], of[found[i].passage], score, similar[found[i].passage]) for i, score in ranked if i in found]
