"""The pages, each over a figure on the shelf."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from vivavoce.dialogue.answering import LONGEST_QUESTION
from vivavoce.errors import BadDate, LongQuestion
from vivavoce.faces.web import address, draw, exports, machines, reader, site, view
from vivavoce.faces.web.address import Asked
from vivavoce.faces.web.card import card as draw_card
from vivavoce.faces.web.card import drawable
from vivavoce.faces.web.catalogue import LANGUAGES, words
from vivavoce.faces.web.desk import CONVERSATION
from vivavoce.faces.web.safety import IMAGE_POLICY
from vivavoce.faces.web.shelf import Opened
from vivavoce.figure import Figure
from vivavoce.portrait import MEDIA
from vivavoce.record import Page, is_date
from vivavoce.text import fold, squeeze

Context = dict[str, Any]
_STANDING: Final = ((), ("talk",), ("timeline",), ("people",), ("quotes",), ("sources",), ("how",))
"""What stands below a figure's address, for the sitemap."""
_FEW: Final = 8
"""Entries of a kind on the page of all kinds; more stand on the kind's own."""
_BEYOND: Final = "Which telephone do you prefer?"
"""A question that the documents of the past do not answer, to show silence by."""
_SECTIONS: Final = 80
"""Sections beyond which only those of the leaf are listed."""


def _shown(request: Request, template: str, make: Callable[[Opened], Context]) -> Response:
    """A page over the figure that the address names, made from one state of its archive."""
    def work(opened: Opened) -> Response:
        return site.page(request, template, {**_common(opened), **make(opened)})

    return site.of(request).shelf.read(request.path_params["figure"], work)


def _common(opened: Opened) -> Context:
    person = opened.figure.archive.figure
    drawn = opened.once("portrait", lambda figure: figure.portrait())[1] == MEDIA["svg"] and drawable(person.name)
    return {"slug": opened.slug, "person": person, "documents": len(opened.figure.archive.sources), "image": "card" if drawn else "portrait"}


def _query(request: Request, name: str, longest: int = 200) -> str:
    return request.query_params.get(name, "").strip()[:longest]


def directory(request: Request) -> Response:
    """Every figure of the library, or those that a search names."""
    wanted = _query(request, "find")
    shelf = site.of(request).shelf
    figures = [(opened, _page(opened).line, shelf.similar(opened.slug)[:2]) for opened in shelf.all() if _named(opened, wanted)]
    return site.page(request, "directory.html", {"figures": figures, "find": wanted})


def _named(opened: Opened, wanted: str) -> bool:
    line = _page(opened).line
    told = fold(" ".join([*opened.figure.archive.figure.names, line.text if line else ""]))
    return all(term in told for term in fold(wanted).split())


def figure(request: Request) -> Response:
    """A figure's page."""
    def make(opened: Opened) -> Context:
        page = _page(opened)
        numbers = view.Numbering(opened)
        line = numbers([page.line.citation]) if page.line else ()
        description = page.line.text if page.line else ""
        return {"page": page, "line": line, "biography": view.spoken(opened, page.biography, numbers),
                "quotations": view.spoken(opened, page.quotations, numbers), "suggestions": suggested(opened), "sources": view.sources(opened),
                "clashes": [view.clash(d.about.partition(": ")[2] or d.about, d, numbers) for d in page.disagreements],
                "kinds": [(kind, getattr(page, kind)) for kind in view.KINDS if getattr(page, kind)], "few": _FEW,
                "others": view.other_names(opened.figure.archive.figure), "similar": site.of(request).shelf.similar(opened.slug), **_picture(opened),
                "linked": machines.person(opened, site.base(request), description)}

    return _shown(request, "figure.html", make)


def _page(opened: Opened) -> Page:
    return opened.once("page", lambda figure: figure.page())


def portrait(request: Request) -> Response:
    """The figure's picture, an image alone: what is in it cannot run."""
    def work(opened: Opened) -> Response:
        data, media = opened.once("portrait", lambda figure: figure.portrait())
        return Response(data, headers={"content-security-policy": IMAGE_POLICY, "cache-control": "private, max-age=600"}, media_type=media)

    return site.of(request).shelf.read(request.path_params["figure"], work)


def card(request: Request) -> Response:
    """The picture that other sites show beside a link to the figure."""
    told = words(LANGUAGES[0])

    def work(opened: Opened) -> Response:
        person, line = opened.figure.archive.figure, _page(opened).line
        if not drawable(person.name):
            raise HTTPException(404)
        banner = f"vivavoce · {told.count('banner.long', len(opened.figure.archive.sources))}"
        said = line.text[:1].upper() + squeeze(line.text)[1:] if line else ""
        life = told.years(person.born, person.died) if person.born or person.died else ""
        data = opened.once("card", lambda _: draw_card(person.name, life, said, banner))
        return Response(data, headers={"cache-control": "public, max-age=600"}, media_type="image/png")

    return site.of(request).shelf.read(request.path_params["figure"], work)


def question(request: Request) -> Response:
    """A question with a long answer, at its own address."""
    def make(opened: Opened) -> Context:
        page = _page(opened)
        asked = page.question(request.path_params["question"])
        if asked is None:
            raise HTTPException(404)
        spoken = view.spoken(opened, asked.sentences)
        return {"question": asked, "spoken_all": spoken, "others": [q for q in page.questions if q.id != asked.id],
                "linked": machines.faq([(asked.question, machines.plain(spoken))])}

    return _shown(request, "question.html", make)


def people(request: Request) -> Response:
    """Everybody and everything that the sources name, people as a picture too."""
    def make(opened: Opened) -> Context:
        page = _page(opened)
        life = view.life(opened)
        cards = {kind: getattr(page, kind) for kind in view.KINDS if getattr(page, kind)}
        chosen = wanted if (wanted := _query(request, "kind")) in cards else ""
        shown = {chosen: cards[chosen]} if chosen else {kind: every[:_FEW] for kind, every in cards.items()}
        kinds = [(kind, view.entries(opened, few), len(cards[kind]) - len(few)) for kind, few in shown.items()]
        company = draw.company(page.people, draw.Scale(*life)) if life and chosen in ("", "people") else None
        return {"kinds": kinds, "counts": [(kind, len(every)) for kind, every in cards.items()], "chosen": chosen, "company": company,
                "where": lambda card: f"{'' if card in shown['people'] else '?kind=people'}#{card.kind}-{card.id}"}

    return _shown(request, "people.html", make)


def suggested(opened: Opened) -> tuple[str, ...]:
    """Questions that the record can answer."""
    return opened.once("suggestions", lambda figure: figure.suggestions())


def conversation_of(request: Request) -> tuple[Asked, ...]:
    """The questions of the address, the last few; what cannot be served is refused."""
    asked = address.questions(request.query_params.getlist("q"), request.query_params.getlist("as_of"))[-CONVERSATION:]
    if any(len(a.text) > LONGEST_QUESTION for a in asked):
        raise LongQuestion("A question is too long.")
    if any(a.as_of and not is_date(a.as_of) for a in asked):
        raise BadDate("That is no date.")
    return asked


async def _exchanges(request: Request, asked: Sequence[Asked]) -> tuple[view.Exchange, ...]:
    """The answers to the questions of an address, each in the light of those before it."""
    made = []
    for number, one in enumerate(asked, 1):
        opened, answer = await site.of(request).desk.ask(request.path_params["figure"], one, asked[:number - 1])
        made.append(await run_in_threadpool(view.exchange, opened, number, one, answer))
    return tuple(made)


async def talk(request: Request) -> Response:
    """The conversation; an address with questions shows their answers again."""
    asked = conversation_of(request)
    exchanges = await _exchanges(request, asked)

    def make(opened: Opened) -> Context:
        return {"exchanges": exchanges, "asked": asked, "suggestions": suggested(opened), "dial": _dial(opened, asked),
                "conversation": address.conversation(asked), "linked": machines.questions(exchanges) if exchanges else None}

    return await run_in_threadpool(_shown, request, "talk.html", make)


def _dial(opened: Opened, asked: Sequence[Asked]) -> Context | None:
    """The figure's life by years, where each event stands on it, and the year that the last question was asked as of."""
    life = view.life(opened)
    if life is None:
        return None
    line = draw.Scale(*life)
    date = asked[-1].as_of if asked else ""
    shown = min(max(int(date[:4]), life[0]), life[1]) if date else life[1] + 1
    marks = opened.once("marks", lambda figure: draw.marks(figure.timeline(), line))
    return {"first": life[0], "last": life[1], "year": shown, "line": line, "marks": marks}


async def printed(request: Request) -> Response:
    """The conversation for paper, with footnotes."""
    asked = conversation_of(request)
    exchanges = await _exchanges(request, asked)
    context = {"exchanges": exchanges, "conversation": address.conversation(asked)}
    return await run_in_threadpool(_shown, request, "print.html", lambda _: context)


async def export(request: Request) -> Response:
    """The conversation as Markdown, as one HTML file, or its citations as CSL-JSON."""
    asked = conversation_of(request)
    form = _query(request, "format")
    if form not in ("md", "html", "csl"):
        raise HTTPException(404)
    exchanges = await _exchanges(request, asked)
    slug = request.path_params["figure"]
    opened = await run_in_threadpool(site.of(request).shelf.get, slug)
    told, base = site.words(request), site.base(request)
    title = told("talk.title", name=opened.figure.archive.figure.name)
    if form == "csl":
        return JSONResponse(exports.csl(exchanges, base), headers=_download(slug, "csl.json"))
    if form == "md":
        text = exports.markdown(exchanges, told, base, title)
        return PlainTextResponse(text.encode("utf-8", "replace"), headers=_download(slug, "md"), media_type="text/markdown")
    html = site.fragment(request, "export.html", {**_common(opened), "exchanges": exchanges, "conversation": address.conversation(asked)})
    return Response(html.encode("utf-8", "replace"), headers=_download(slug, "html"), media_type="text/html")


def _download(slug: str, ending: str) -> dict[str, str]:
    return {"content-disposition": f"attachment; filename*=UTF-8''{address.part(slug)}.{ending}", "cache-control": "no-store"}


def excerpt(request: Request) -> Response:
    """A span in its context, as a piece of a page."""
    span = address.span(_query(request, "at"))

    def work(opened: Opened) -> Response:
        if span is None:
            raise HTTPException(404)
        try:
            shown = view.excerpt(opened, _query(request, "source", 4000), *span)
        except IndexError as error:
            raise HTTPException(404, "span") from error
        html = site.fragment(request, "_excerpt.html", {**_common(opened), "excerpt": shown})
        return Response(html.encode("utf-8", "replace"), headers=site.PERSONAL, media_type="text/html")

    return site.of(request).shelf.read(request.path_params["figure"], work)


def timeline(request: Request) -> Response:
    """The life in order of time, as a picture and as a table; a long one period by period."""
    def make(opened: Opened) -> Context:
        periods = view.periods(opened)
        wanted = _query(request, "from")
        chosen = next((p for p in periods if str(p.first) == wanted), periods[0] if periods else None)
        return {"events": view.told(opened, chosen.events if chosen else ()), "count": sum(len(p.events) for p in periods), "periods": periods,
                "chosen": chosen, **_picture(opened, chosen)}

    return _shown(request, "timeline.html", make)


def _picture(opened: Opened, chosen: view.Period | None = None) -> Context:
    """The life as a chart, None where nothing is dated, and where each of its marks leads."""
    def drawn(figure: Figure) -> draw.Chart | None:
        events = figure.timeline()
        line = draw.scale(events, view.life(opened))
        return draw.chart(events, line) if line else None

    return {"chart": opened.once("chart", drawn), "where": lambda event: view.event_address(opened, chosen, event)}


def sources(request: Request) -> Response:
    """Every source with its standing and health."""
    def make(opened: Opened) -> Context:
        manifest = opened.figure.inspect()
        return {"standings": view.by_standing(opened), "skipped": manifest["skipped"], "corrections": view.corrections(opened)}

    return _shown(request, "sources.html", make)


def source(request: Request) -> Response:
    """A source to read: its whole text or a leaf of it, marked at `at`, searched for `find`."""
    return _shown(request, "source.html", lambda opened: _reading(request, opened, request.path_params["source"]))


def _reading(request: Request, opened: Opened, identity: str) -> Context:
    archive = opened.figure.archive
    text = opened.figure.text(identity)
    span, wanted = address.span(_query(request, "at")), _query(request, "find")
    if span and (span[0] > len(text) or span[1] > len(text)):
        raise HTTPException(404, "span")
    found = reader.find(text, wanted)
    cut = [(0, len(text))] if "whole" in request.query_params else reader.leaves(text)
    at = next((i for i, leaf in enumerate(cut) if span and leaf[0] <= span[0] < leaf[1]), 0)
    sections = opened.once(("sections", identity), lambda figure: figure.archive.record.sections(identity))
    listed = sections if len(sections) <= _SECTIONS else [s for s in sections if cut[at][0] <= s[1] < cut[at][1]]
    marks = [reader.Mark(*place, "found") for place in found.spans]
    if span and span[0] < span[1]:
        marks.insert(0, reader.Mark(*span, "at"))
    source = archive.source(identity)
    shown = reader.paragraphs(text, cut[at], marks, [heading for heading, _ in sections], archive.record.within(identity, *cut[at]),
                              source.health.spans)
    return {"source": source, "paragraphs": shown, "find": wanted, "found": found, "sections": listed, "leaf": at + 1,
            "leaves": cut, "span": span if span and span[0] < span[1] else None,
            "hits": [_hit(opened, identity, text, place) for place in found.spans[:50]]}


def _hit(opened: Opened, identity: str, text: str, place: tuple[int, int]) -> tuple[str, str, str, str]:
    """Words before a found place, its own, those after it, and its address."""
    start, end = place
    before, after = text[max(0, start - 60):start], text[end:end + 60]
    before, after = before.split(" ", 1)[-1] if start > 60 else before, after.rsplit(" ", 1)[0] if end + 60 < len(text) else after
    return before, text[start:end], after, address.source(opened.slug, identity, place)


async def quotes(request: Request) -> Response:
    """The quotation check."""
    text = request.query_params.get("text", "").strip()
    if len(text) > LONGEST_QUESTION:
        raise LongQuestion("The quotation is too long.")
    slug = request.path_params["figure"]

    def judge(opened: Opened) -> view.Judged | None:
        return view.judged(opened, opened.figure.quote(text)) if text else None

    judged = await site.of(request).desk.run(lambda: site.of(request).shelf.read(slug, judge)) if text else None

    def make(opened: Opened) -> Context:
        recorded = view.spoken(opened, _page(opened).quotations)
        linked = machines.quotations(opened, recorded, site.base(request)) if recorded else None
        return {"text": text, "judged": judged, "recorded": recorded, "linked": linked}

    return await run_in_threadpool(_shown, request, "quotes.html", make)


async def how(request: Request) -> Response:
    """How answers are made, on a real answer."""
    slug = request.path_params["figure"]
    opened = await run_in_threadpool(site.of(request).shelf.get, slug)
    asked = [Asked(text) for text in await run_in_threadpool(suggested, opened)] or [Asked("Who are you?")]
    shown = None
    for one in asked[:3]:
        shown = (await _exchanges(request, [one]))[0]
        if view.turned(shown):
            break
    silence = (await _exchanges(request, [Asked(_BEYOND)]))[0]

    def make(opened: Opened) -> Context:
        first = shown.cited[0].citation if shown and shown.cited else None
        return {"exchange": shown, "excerpt": view.excerpt(opened, first.source, first.start, first.end, 160) if first else None,
                "turned": view.turned(shown) if shown else (), "silence": silence if silence.status == "silent" else None,
                "counts": opened.figure.inspect()["counts"]}

    return await run_in_threadpool(_shown, request, "how.html", make)


def sitemap(request: Request) -> Response:
    """Every page that stands still."""
    base = site.base(request)
    found = [f"{base}/"]
    for opened in site.of(request).shelf.all():
        found += [base + address.figure(opened.slug, *below) for below in _STANDING]
        found += [base + address.figure(opened.slug, "questions", asked.id) for asked in _page(opened).questions]
        found += [base + str(entry["href"]) for entry in view.sources(opened)]
    return Response(machines.sitemap(found), media_type="application/xml")


def robots(request: Request) -> Response:
    """robots.txt."""
    return PlainTextResponse(machines.robots(site.base(request)))
