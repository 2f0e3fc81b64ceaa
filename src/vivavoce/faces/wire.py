"""Nouns → the JSON of the contract. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from vivavoce.library import Listing, Similar
from vivavoce.record import Answer, Card, Citation, Disagreement, Event, Judgement, Match, Page, Said


def citation(value: Citation) -> dict[str, Any]:
    """A citation; `page` and `anchor` stand only where the source has such."""
    return {key: told for key, told in asdict(value).items() if told or key not in ("page", "anchor")}


def said(value: Said) -> dict[str, Any]:
    """A sentence of an answer; `by`, `via` and `when` stand only where there is something to say."""
    wired: dict[str, Any] = {"text": value.text, "mode": str(value.mode), "citations": [citation(c) for c in value.citations]}
    if value.by:
        wired["by"] = value.by
    if value.via:
        wired["via"] = value.via
    if value.citations:
        wired["corroborated_by"] = value.corroborated_by
    if value.when:
        wired["when"] = value.when
    return wired


def disagreement(value: Disagreement) -> dict[str, Any]:
    """A disagreement, each side with its citations."""
    return {"about": value.about, "positions": [{"value": p.value, "text": p.text, "citations": [citation(c) for c in p.citations]}
                                                for p in value.positions]}


def answer(value: Answer) -> dict[str, Any]:
    """An answer; a batch puts the question line's id before it."""
    wired: dict[str, Any] = {"question": value.question, "figure": value.figure, "as_of": value.as_of, "voice": value.voice,
                             "status": str(value.status), "text": value.text,
                             "sentences": [said(s) for s in value.sentences], "disagreements": [disagreement(d) for d in value.disagreements],
                             "nearest": [citation(c) for c in value.nearest],
                             "elapsed_ms": value.elapsed_ms}
    if value.suggestions:
        wired["suggestions"] = list(value.suggestions)
    if value.warnings:
        wired["warnings"] = list(value.warnings)
    return wired


def match(value: Match) -> dict[str, Any]:
    """A place where a quotation was found; what the source does not tell is left out."""
    wired: dict[str, Any] = {"citation": citation(value.citation), "similarity": value.similarity, "difference": value.difference,
                             "speaker": value.speaker}
    told = {"addressee": value.addressee, "introduced_by": value.introduced_by, "date": value.date}
    return wired | {key: text for key, text in told.items() if text}


def judgement(value: Judgement) -> dict[str, Any]:
    """A quotation, judged; a batch puts the question line's id before it."""
    wired: dict[str, Any] = {"question": value.question, "figure": value.figure, "verdict": str(value.verdict), "speaker": value.speaker,
                             "matches": [match(m) for m in value.matches]}
    first = wired["matches"][0] if wired["matches"] else {}
    wired |= {key: first[key] for key in ("addressee", "introduced_by", "date") if key in first}
    if value.claimed:
        wired |= {"claimed_speaker": value.claimed, "wrong_speaker": value.wrong_speaker}
    wired |= {key: text for key, text in (("spliced", value.spliced), ("note", value.note)) if text}
    return wired | {"elapsed_ms": value.elapsed_ms}


def event(value: Event, witnesses: Sequence[Citation]) -> dict[str, Any]:
    """An event; `when` is its interval as one reads it, the witnesses are citations, the best first."""
    return {**asdict(value.interval), "when": str(value.interval), "kind": value.kind, "text": value.text, "mode": str(value.mode),
            "who": list(value.who), "where": list(value.where), "witnesses": [citation(w) for w in witnesses]}


def card(value: Card) -> dict[str, Any]:
    """A person, place, organisation, occasion, work or idea of a page."""
    wired: dict[str, Any] = {"id": value.id, "kind": value.kind, "name": value.name, "names": list(value.names), "mentions": value.mentions,
                             "sources": list(value.sources), "first": value.first, "last": value.last}
    if value.relation and value.relation_citation:
        wired["relation"] = {"text": value.relation, "citation": citation(value.relation_citation)}
    if value.kind == "work":
        wired |= {"author": value.author, "own": value.own}
    return wired | {"sentences": [said(s) for s in value.sentences]}


def page(value: Page) -> dict[str, Any]:
    """The figure's page."""
    return {"figure": {"id": value.figure, "name": value.name, "aliases": list(value.aliases), "born": value.born, "died": value.died,
                       "inferred": list(value.inferred), "portrait": value.portrait},
            "line": {"text": value.line.text, "citation": citation(value.line.citation)} if value.line else None,
            "biography": [said(s) for s in value.biography],
            "questions": [{"id": q.id, "question": q.question, "posed": q.posed, "text": q.text, "sentences": [said(s) for s in q.sentences]}
                          for q in value.questions],
            "timeline": [{"when": m.when, "start": m.start, "end": m.end, "approximate": m.approximate, "kind": m.kind,
                          "sentences": [said(s) for s in m.sentences]}
                         for m in value.timeline],
            **{name: [card(c) for c in getattr(value, name)] for name in ("people", "places", "organisations", "occasions", "works", "ideas")},
            "quotations": [said(s) for s in value.quotations],
            "disagreements": [disagreement(d) for d in value.disagreements],
            "sources": [asdict(s) for s in value.sources]}


def listing(value: Listing) -> dict[str, Any]:
    """A figure of a directory."""
    return {"id": value.id, "name": value.name, "born": value.born, "died": value.died, "line": value.line, "portrait": value.portrait,
            "sources": value.sources, "words": value.words, "questions": value.questions}


def similar(value: Similar) -> dict[str, Any]:
    """A figure that resembles another, and why."""
    return listing(value.figure) | {"score": value.score, "shared": list(value.shared), "reason": value.reason}
