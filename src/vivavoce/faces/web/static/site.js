// Streaming, the source beside the answer, and small comforts. Every page works without this file; only streaming needs it.
"use strict";

document.documentElement.classList.add("scripts");

// A bare #120-240 asks the server for the part of the text that holds the span, marked. Offsets are code points, so the server counts them.
const reader = document.querySelector("[data-reader]");
const openSpan = () => {
  const place = /^#(\d{1,12}-\d{1,12})$/.exec(location.hash);
  if (reader && place && !document.getElementById(place[1])) location.replace(`${reader.dataset.reader}?at=${place[1]}#${place[1]}`);
};
openSpan();
addEventListener("hashchange", openSpan);

document.getElementById("print")?.addEventListener("click", () => print());

const form = document.querySelector("form[data-stream]");
if (form) converse(form);
if (document.getElementById("pane")) openSources();

function openSources() {
  const pane = document.getElementById("pane");
  const shown = document.getElementById("shown");
  const side = document.getElementById("side");
  const wide = matchMedia("(min-width: 64rem)");
  let opener = null;

  const place = () => {
    if (side && wide.matches) side.append(pane);
    else (opener?.closest(".said, .nearest, .positions, .telling, .recorded, .saying-found, .lead, .exchange") ?? opener?.parentElement)?.after(pane);
  };
  const close = () => {
    pane.hidden = true;
    opener?.classList.remove("is-open");
    opener?.focus();
  };

  document.addEventListener("click", async (event) => {
    const mark = event.target.closest("a.mark");
    const found = mark && /^\/([^/]+)\/sources\/(.+)$/.exec(mark.pathname);
    if (!found || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    try {
      const response = await fetch(`/${found[1]}/excerpt?source=${found[2]}&${mark.search.slice(1)}`);
      if (!response.ok) throw new Error(String(response.status));
      shown.innerHTML = await response.text();
    } catch {
      location.assign(mark.href);
      return;
    }
    opener?.classList.remove("is-open");
    opener = mark;
    mark.classList.add("is-open");
    place();
    pane.hidden = false;
    pane.focus({preventScroll: true});
    pane.scrollTop = 0;
    if (!side || !wide.matches) pane.scrollIntoView({block: "nearest"});
  });
  document.getElementById("close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !pane.hidden) close(); });
  wide.addEventListener("change", () => { if (!pane.hidden) place(); });
}

function converse(form) {
  const log = document.getElementById("exchanges");
  const field = document.getElementById("question");
  const send = document.getElementById("send");
  const stop = document.getElementById("stop");
  const take = document.getElementById("take");
  const told = document.getElementById("told");
  const dial = document.getElementById("dial");
  const asked = [...form.querySelectorAll("input[type=hidden][name=q]")].map((q) => ({text: q.value, as_of: q.nextElementSibling?.value ?? ""}));
  let running = null;

  const say = (text) => { told.textContent = text; };
  const asOf = () => (dial && Number(dial.value) <= Number(dial.dataset.last) ? dial.value : "");

  function remember(query) {
    history.replaceState(null, "", `?${query}`);
    for (const link of document.querySelectorAll("a[data-take]")) link.href = link.dataset.take + query;
    take.hidden = false;
  }

  function exchangeFor(question, date) {
    const number = asked.length + 1;
    const article = document.createElement("article");
    article.className = "exchange";
    article.dataset.number = number;
    article.setAttribute("aria-labelledby", `q${number}`);
    const heading = document.createElement("h2");
    heading.className = "asked";
    heading.id = `q${number}`;
    heading.dir = "auto";
    const hidden = document.createElement("span");
    hidden.className = "visually-hidden";
    hidden.textContent = `${form.dataset.you}: `;
    heading.append(hidden, question);
    article.append(heading);
    if (date) {
      const stamp = document.createElement("p");
      stamp.className = "as-of";
      stamp.textContent = dial.dataset.stamp.replace("{date}", date);
      article.append(stamp);
    }
    for (const name of ["answer", "after"]) {
      const part = document.createElement("div");
      part.className = name;
      article.append(part);
    }
    log.append(article);
    return article;
  }

  function notice(article, text, again) {
    const line = document.createElement("p");
    line.className = "notice";
    line.textContent = `${text} `;
    if (again) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = form.dataset.retry;
      button.addEventListener("click", () => { article.remove(); again(); });
      line.append(button);
    }
    article.querySelector(".after").replaceChildren(line);
  }

  async function ask(question, date = asOf()) {
    if (running) running.abort();
    const control = running = new AbortController();
    document.querySelector(".begin")?.remove();
    document.querySelector("h1").classList.add("visually-hidden");
    document.querySelector(".legend")?.removeAttribute("open");
    const before = asked.slice(-24);
    const article = exchangeFor(question, date);
    const again = () => ask(question, date);
    const body = JSON.stringify({question, as_of: date, before, number: asked.length + 1});
    notice(article, form.dataset.looking);
    send.hidden = true;
    stop.hidden = false;
    article.scrollIntoView({block: "nearest"});
    let seen = 0;
    let done = false;
    try {
      for (let attempt = 0; attempt < 4 && !done; attempt += 1) {
        if (attempt) await new Promise((go) => { setTimeout(go, 400 * attempt); });
        try {
          const response = await fetch(form.dataset.stream, {method: "POST", body, signal: control.signal,
            headers: {"Content-Type": "application/json", ...(seen ? {"Last-Event-ID": String(seen)} : {})}});
          if (!response.ok) {
            const {problem} = await response.json().catch(() => ({problem: form.dataset.broken}));
            notice(article, problem, again);
            done = true;
            break;
          }
          for await (const event of events(response.body)) {
            if (event.id) seen = event.id;
            if (event.name === "said") {
              article.querySelector(".answer").insertAdjacentHTML("beforeend", event.data.html);
              if (article.querySelector(".notice")) article.querySelector(".after").replaceChildren();
            } else if (event.name === "done") {
              article.querySelector(".after").innerHTML = event.data.html;
              article.dataset.status = event.data.status;
              asked.push({text: question, as_of: date});
              remember(event.data.address);
              done = true;
              article.scrollIntoView({block: article.offsetHeight < innerHeight / 2 ? "nearest" : "start"});
            } else if (event.name === "problem") {
              notice(article, event.data.text, again);
              done = true;
            }
          }
        } catch (error) {
          if (control.signal.aborted) throw error;
        }
      }
      if (!done) notice(article, form.dataset.broken, again);
    } catch {
      notice(article, form.dataset.stopped, again);
    }
    if (running === control) {
      running = null;
      send.hidden = false;
      stop.hidden = true;
      field.focus({preventScroll: true});
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = field.value.trim();
    if (!question) return;
    field.value = "";
    ask(question);
  });
  stop.addEventListener("click", () => running?.abort());
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-ask]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    ask(link.textContent.trim());
  });

  document.getElementById("copy").addEventListener("click", async () => {
    const markdown = document.querySelector('a[data-take*="format=md"]');
    try {
      await navigator.clipboard.writeText(await (await fetch(markdown.href)).text());
      say(take.dataset.copied);
    } catch {
      location.assign(markdown.href);
    }
  });
  document.getElementById("share").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      say(take.dataset.copied);
    } catch {
      say(location.href);
    }
  });

  if (dial) turn(dial);

  function turn(dial) {
    const output = document.getElementById("dial-date");
    const again = document.getElementById("dial-again");
    const show = () => {
      const date = asOf();
      output.textContent = date || dial.dataset.whole;
      dial.setAttribute("aria-valuetext", output.textContent);
      for (const mark of document.querySelectorAll(".dial-mark")) mark.classList.toggle("is-later", Boolean(date) && mark.dataset.year > date);
      const last = asked[asked.length - 1];
      again.hidden = !last || last.as_of === date;
      again.textContent = date ? dial.dataset.again.replace("{date}", date) : dial.dataset.againWhole;
    };
    dial.addEventListener("input", show);
    again.addEventListener("click", async () => {
      const last = asked[asked.length - 1];
      again.hidden = true;
      if (last) await ask(last.text);
    });
    show();
  }
}

// Server-sent events from a response's body: {id, name, data}.
async function* events(body) {
  const lines = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const {value, done} = await lines.read();
    if (done) return;
    text += value;
    let end;
    while ((end = text.indexOf("\n\n")) >= 0) {
      const fields = {};
      for (const line of text.slice(0, end).split("\n")) {
        const cut = line.indexOf(": ");
        if (cut > 0) fields[line.slice(0, cut)] = line.slice(cut + 2);
      }
      text = text.slice(end + 2);
      if (fields.event) yield {id: Number(fields.id || 0), name: fields.event, data: JSON.parse(fields.data)};
    }
  }
}
