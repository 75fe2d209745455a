// The reader: an article with its marks. Marks may overlap in any way, so the text is cut at every place where one begins
// or ends, and each piece bears the classes of all marks over it.

const loaded = new Map();
const waiting = new Map();
const MOST_LOADED = 8;

/** Called by the files beside the page. */
const receive = (number, id, articles) => {
  const wanted = setup.files[number - 1];
  const settle = waiting.get(number);
  waiting.delete(number);
  if (id !== wanted) return settle?.(null, `${fileName(number)} belongs to another report than this page. Make the report again with sayso report.`);
  loaded.set(number, new Map(articles.map((article) => [article.number, article])));
  if (loaded.size > MOST_LOADED) loaded.delete(loaded.keys().next().value);
  settle?.(loaded.get(number));
};
const fileName = (number) => `${setup.folder}/articles-${String(number).padStart(4, "0")}.js`;
if (setup.files.length) Object.defineProperty(window, "saysoArticles", { value: receive });

// The only addresses that may ever be run are those of our own files.
const policy = setup.files.length && window.trustedTypes
  ? window.trustedTypes.createPolicy("sayso", { createScriptURL: (name) => (/^report\/articles-\d{4,}\.js$/.test(name) ? name : "") })
  : { createScriptURL: (name) => name };

/** Finds the text of an article, then calls `done(data, message)`. */
const load = (article, done) => {
  if (!setup.texts || !article.file) return done(null, "The text of this article was not saved.");
  if (!setup.files.length) {
    if (!loaded.has(0)) {
      const all = [...document.querySelectorAll("script.articles")].flatMap((element) => JSON.parse(element.textContent));
      loaded.set(0, new Map(all.map((one) => [one.number, one])));
    }
    return done(loaded.get(0).get(article.number));
  }
  const number = article.file;
  const give = (file, message) => done(file?.get(article.number), message);
  if (loaded.has(number)) return give(loaded.get(number));
  waiting.set(number, give);
  const script = document.createElement("script");
  script.src = policy.createScriptURL(fileName(number));
  const gone = () => {
    script.remove();
    if (waiting.get(number) === give) {
      waiting.delete(number);
      give(null, `${fileName(number)} cannot be read. It must lie beside this page: copy the folder ${setup.folder} together with report.html.`);
    }
  };
  script.addEventListener("error", gone);
  script.addEventListener("load", gone);
  document.head.append(script);
};

let current = null; // the article on show
let spans = []; // for each claim of it, the pieces that belong to it
let sizes = [];

/** All marks of an article as [start, end, class, claim or -1, note]. */
const marksOf = (data) => {
  const marks = [];
  const add = (flat, name, claim) => { for (let i = 0; i < flat.length; i += 2) marks.push([flat[i], flat[i + 1], name, claim, ""]); };
  data.claims.forEach(([content, source, cue], claim) => { add(content, "content", claim); add(source, "source", claim); add(cue, "cue", claim); });
  const labels = { PER: "person", ORG: "organisation", LOC: "place", MISC: "name" };
  for (const [start, end, label, name] of data.names) marks.push([start, end, "name", -1, `${labels[label] ?? "name"}: ${name}`]);
  for (const [start, end, value] of data.dates) marks.push([start, end, "date", -1, `date: ${value}`]);
  for (const [start, end] of data.quotes) marks.push([start, end, "quote", -1, ""]);
  return marks.filter((mark) => mark[0] < mark[1]).sort((a, b) => a[0] - b[0]);
};

const renderText = (data) => {
  const marks = marksOf(data);
  const cuts = new Set([0, data.text.length]);
  for (const [start, end] of marks) cuts.add(start).add(end);
  const breaks = [...data.text.matchAll(/\n\s*\n/g)].map((match) => [match.index, match.index + match[0].length]);
  for (const [from, to] of breaks) cuts.add(from).add(to);
  const order = [...cuts].sort((a, b) => a - b);
  spans = data.claims.map(() => []);
  sizes = data.claims.map(([content]) => { let size = 0; for (let i = 0; i < content.length; i += 2) size += content[i + 1] - content[i]; return size; });
  const paragraphs = [];
  let [paragraph, next, active, gap] = [make("p"), 0, [], 0];
  for (let i = 0; i + 1 < order.length; i += 1) {
    const [from, to] = [order[i], order[i + 1]];
    active = active.filter((mark) => mark[1] > from);
    while (next < marks.length && marks[next][0] <= from) active.push(marks[next++]);
    while (gap < breaks.length && breaks[gap][1] <= from) gap += 1;
    if (gap < breaks.length && breaks[gap][0] <= from) {
      if (paragraph.hasChildNodes()) paragraphs.push(paragraph);
      paragraph = make("p");
      continue;
    }
    const piece = data.text.slice(from, to);
    if (!active.length) {
      paragraph.append(piece);
      continue;
    }
    const own = [...new Set(active.filter((mark) => mark[3] >= 0).map((mark) => mark[3]))];
    const notes = active.map((mark) => mark[4]).filter(Boolean);
    const span = make("span", { class: `m ${[...new Set(active.map((mark) => mark[2]))].join(" ")}`, title: notes.join("\n") }, piece);
    if (own.length) span.dataset.claims = own.join(" ");
    if (!notes.length) span.removeAttribute("title");
    for (const mark of active) if (mark[3] >= 0) spans[mark[3]].push([span, mark[2]]);
    paragraph.append(span);
  }
  if (paragraph.hasChildNodes()) paragraphs.push(paragraph);
  by("text").replaceChildren(...paragraphs);
};

const renderHead = (article) => {
  by("headline").textContent = titleOf(article);
  const facts = [article.outlet, article.author, article.published].filter(Boolean).join(" · ");
  by("byline").replaceChildren(...[facts, article.url && make("span", {}, safeLink(article.url)), make("span", { class: "path" }, article.path)].filter(Boolean));
};

/** Shows an article with one of its claims; `move` brings the claim into view. */
const showArticle = (article, claim, move) => {
  by("reader").hidden = false;
  document.body.classList.add("reading");
  if (current === article) return highlight(claim, move);
  current = article;
  renderHead(article);
  spans = [];
  by("text").replaceChildren(make("p", { class: "note" }, "…"));
  by("page").scrollTop = 0;
  load(article, (data, message) => {
    if (current !== article) return;
    if (data) renderText(data);
    else by("text").replaceChildren(make("p", { class: "remark" }, message ?? "The text of this article is missing."));
    highlight(selected, true);
  });
  highlight(claim, move);
};

const hideArticle = () => {
  current = null;
  by("reader").hidden = true;
  document.body.classList.remove("reading");
};

/** Marks one claim in the text and tells of it on the card. */
const highlight = (claim, move) => {
  for (const old of by("text").querySelectorAll(".on")) old.classList.remove("on", "on-content", "on-source", "on-cue");
  const place = claim >= 0 && current && documentOf(claim) === current ? claim - current.first : -1;
  by("claim-place").textContent = current?.count ? (place >= 0 ? `Claim ${place + 1} of ${current.count}` : plural(current.count, "claim")) : "No claims";
  by("claim-back").disabled = !(place > 0);
  by("claim-on").disabled = !current || place + 1 >= current.count;
  by("article-back").disabled = !current || current.number === 0;
  by("article-on").disabled = !current || current.number + 1 >= documents.length;
  if (place < 0) return by("card").replaceChildren();
  for (const [span, kind] of spans[place] ?? []) span.classList.add("on", `on-${kind}`);
  if (move) {
    const first = (spans[place] ?? []).find(([, kind]) => kind === "content") ?? spans[place]?.[0];
    if (first) {
      const [page, at] = [by("page"), first[0].getBoundingClientRect()];
      const frame = page.getBoundingClientRect();
      if (at.top < frame.top + 40 || at.bottom > frame.bottom - 40) page.scrollTop += at.top - frame.top - frame.height / 3;
    }
  }
  renderCard(claim);
};

const renderCard = (claim) => {
  const flags = [claims.flags[claim] & 1 && "negated", claims.flags[claim] & 2 && "hedged"].filter(Boolean);
  const facts = [text("role", claim), text("act", claim), text("kind", claim), ...flags, readable(whenOf(claim)), text("via", claim) && `via ${text("via", claim)}`, `confidence ${decimal(claims.confidence[claim])}`].filter(Boolean);
  const content = contentOf(claim);
  by("card").replaceChildren(
    make("p", {}, make("strong", {}, text("speaker", claim) || "No speaker"), " ", make("span", { class: "m cue" }, text("cue", claim) || "…"), " ", content.length > 220 ? `${content.slice(0, 220)}…` : content),
    make("p", { class: "note" }, facts.join(" · "), places[claim] < 0 ? make("button", { type: "button", class: "inline", onclick: () => change({ ...EMPTY, view: "claims", article: state.article, claim: state.claim }) }, "The filters leave this claim out: clear them") : null));
};

/** The claim that a click into the text means: the narrowest there; on a further click the one around it. */
const clicked = (target) => {
  const piece = target.closest("[data-claims]");
  if (!piece || !current) return -1;
  const own = piece.dataset.claims.split(" ").map(Number).sort((a, b) => sizes[a] - sizes[b] || a - b);
  const before = own.indexOf(selected - current.first);
  return current.first + own[(before + 1) % own.length];
};
