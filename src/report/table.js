// The table of claims: which claims the filters leave, in which order, and a page of them as rows.

const PAGE = 100;
const EMPTY = { view: "overview", q: "", by: "", speaker: "", outlet: "", act: "", kind: "", from: "", to: "", min: "", group: "", sort: "", dir: "", page: "", article: "", claim: "", a: "", ap: "" };
const FIELDS = ["q", "speaker", "outlet", "act", "kind", "from", "to", "min"];
const FILTERS = [...FIELDS, "by", "group"];
let state = { ...EMPTY };

let results = new Int32Array(0);
let places = new Int32Array(0);
let appliedTo = null;

const filter = () => {
  const tests = [];
  const terms = termsOf(state.q).slice(0, 20);
  const same = (column, wanted) => (claim) => text(column, claim) === wanted;
  if (state.act) tests.push(same("act", state.act));
  if (state.kind) tests.push(same("kind", state.kind));
  if (state.by) tests.push(same("speaker_id", state.by));
  if (state.group) tests.push(same("group", state.group));
  if (state.outlet) tests.push((claim) => documentOf(claim).outlet === state.outlet);
  if (state.from) tests.push((claim) => text("day", claim) >= state.from && text("day", claim) !== "");
  if (state.to) tests.push((claim) => text("day", claim) <= state.to && text("day", claim) !== "");
  const least = Math.round(Number(state.min) * 100);
  if (least > 0) tests.push((claim) => claims.confidence[claim] >= least);
  if (state.speaker) {
    const [wanted, known] = [fold(state.speaker), new Map()];
    tests.push((claim) => {
      const word = claims.speaker[claim];
      if (!known.has(word)) known.set(word, fold(words[word]).includes(wanted));
      return known.get(word);
    });
  }
  if (terms.length) tests.push(search(terms));
  const left = new Int32Array(claims.count);
  let count = 0;
  for (let claim = 0; claim < claims.count; claim += 1) {
    if (tests.every((test) => test(claim))) left[count++] = claim;
  }
  return left.subarray(0, count);
};

/** Brings `results` up to date with the filters and the order. */
const apply = () => {
  const wanted = JSON.stringify([...FILTERS, "sort", "dir"].map((name) => state[name]));
  if (wanted === appliedTo) return;
  appliedTo = wanted;
  results = filter();
  if (state.sort in values || state.sort === "confidence") {
    const rank = rankOf(state.sort);
    const down = state.dir === "desc";
    const keys = Float64Array.from(results, (claim) => (down && rank[claim] < 1e7 ? -rank[claim] : rank[claim]) * claims.count + claim);
    keys.sort();
    results = Int32Array.from(keys, (key) => ((key % claims.count) + claims.count) % claims.count);
  }
  places = new Int32Array(claims.count).fill(-1);
  results.forEach((claim, place) => (places[claim] = place));
};

/** A text with the words of the search marked. */
const marked = (string) => {
  const terms = termsOf(state.q);
  if (!terms.length) return [string];
  // Only letters that stay one letter can be marked in place.
  const plain = Array.from({ length: string.length }, (_, i) => { const f = fold(string[i]); return f.length === 1 ? f : string[i]; }).join("");
  const parts = [];
  let at = 0;
  while (at < string.length) {
    let [next, length] = [-1, 0];
    for (const term of terms) {
      const found = plain.indexOf(term, at);
      if (found >= 0 && (next < 0 || found < next || (found === next && term.length > length))) [next, length] = [found, term.length];
    }
    if (next < 0) break;
    parts.push(string.slice(at, next), make("mark", {}, string.slice(next, next + length)));
    at = next + length;
  }
  parts.push(string.slice(at));
  return parts;
};

const SVG = "http://www.w3.org/2000/svg";
const meter = (percent) => {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of [["viewBox", "0 0 100 4"], ["preserveAspectRatio", "none"], ["aria-hidden", "true"]]) svg.setAttribute(key, value);
  for (const [name, width] of [["rail", 100], ["bar", percent]]) {
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("class", name);
    rect.setAttribute("width", width);
    rect.setAttribute("height", 4);
    svg.append(rect);
  }
  return svg;
};
const decimal = (percent) => (percent / 100).toFixed(2);

const expanded = new Set();
const addressOf = (claim) => `#${addressWith({ view: "claims", article: setup.texts ? documentOf(claim).id : "", claim: idOf(claim) })}`;

const row = (claim) => {
  const open = expanded.has(claim);
  const flags = [claims.flags[claim] & 1 ? "negated" : "", claims.flags[claim] & 2 ? "hedged" : ""].filter(Boolean);
  const content = contentOf(claim);
  const speaker = text("speaker", claim);
  const cell = (name, label, ...children) => make("td", { class: name, role: "cell", "data-label": label }, ...children);
  const made = make("tr", { role: "row", "data-claim": claim },
    cell("open", "", make("button", { type: "button", class: "expand", "aria-expanded": open, "aria-label": `Details: ${speaker || "no speaker"}, ${content.slice(0, 60)}` }, open ? "▾" : "▸")),
    cell("who", "Who", speaker ? make("span", { class: "name" }, ...marked(speaker)) : make("span", { class: "none" }, "no speaker"), text("role", claim) && make("span", { class: "role" }, text("role", claim))),
    cell("what", "Said what", make("a", { href: addressOf(claim), class: "go" }, ...marked(content)), ...flags.map((flag) => make("span", { class: "flag" }, flag))),
    cell("act", "Act", text("act", claim), make("span", { class: "kind" }, text("kind", claim))),
    cell("when", "When", readable(whenOf(claim))),
    cell("via", "Via", text("via", claim)),
    cell("outlet", "Outlet", documentOf(claim).outlet),
    cell("confidence", "Confidence", decimal(claims.confidence[claim]), meter(claims.confidence[claim])));
  if (String(claim) === String(selected)) made.setAttribute("aria-current", "true");
  return open ? [made, details(claim)] : [made];
};

const safeLink = (url) => {
  try {
    const parsed = new URL(url);
    if (parsed.protocol === "http:" || parsed.protocol === "https:") {
      return make("a", { href: parsed.href, rel: "noopener noreferrer", target: "_blank" }, url);
    }
  } catch { /* an address that is none is shown as text */ }
  return url;
};

const details = (claim) => {
  const article = documentOf(claim);
  const sentence = text("sentence", claim);
  const at = claims.at[claim];
  const inSentence = at < 0 ? [sentence] : [sentence.slice(0, at), make("span", { class: "m content" }, contentOf(claim)), sentence.slice(at + claims.claim[claim])];
  const fact = (name, ...value) => (value.some(Boolean) ? make("div", {}, make("dt", {}, name), make("dd", {}, ...value)) : null);
  const link = (label, changes) => make("a", { href: `#${addressWith({ ...EMPTY, view: "claims", ...changes })}` }, label);
  const person = [text("speaker_type", claim), text("form", claim) && `written as ${text("form", claim)}`].filter(Boolean).join(", ");
  const said = [text("said_on", claim), text("said_on_text", claim) && `“${text("said_on_text", claim)}”`].filter(Boolean).join(" ");
  return make("tr", { class: "details", role: "row" }, make("td", { colSpan: 8, role: "cell" },
    make("blockquote", {}, ...inSentence),
    at < 0 ? make("p", { class: "apart" }, "Claim: ", make("span", { class: "m content" }, contentOf(claim))) : null,
    make("dl", {},
      fact("Speaker", text("speaker", claim)), fact("Role", text("role", claim)), fact("Kind of speaker", person),
      fact("In the text", text("source", claim)), fact("Cue", text("cue", claim)), fact("Act", text("act", claim)),
      fact("Quoted", text("kind", claim)), fact("Attribution", [claims.flags[claim] & 1 && "negated", claims.flags[claim] & 2 && "hedged"].filter(Boolean).join(", ")),
      fact("Via", text("via", claim)), fact("Said on", said), fact("Published", article.published), fact("Confidence", decimal(claims.confidence[claim])),
      fact("Headline", article.headline), fact("Outlet", article.outlet), fact("Author", article.author),
      fact("Address", article.url && safeLink(article.url)), fact("File", article.path), fact("Document", article.id === article.path ? "" : article.id),
      fact("Paragraph", String(claims.paragraph[claim])), fact("Claim id", idOf(claim)), fact("Speaker id", text("speaker_id", claim)), fact("Same words", text("group", claim))),
    make("p", { class: "links" },
      setup.texts ? make("a", { href: addressOf(claim) }, "Open in the article") : null,
      text("speaker_id", claim) ? link("All claims of this speaker", { by: text("speaker_id", claim) }) : null,
      text("group", claim) ? link("All claims that quote the same words", { group: text("group", claim) }) : null)));
};

/** The parts of a long list as buttons. */
const pager = (to, count, page, go) => {
  const last = Math.max(1, Math.ceil(count / PAGE));
  const button = (label, target, name) => make("button", { type: "button", disabled: target < 1 || target > last || target === page, "aria-label": name, onclick: () => go(target) }, label);
  const children = last === 1 ? [] : [button("«", 1, "First page"), button("‹", page - 1, "Previous page"), make("span", {}, `Page ${counted(page)} of ${counted(last)}`), button("›", page + 1, "Next page"), button("»", last, "Last page")];
  to.replaceChildren(...children);
};

const currentPage = () => Math.min(Math.max(1, Math.trunc(Number(state.page)) || 1), Math.max(1, Math.ceil(results.length / PAGE)));

let shown = null;
const renderTable = () => {
  apply();
  const page = currentPage();
  const what = JSON.stringify([appliedTo, page]);
  if (what !== shown) {
    shown = what;
    by("rows").replaceChildren(...Array.from(results.subarray((page - 1) * PAGE, page * PAGE), row).flat());
    pager(by("pager"), results.length, page, (target) => change({ page: target === 1 ? "" : String(target) }, () => by("table").scrollIntoView({ block: "start" })));
    if (!results.length) by("rows").append(make("tr", { role: "row" }, make("td", { role: "cell", colSpan: 8, class: "nothing" }, "No claim passes these filters.")));
  }
  by("count").textContent = results.length === claims.count ? plural(claims.count, "claim") : `${counted(results.length)} of ${plural(claims.count, "claim")}`;
  for (const head of document.querySelectorAll("#table th")) {
    const own = head.dataset.sort === state.sort;
    if (own) head.setAttribute("aria-sort", state.dir === "desc" ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
  renderFilters();
  markRow();
};

const chip = (label, name) => make("button", { type: "button", class: "chip", "aria-label": `${label}: remove this filter`, onclick: () => change({ [name]: "", page: "" }) }, label, make("span", { "aria-hidden": "true" }, " ×"));

const renderFilters = () => {
  for (const name of FIELDS) {
    const field = by("filters").elements[name];
    if (field.value !== state[name] && document.activeElement !== field) field.value = state[name];
  }
  const nameOf = (id) => { for (let claim = 0; claim < claims.count; claim += 1) if (text("speaker_id", claim) === id) return text("speaker", claim) || id; return id; };
  by("chips").replaceChildren(...[state.by && chip(`Speaker: ${topNames.get(state.by) ?? nameOf(state.by)}`, "by"), state.group && chip("Same words", "group")].filter(Boolean));
  const active = FIELDS.slice(1).filter((name) => state[name]).length;
  by("active").textContent = active ? ` (${active})` : "";
  by("clear").hidden = !FILTERS.some((name) => state[name]);
};

/** Marks the row of the selected claim. */
const markRow = () => {
  for (const old of document.querySelectorAll("#rows [aria-current]")) old.removeAttribute("aria-current");
  const made = by("rows").querySelector(`tr[data-claim="${selected}"]`);
  made?.setAttribute("aria-current", "true");
  return made;
};

const toggleDetails = (claim) => {
  const old = by("rows").querySelector(`tr[data-claim="${claim}"]`);
  if (!old) return;
  if (expanded.has(claim)) expanded.delete(claim);
  else expanded.add(claim);
  if (old.nextElementSibling?.classList.contains("details")) old.nextElementSibling.remove();
  if (expanded.has(claim)) old.after(details(claim));
  const button = old.querySelector(".expand");
  button.setAttribute("aria-expanded", String(expanded.has(claim)));
  button.textContent = expanded.has(claim) ? "▾" : "▸";
};
