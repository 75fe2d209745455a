// The state of the page, which lies in its address, and what keys and clicks do to it.

let selected = -1;

/** The address of the present state with changes. */
const addressWith = (changes) => {
  const wanted = { ...state, ...changes };
  const address = new URLSearchParams();
  for (const name of Object.keys(EMPTY)) if (wanted[name] !== "" && (name === "view" || wanted[name] !== EMPTY[name])) address.set(name, wanted[name]);
  return address.toString();
};

const stateOf = (hash) => {
  const read = { ...EMPTY };
  for (const [name, value] of new URLSearchParams(hash.replace(/^#/, ""))) if (name in read) read[name] = value;
  if (!["overview", "claims", "articles"].includes(read.view)) read.view = "overview";
  if (read.article || read.claim) read.view = "claims";
  return read;
};

/** Takes a new state: into the address, as a step to go back to if `step`, and onto the page. */
const change = (changes, then, step = false) => {
  const hash = `#${addressWith(changes)}`;
  try {
    history[step ? "pushState" : "replaceState"](null, "", hash);
  } catch { /* some browsers keep pages from disk from doing so */ location.replace(hash); }
  state = stateOf(hash);
  render();
  then?.();
};

const topNames = new Map();
const render = (move = false) => {
  for (const view of ["overview", "claims", "articles"]) by(view).hidden = state.view !== view;
  for (const link of document.querySelectorAll(".top nav a")) {
    if (link.dataset.view === state.view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.body.dataset.view = state.view;
  if (state.view === "claims") {
    selected = state.claim ? claimWith(state.claim) : -1;
    if (move && selected >= 0 && !state.page) {
      // A link to a claim does not say on which page of the table it is here.
      apply();
      const page = Math.floor(places[selected] / PAGE) + 1;
      if (page > 1) state.page = String(page);
    }
    renderTable();
    if (move) markRow()?.scrollIntoView({ block: "nearest" });
    const article = setup.texts && (documentWith(state.article) ?? (state.article && selected >= 0 ? documentOf(selected) : null));
    if (article) showArticle(article, selected, move || current !== article);
    else hideArticle();
  } else if (state.view === "articles") renderArticles();
};

/** Selects a claim, on whatever page of the table its row is. */
const select = (claim, { open = state.article !== "", focus = false, step = false } = {}) => {
  apply();
  const place = places[claim];
  const page = place < 0 ? state.page : String(Math.floor(place / PAGE) + 1);
  const article = open && setup.texts ? documentOf(claim).id : "";
  change({ view: "claims", claim: idOf(claim), article, page: page === "1" ? "" : page }, () => {
    highlight(claim, true);
    const made = markRow();
    if (focus) made?.querySelector("a.go").focus({ preventScroll: true });
    made?.scrollIntoView({ block: "nearest" });
  }, step);
};

const move = (by_) => {
  apply();
  if (!results.length) return;
  const place = selected >= 0 ? places[selected] : -1;
  const next = place < 0 ? (currentPage() - 1) * PAGE : Math.min(Math.max(place + by_, 0), results.length - 1);
  select(results[next], { focus: true });
};

const moveInArticle = (by_) => {
  if (!current?.count) return;
  const place = selected >= 0 && documentOf(selected) === current ? selected - current.first : by_ > 0 ? -1 : current.count;
  const next = place + by_;
  if (next >= 0 && next < current.count) select(current.first + next, { open: true });
};

const moveArticle = (by_) => {
  const next = current && documents[current.number + by_];
  if (!next) return;
  if (next.count) select(next.first, { open: true, step: true });
  else change({ article: next.id, claim: "" }, null, true);
};

const close = () => {
  change({ article: "" }, () => markRow()?.querySelector("a.go").focus({ preventScroll: true }));
};

// The list of articles.
let articleText = null;
const renderArticles = () => {
  articleText ??= documents.map((one) => fold([one.headline, one.outlet, one.author, one.path].join("\n")));
  const terms = termsOf(state.a);
  const found = documents.filter((one) => terms.every((term) => articleText[one.number].includes(term)));
  const page = Math.min(Math.max(1, Math.trunc(Number(state.ap)) || 1), Math.max(1, Math.ceil(found.length / PAGE)));
  const cell = (name, label, ...children) => make("td", { class: name, role: "cell", "data-label": label }, ...children);
  by("article-rows").replaceChildren(...found.slice((page - 1) * PAGE, page * PAGE).map((one) => make("tr", { role: "row" },
    cell("what", "Headline", setup.texts ? make("a", { href: `#${addressWith({ view: "claims", article: one.id, claim: one.count ? idOf(one.first) : "" })}` }, titleOf(one)) : titleOf(one)),
    cell("outlet", "Outlet", one.outlet), cell("when", "Published", one.published), cell("count", "Claims", counted(one.count)), cell("path", "File", one.path))));
  by("article-count").textContent = found.length === documents.length ? plural(found.length, "article") : `${counted(found.length)} of ${plural(documents.length, "article")}`;
  pager(by("article-pager"), found.length, page, (target) => change({ ap: target === 1 ? "" : String(target) }, () => scrollTo(0, 0)));
  const field = by("article-search").elements.a;
  if (document.activeElement !== field) field.value = state.a;
};

// What was chosen once stays, where the browser lets pages from disk remember anything.
const remember = (name, value) => { try { localStorage.setItem(`sayso-${name}`, value); } catch { /* not here */ } };
const recall = (name) => { try { return localStorage.getItem(`sayso-${name}`); } catch { return null; } };

const THEMES = { auto: "◐ Auto", light: "○ Light", dark: "● Dark" };
const setTheme = (theme) => {
  document.documentElement.dataset.theme = theme;
  by("theme").textContent = THEMES[theme];
  by("theme").setAttribute("aria-label", `Colours: ${theme === "auto" ? "as the system" : theme}`);
};
setTheme(recall("theme") in THEMES ? recall("theme") : "auto");
by("theme").addEventListener("click", () => {
  const names = Object.keys(THEMES);
  const next = names[(names.indexOf(document.documentElement.dataset.theme) + 1) % names.length];
  setTheme(next);
  remember("theme", next);
});

const showHelp = () => by("help").open || by("help").showModal();
by("keys").addEventListener("click", showHelp);
by("single-keys").checked = recall("keys") !== "off";
by("single-keys").addEventListener("change", (event) => remember("keys", event.target.checked ? "on" : "off"));

const options = (name, counts) => {
  const select_ = by("filters").elements[name];
  for (const [value, count] of counts.slice(0, 2000)) select_.append(make("option", { value }, `${value} (${counted(count)})`));
};
options("outlet", tally((claim) => documentOf(claim).outlet));
options("act", tally((claim) => text("act", claim)));
options("kind", tally((claim) => text("kind", claim)));
for (const link of document.querySelectorAll('.bars a[href*="&by="]')) topNames.set(new URLSearchParams(link.hash.slice(1)).get("by"), link.querySelector(".label").textContent);

let speakerNames = null;
const suggest = (typed) => {
  speakerNames ??= tally((claim) => text("speaker", claim)).map(([name]) => [name, fold(name)]);
  const wanted = fold(typed);
  by("speakers").replaceChildren(...speakerNames.filter(([, plain]) => plain.includes(wanted)).slice(0, 20).map(([value]) => make("option", { value })));
};

let timer = 0;
by("filters").addEventListener("input", (event) => {
  const { name, value } = event.target;
  clearTimeout(timer);
  const take = () => change({ [name]: value, page: "" });
  if (name === "speaker") suggest(value);
  if (["q", "speaker", "min"].includes(name)) timer = setTimeout(take, 120);
  else take();
});
by("article-search").addEventListener("input", (event) => change({ a: event.target.value, ap: "" }));
for (const form of [by("filters"), by("article-search")]) form.addEventListener("submit", (event) => event.preventDefault());
by("clear").addEventListener("click", () => {
  clearTimeout(timer);
  by("filters").reset();
  change(Object.fromEntries([...FILTERS, "page"].map((name) => [name, ""])), () => by("filters").elements.q.focus());
});

document.querySelector(".top nav").addEventListener("click", (event) => {
  const view = event.target.dataset.view;
  if (!view || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  change(view === "claims" ? { view } : { view, article: "", claim: "" }, () => scrollTo(0, 0), true);
});
document.querySelector("#table thead").addEventListener("click", (event) => {
  const column = event.target.closest("th")?.dataset.sort;
  if (!column) return;
  const next = state.sort !== column ? { sort: column, dir: "" } : state.dir !== "desc" ? { dir: "desc" } : { sort: "", dir: "" };
  change({ ...next, page: "" });
});
by("rows").addEventListener("click", (event) => {
  const claim = Number(event.target.closest("tr")?.dataset.claim ?? -1);
  if (claim < 0 || event.ctrlKey || event.metaKey || event.shiftKey || String(getSelection())) return;
  if (event.target.closest(".expand")) return toggleDetails(claim);
  event.preventDefault();
  if (!setup.texts) toggleDetails(claim);
  select(claim, { open: true, focus: Boolean(event.target.closest("a")), step: !state.article });
});
by("text").addEventListener("click", (event) => {
  const claim = String(getSelection()) ? -1 : clicked(event.target);
  if (claim >= 0) select(claim, { open: true });
});
const buttons = { "article-back": () => moveArticle(-1), "article-on": () => moveArticle(1), "claim-back": () => moveInArticle(-1), "claim-on": () => moveInArticle(1), close };
for (const [id, act] of Object.entries(buttons)) by(id).addEventListener("click", act);
const showMarks = () => { for (const box of by("legend").querySelectorAll("input")) by("text").classList.toggle(`no-${box.value}`, !box.checked); };
by("legend").addEventListener("change", showMarks);
showMarks();

const KEYS = {
  "/": () => { if (state.view === "articles") return by("article-search").elements.a.focus(); if (state.view !== "claims") change({ view: "claims" }); by("filters").elements.q.focus(); by("filters").elements.q.select(); },
  "?": showHelp,
  j: () => move(1),
  k: () => move(-1),
  e: () => selected >= 0 && toggleDetails(selected),
  n: () => moveInArticle(1),
  p: () => moveInArticle(-1),
  "]": () => moveArticle(1),
  "[": () => moveArticle(-1),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || by("help").open) return;
  const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
  if (event.key === "Escape") {
    if (typing && event.target.value && event.target.type === "search") {
      event.target.value = "";
      event.target.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (typing) event.target.blur();
    else if (state.article) close();
    else if (state.q) change({ q: "", page: "" });
    else return;
    return event.preventDefault();
  }
  if (event.key === "Enter" && event.target.matches("#filters input")) {
    event.preventDefault();
    clearTimeout(timer);
    return change({ [event.target.name]: event.target.value, page: "" }, () => by("rows").querySelector("a.go")?.focus());
  }
  const act = KEYS[event.key];
  if (!act || typing || !by("single-keys").checked) return;
  if (["j", "k", "e", "n", "p", "[", "]"].includes(event.key) && state.view !== "claims") return;
  event.preventDefault();
  act();
});

window.addEventListener("hashchange", () => { state = stateOf(location.hash); render(true); });
window.addEventListener("popstate", () => { state = stateOf(location.hash); render(true); });
by("more").open = matchMedia("(min-width: 60rem)").matches;
state = stateOf(location.hash);
render(true);
later(buildLater);
document.documentElement.dataset.ready = "yes";
