// The data of the page: columns of numbers that point into one list of texts. 100,000 claims are 21 typed arrays.

const by = (id) => document.getElementById(id);

/** An element with properties and children. Texts become text nodes: nothing here ever parses markup. */
const make = (name, properties = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") made.className = value;
    else if (key in made && !key.startsWith("aria") && key !== "role" && key !== "list") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
};

const counted = (count) => count.toLocaleString("en");
const plural = (count, noun) => `${counted(count)} ${noun}${count === 1 ? "" : "s"}`;
const setup = JSON.parse(by("setup").textContent);

const words = [];
const documents = [];
const claims = { count: 0 };

const readData = () => {
  const chunks = [];
  for (const element of document.querySelectorAll("script.claims")) {
    chunks.push(JSON.parse(element.textContent));
    element.remove();
  }
  claims.count = chunks.reduce((sum, chunk) => sum + chunk.columns.id.length, 0);
  const plain = new Set(["at", "flags", "confidence", "paragraph"]);
  const names = chunks.length ? Object.keys(chunks[0].columns) : ["id"];
  for (const name of names) claims[name] = new Int32Array(claims.count);
  claims.document = new Int32Array(claims.count);
  let first = 0;
  let next = 0;
  for (const chunk of chunks) {
    const base = words.length;
    for (const word of chunk.words) words.push(word);
    for (const name of names) {
      const from = chunk.columns[name];
      const to = claims[name];
      const shift = plain.has(name) ? 0 : base;
      for (let i = 0; i < from.length; i += 1) to[first + i] = from[i] + shift;
    }
    // A claim inside its sentence has a length in place of a text.
    for (let i = 0; i < chunk.columns.at.length; i += 1) {
      if (chunk.columns.at[i] >= 0) claims.claim[first + i] = chunk.columns.claim[i];
    }
    first += chunk.columns.id.length;
    for (const row of chunk.documents) {
      const [id, path, headline, outlet, author, url, published] = row.slice(0, 7).map((word) => chunk.words[word]);
      const number = documents.length;
      const [count, file, before] = [row[7], row[8], chunk.words[row[9]]];
      documents.push({ number, id, path, headline, outlet, author, url, published, first: next, count, file, before });
      claims.document.fill(number, next, next + count);
      next += count;
    }
  }
};
readData();

const text = (column, claim) => words[claims[column][claim]];
const documentOf = (claim) => documents[claims.document[claim]];
const titleOf = (article) => article.headline || article.id;
const idOf = (claim) => {
  const [number, before] = [text("id", claim), documentOf(claim).before];
  return before && /^\d+$/.test(number) ? `${before}_${number}` : number;
};
const contentOf = (claim) => {
  const at = claims.at[claim];
  return at < 0 ? text("claim", claim) : text("sentence", claim).slice(at, at + claims.claim[claim]);
};
const PARTS = { MO: "morning", MI: "midday", AF: "afternoon", EV: "evening", NI: "night", DT: "daytime", SP: "spring", SU: "summer", FA: "autumn", WI: "winter" };
/** A TIMEX3 value as people read it: 2025-W45 is "2025, week 45". */
const readable = (value) => value
  .replace(/^(\d{4})-W(\d\d)$/, (_, year, week) => `${year}, week ${Number(week)}`)
  .replace(/^(\d{4})-(SP|SU|FA|WI)$/, (_, year, part) => `${PARTS[part]} ${year}`)
  .replace(/T(MO|MI|AF|EV|NI|DT)$/, (_, part) => ` ${PARTS[part]}`)
  .replace(/T(\d\d)(:\d\d)?.*$/, (_, hour, minute) => ` ${hour}${minute ?? ":00"}`)
  .replace(/^(\d{3})$/, "$10s");
const whenOf = (claim) => text("said_on", claim) || documentOf(claim).published;

let ids = null;
/** The claim with an id, or -1. */
const claimWith = (id) => {
  if (!ids) {
    ids = new Map();
    for (let claim = 0; claim < claims.count; claim += 1) ids.set(idOf(claim), claim);
  }
  return ids.get(id) ?? -1;
};
let articleIds = null;
const documentWith = (id) => {
  articleIds ??= new Map(documents.map((article) => [article.id, article]));
  return articleIds.get(id);
};

/** Without case, accents and the forms of quotation marks. */
const fold = (string) => {
  const lower = string.toLowerCase().replace(/[“”„«»]/g, '"').replace(/[‘’]/g, "'");
  return /^[\x00-\x7f]*$/.test(lower) ? lower : lower.normalize("NFD").replace(/\p{M}+/gu, "");
};

// What is searched lies in long texts of some thousand claims each, because one search in a long text is far quicker than
// thousands in short ones. They are made when the browser has nothing else to do, or at the first search.
const BLOCK = 4096;
const blocks = [];
const folded = new Map();
const foldedWord = (word) => {
  let found = folded.get(word);
  if (found === undefined) folded.set(word, (found = fold(words[word])));
  return found;
};
const buildBlock = () => {
  const from = blocks.length * BLOCK;
  const to = Math.min(from + BLOCK, claims.count);
  const [parts, starts] = [[], new Int32Array(to - from + 1)];
  let length = 0;
  let [sentence, sentenceFolded, article, headline] = [-1, "", -1, ""];
  for (let claim = from; claim < to; claim += 1) {
    if (claims.sentence[claim] !== sentence) {
      sentence = claims.sentence[claim];
      sentenceFolded = fold(words[sentence]);
    }
    if (claims.document[claim] !== article) {
      article = claims.document[claim];
      headline = fold(documents[article].headline);
    }
    let part = `${foldedWord(claims.speaker[claim])}\n${headline}\n${sentenceFolded}\n`;
    if (claims.at[claim] < 0) part += `${fold(words[claims.claim[claim]])}\n`;
    starts[claim - from] = length;
    length += part.length;
    parts.push(part);
  }
  starts[to - from] = length;
  blocks.push({ text: parts.join(""), starts, from });
};
const buildAll = () => {
  while (blocks.length * BLOCK < claims.count) buildBlock();
  folded.clear();
};
const later = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));
const buildLater = () => {
  if (blocks.length * BLOCK >= claims.count) return;
  buildBlock();
  later(buildLater);
};

/** The terms of a search: words, and phrases in quotation marks. */
const termsOf = (query) => [...fold(query).matchAll(/"([^"]+)"|([^\s"]+)/g)].map((match) => (match[1] ?? match[2]).trim()).filter(Boolean);

/** For each claim whether it holds all terms. */
const search = (terms) => {
  buildAll();
  const seen = new Uint8Array(claims.count);
  terms.forEach((term, round) => {
    for (const block of blocks) {
      let [claim, at] = [0, block.text.indexOf(term)];
      while (at >= 0) {
        while (block.starts[claim + 1] <= at) claim += 1;
        if (seen[block.from + claim] === round) seen[block.from + claim] = round + 1;
        at = block.text.indexOf(term, block.starts[claim + 1]);
      }
    }
  });
  return (claim) => seen[claim] === terms.length;
};

const tally = (valueOf) => {
  const counts = new Map();
  for (let claim = 0; claim < claims.count; claim += 1) {
    const value = valueOf(claim);
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
};

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const values = {
  who: (claim) => text("speaker", claim),
  what: (claim) => contentOf(claim).slice(0, 60),
  act: (claim) => text("act", claim),
  when: whenOf,
  via: (claim) => text("via", claim),
  outlet: (claim) => documentOf(claim).outlet,
};
const ranks = { confidence: claims.confidence };
/** The place of each claim in the order of a column: texts are compared once, when the column is first sorted by. */
const rankOf = (column) => {
  if (ranks[column]) return ranks[column];
  const places = new Map();
  const own = new Array(claims.count);
  for (let claim = 0; claim < claims.count; claim += 1) {
    own[claim] = values[column](claim);
    places.set(own[claim], 0);
  }
  // Empty cells come last.
  const order = [...places.keys()].sort((a, b) => !a - !b || (column === "when" ? (a < b ? -1 : 1) : collator.compare(a, b)));
  order.forEach((value, place) => places.set(value, value === "" ? 1e7 : place));
  return (ranks[column] = Int32Array.from(own, (value) => places.get(value)));
};
