// Opens reports in Chromium and uses them as a reader would: searches, filters, sorts, clicks, types. Fails on any message
// of the console, any error of a script and any request that is not for a file of the report.
//
// node report.mjs SMALL.html SPLIT.html WITHOUT-TEXTS.html SPLIT-WITHOUT-ITS-FOLDER.html [FOLDER FOR SCREENSHOTS]

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [small, split, bare, alone, shots] = process.argv.slice(2);
if (shots) mkdirSync(shots, { recursive: true });
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
let failed = 0;
let troubles = [];

/** Opens a report in a window of its own and does something with it. */
const check = async (name, file, { hash = "", ...options } = {}, use) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const folder = pathToFileURL(dirname(file)).href;
  troubles = [];
  page.on("console", (message) => troubles.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => troubles.push(`script: ${error.message}`));
  page.on("dialog", (dialog) => { troubles.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  context.on("request", (request) => { if (!request.url().startsWith(`${folder}/`)) troubles.push(`request: ${request.url()}`); });
  // What the policy refuses never leaves the browser, though it is told of as a request; the console tells of it, too.
  context.on("requestfailed", (request) => { if (request.failure().errorText === "csp") troubles = troubles.filter((one) => one !== `request: ${request.url()}`); });
  context.on("page", (other) => { if (other !== page) troubles.push(`window: ${other.url()}`); });
  try {
    await page.goto(pathToFileURL(file).href + hash);
    await page.waitForSelector("html[data-ready]", { state: "attached" });
    await use(page);
    assert.deepEqual(troubles, []);
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n${error.stack}\n${troubles.join("\n")}`);
  }
  if (shots) await page.screenshot({ path: `${shots}/${name.replaceAll(/\W+/g, "-")}.png` });
  await context.close();
};

const count = async (page) => Number((await page.textContent("#count")).replaceAll(",", "").match(/^\d+/)[0]);
const hits = (page, wanted) => page.waitForFunction((n) => document.querySelector("#count").textContent.replaceAll(",", "").startsWith(`${n} `), wanted);
const address = async (page) => Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.slice(1)));
const column = (page, name) => page.$$eval(`#rows td.${name}`, (cells) => cells.map((cell) => cell.firstChild?.textContent ?? ""));
const CLAIMS = { hash: "#view=claims" };

await check("overview", small, {}, async (page) => {
  const figures = await page.$$eval(".figures dd:not(.note)", (all) => all.map((one) => one.textContent));
  assert.equal(figures.length, 4);
  const label = await page.textContent(".bars a >> nth=0 >> .label");
  const expected = Number((await page.textContent(".bars a >> nth=0 >> .count")).match(/\d+/)[0]);
  await page.click(".bars a >> nth=0");
  await hits(page, expected);
  assert.ok((await page.textContent("#chips")).includes(label));
  await page.goBack();
  assert.ok(await page.isVisible("#overview"));
  const title = await page.getAttribute(".time a >> nth=0", "aria-label");
  await page.click(".time a >> nth=0");
  await hits(page, Number(title.match(/: ([\d,]+) claim/)[1].replaceAll(",", "")));
});

await check("search", small, CLAIMS, async (page) => {
  const all = await count(page);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.name), "q");
  await page.keyboard.type("couNCIL");
  await page.waitForFunction(() => location.hash.includes("q=couNCIL"));
  const found = await count(page);
  assert.ok(found > 0 && found < all);
  // Whatever is found holds the word in speaker, claim, sentence or headline.
  for (let row = 0; row < Math.min(found, 5); row += 1) {
    await page.click(`#rows tr[data-claim] >> nth=${row} >> .expand`);
    const shown = (await page.textContent(`#rows tr[data-claim] >> nth=${row}`)) + (await page.textContent("#rows tr.details"));
    assert.match(shown, /council/i);
    await page.click(`#rows tr[data-claim] >> nth=${row} >> .expand`);
  }
  assert.equal((await address(page)).q, "couNCIL");
  await page.reload();
  await hits(page, found);
  assert.equal(await page.inputValue("[name=q]"), "couNCIL");
  await page.fill("[name=q]", "nowhere-to-be-found");
  await hits(page, 0);
  assert.match(await page.textContent("#rows"), /No claim passes/);
  await page.click("#clear");
  await hits(page, all);
});

await check("accents and phrases", small, CLAIMS, async (page) => {
  await page.fill("[name=q]", "lefevre");
  await page.waitForFunction(() => / of /.test(document.querySelector("#count").textContent));
  assert.ok((await column(page, "who")).some((name) => /Lefèvre/.test(name)));
});

await check("filters", small, CLAIMS, async (page) => {
  const all = await count(page);
  const option = await page.$eval("[name=act] option:nth-child(3)", (one) => ({ value: one.value, text: one.textContent }));
  await page.selectOption("[name=act]", option.value);
  await hits(page, Number(option.text.match(/\((\d+)\)/)[1]));
  assert.ok((await column(page, "act")).every((act) => act === option.value));
  await page.selectOption("[name=kind]", "direct");
  await page.fill("[name=min]", "0.8");
  await page.waitForFunction(() => document.querySelector("#active").textContent === " (3)");
  const strict = await count(page);
  assert.ok((await column(page, "confidence")).every((number) => Number(number) >= 0.8));
  await page.click("#clear");
  await hits(page, all);
  await page.fill("[name=from]", "2026-01-01");
  await page.fill("[name=to]", "2026-03-31");
  await page.waitForFunction((n) => !document.querySelector("#count").textContent.startsWith(`${n} `), all);
  assert.ok((await count(page)) !== strict || strict > 0);
  await page.click("#clear");
  const speaker = (await column(page, "who")).find((name) => name !== "no speaker");
  await page.fill("[name=speaker]", speaker);
  await page.waitForFunction(() => location.hash.includes("speaker="));
  assert.ok((await column(page, "who")).every((name) => name.includes(speaker)));
  assert.ok((await page.locator("#speakers option").count()) > 0);
});

await check("sort", small, CLAIMS, async (page) => {
  const head = page.locator("th[data-sort=confidence]");
  await head.locator("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  let numbers = (await column(page, "confidence")).map(Number);
  assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b));
  await head.locator("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "descending");
  numbers = (await column(page, "confidence")).map(Number);
  assert.deepEqual(numbers, [...numbers].sort((a, b) => b - a));
  await head.locator("button").click();
  assert.equal(await head.getAttribute("aria-sort"), null);
  await page.click("th[data-sort=via] button");
  await page.click("th[data-sort=via] button");
  assert.notEqual((await column(page, "via"))[0], "", "empty cells stand last in both directions");
  await page.click("#pager button[aria-label='Next page']");
  assert.equal((await address(page)).page, "2");
});

/** The words of the chosen claim in the text. */
const chosen = (page, kind) => page.$$eval(`#text .on-${kind}`, (all) => all.map((one) => one.textContent).join("").replace(/\s+/g, " "));

await check("row to text", small, CLAIMS, async (page) => {
  await page.click("#rows tr[data-claim] >> nth=2 >> td.who");
  await page.waitForSelector("#text .on-content");
  const row = await page.textContent("#rows tr[aria-current] td.what");
  assert.ok(row.replaceAll(" ", "").includes((await chosen(page, "content")).replaceAll(" ", "")));
  assert.ok((await chosen(page, "cue")).length > 0);
  assert.ok(await page.locator("#text .on-content >> nth=0").isVisible());
  const before = await address(page);
  await page.click("#claim-on");
  assert.notEqual((await address(page)).claim, before.claim);
  await page.click("#claim-back");
  assert.equal((await address(page)).claim, before.claim);
  await page.click("#article-on");
  assert.notEqual((await address(page)).article, before.article);
  await page.keyboard.press("Escape");
  assert.ok(await page.isHidden("#reader"));
});

await check("text to row", small, { hash: "#view=claims&sort=who" }, async (page) => {
  await page.click("#rows a.go >> nth=0");
  await page.waitForSelector("#text [data-claims].content");
  const piece = page.locator("#text .content[data-claims]:not(.on) >> nth=1");
  const words = await piece.textContent();
  await piece.click();
  assert.ok((await chosen(page, "content")).includes(words.replace(/\s+/g, " ")) || (await page.locator("#text .on").count()) > 0);
  const { claim } = await address(page);
  const row = page.locator("#rows tr[aria-current]");
  assert.ok(await row.isVisible());
  assert.ok((await row.locator("a.go").getAttribute("href")).includes(claim));
  assert.ok((await page.textContent("#card")).length > 10);
});

await check("a filtered claim can be found again", small, CLAIMS, async (page) => {
  const all = await count(page);
  await page.click("#rows a.go >> nth=0");
  await page.fill("[name=q]", "nowhere-to-be-found");
  await hits(page, 0);
  await page.click("#claim-on");
  await page.click("#card button");
  await hits(page, all);
  assert.ok(await page.isVisible("#rows tr[aria-current]"));
});

await check("deep link", small, CLAIMS, async (page) => {
  await page.click("#pager button[aria-label='Last page']");
  await page.click("#rows a.go >> nth=-1");
  const { article, claim } = await address(page);
  const words = await page.textContent("#rows tr[aria-current] td.what");
  await page.goto(`${page.url().split("#")[0]}#article=${encodeURIComponent(article)}&claim=${claim}`);
  await page.reload();
  await page.waitForSelector("#text .on-content");
  assert.equal(await page.textContent("#rows tr[aria-current] td.what"), words);
});

await check("keyboard", small, CLAIMS, async (page) => {
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  assert.equal(await page.evaluate(() => document.activeElement.closest("tr")?.rowIndex), 2);
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
  await page.keyboard.press("k");
  assert.equal(await page.evaluate(() => document.activeElement.closest("tr")?.rowIndex), 1);
  await page.keyboard.press("e");
  assert.equal(await page.locator("#rows tr.details").count(), 1);
  await page.keyboard.press("e");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#text .on-content");
  const first = (await address(page)).claim;
  await page.keyboard.press("n");
  assert.notEqual((await address(page)).claim, first);
  await page.keyboard.press("p");
  assert.equal((await address(page)).claim, first);
  await page.keyboard.press("j");
  assert.equal(await page.evaluate(() => document.activeElement.closest("tr")?.rowIndex), 2);
  await page.keyboard.press("]");
  assert.notEqual(await page.textContent("#headline"), "");
  await page.keyboard.press("Escape");
  assert.ok(await page.isHidden("#reader"));
  await page.keyboard.press("?");
  assert.ok(await page.isVisible("#help"));
  await page.keyboard.press("Escape");
  assert.ok(await page.isHidden("#help"));
  // Everything on the way of the Tab key has a name.
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    const named = await page.evaluate(() => {
      const one = document.activeElement;
      return one === document.body || Boolean(one.getAttribute("aria-label") || one.textContent.trim() || one.labels?.length || one.title);
    });
    assert.ok(named, await page.evaluate(() => document.activeElement.outerHTML.slice(0, 200)));
  }
});

await check("names and landmarks", small, CLAIMS, async (page) => {
  await page.click("#rows a.go >> nth=0");
  const tree = await page.locator("body").ariaSnapshot();
  for (const wanted of ["banner", "main", "navigation", "search", "table", "columnheader", "region"]) assert.ok(tree.includes(wanted), wanted);
  const ids = await page.$$eval("[id]", (all) => all.map((one) => one.id));
  assert.equal(new Set(ids).size, ids.length, "an id stands twice");
});

await check("hostile article stays text", small, CLAIMS, async (page) => {
  await page.fill("[name=q]", "onerror");
  await page.waitForFunction(() => / of /.test(document.querySelector("#count").textContent));
  assert.ok((await count(page)) > 0);
  await page.click("#rows a.go >> nth=0");
  await page.waitForSelector("#text .on-content");
  assert.match(await page.textContent("#text"), /<\/script><img src=x onerror=/);
  assert.match(await page.textContent("#headline"), /<img/);
  assert.equal(await page.locator("img, iframe, object, embed").count(), 0);
  assert.equal(await page.evaluate(() => window.owned), undefined);
  await page.click("#rows .expand >> nth=0");
  assert.equal(await page.locator("a[href^='javascript:']").count(), 0);
  const links = await page.$$eval("a[target=_blank]", (all) => all.map((one) => one.rel));
  assert.ok(links.every((rel) => rel === "noopener noreferrer"));
});

/** Contrast of two colours (WCAG 2.2). */
const contrast = (page, selector) => page.$eval(selector, (one) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const channels = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return canvas.getImageData(0, 0, 1, 1).data; };
  const light = (colour) => { const [r, g, b] = [...channels(colour)].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  let ground = one;
  while (channels(getComputedStyle(ground).backgroundColor)[3] === 0 && ground.parentElement) ground = ground.parentElement;
  const [a, b] = [light(getComputedStyle(one).color), light(getComputedStyle(ground).backgroundColor)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
});

for (const colorScheme of ["light", "dark"]) {
  await check(`contrast ${colorScheme}`, small, { ...CLAIMS, colorScheme }, async (page) => {
    await page.click("#rows a.go >> nth=0");
    await page.waitForSelector("#text .on-content");
    for (const selector of [".top nav a", "#count", "th button", ".name", ".kind", "td.confidence", "#byline", ".m.content", ".m.source", ".m.cue", ".on-content", ".on-source", ".on-cue", "#card .note", "#close", ".fields label"]) {
      const found = await contrast(page, selector);
      assert.ok(found >= 4.5, `${selector}: ${found.toFixed(2)}`);
    }
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.click("#theme");
    await page.click("#theme");
    assert.equal(await page.getAttribute("html", "data-theme"), "dark");
    const dark = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    assert.equal(dark === paper, colorScheme === "dark");
  });
}

for (const hash of ["#view=overview", "#view=claims", "#view=articles"]) {
  await check(`narrow ${hash.slice(6)}`, small, { hash, viewport: { width: 360, height: 740 } }, async (page) => {
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok((await wide()) <= 360, `the page is ${await wide()} wide`);
    if (hash !== "#view=claims") return;
    await page.click("#rows a.go >> nth=1");
    await page.waitForSelector("#text .on-content");
    assert.ok((await wide()) <= 360);
    assert.ok(await page.locator("#text .on-content >> nth=0").isVisible());
    await page.click("#close");
    assert.ok(await page.isVisible("#rows tr[aria-current]"));
  });
}

await check("print", small, CLAIMS, async (page) => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const selector of [".top", "#filters", "#pager"]) assert.ok(await page.isHidden(selector), selector);
  assert.ok(await page.isVisible("#table"));
  assert.ok((await page.pdf({ format: "A4" })).length > 10_000);
  await page.emulateMedia({ media: "screen" });
  await page.click("#rows a.go >> nth=0");
  await page.waitForSelector("#text .on-content");
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.isHidden("#table"));
  assert.ok(await page.isVisible("#text"));
});

await check("articles", small, { hash: "#view=articles" }, async (page) => {
  await page.fill("[name=a]", "library");
  await page.waitForFunction(() => / of /.test(document.querySelector("#article-count").textContent));
  const headline = await page.textContent("#article-rows a >> nth=0");
  await page.click("#article-rows a >> nth=0");
  assert.equal(await page.textContent("#headline"), headline);
});

await check("split report", split, CLAIMS, async (page) => {
  await page.click("#rows a.go >> nth=1");
  await page.waitForSelector("#text .on-content");
  await page.click("#pager button[aria-label='Last page']");
  await page.click("#rows a.go >> nth=-1");
  await page.waitForSelector("#text .on-content");
  await page.click("#article-back");
  await page.waitForSelector("#text p");
});

for (const [name, file] of [["one page", small], ["split", split]]) {
  await check(`policy of ${name}`, file, {}, async (page) => {
    const owned = await page.evaluate(async () => {
      const attempts = [
        () => { const script = document.createElement("script"); script.append("window.owned = 1"); document.head.append(script); },
        () => { document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=window.owned=1>"); },
        () => { document.body.setAttribute("onclick", "window.owned = 1"); document.body.click(); },
        () => { new Image().src = "https://example.org/beacon"; },
        () => fetch("https://example.org/beacon").catch(() => {}),
      ];
      for (const attempt of attempts) try { await attempt(); } catch { /* refused, as it should be */ }
      await new Promise((done) => setTimeout(done, 300));
      return window.owned;
    });
    assert.equal(owned, undefined);
    // Every attempt is told on the console; none became a request.
    assert.deepEqual(troubles.splice(0).filter((one) => !one.startsWith("console: ")), []);
  });
}

await check("split report without its folder", alone, CLAIMS, async (page) => {
  await page.click("#rows a.go >> nth=1");
  await page.waitForSelector("#text .remark");
  assert.match(await page.textContent("#text"), /must lie beside this page/);
  troubles = troubles.filter((one) => !one.includes("ERR_FILE_NOT_FOUND"));
  assert.deepEqual(troubles.splice(0), []);
});

await check("report without texts", bare, {}, async (page) => {
  assert.match(await page.textContent("#overview"), /--save-text/);
  await page.click("[data-view=claims]");
  await page.click("#rows tr[data-claim] >> nth=0 >> td.who");
  assert.ok(await page.isHidden("#reader"));
  assert.equal(await page.locator("#rows tr.details").count(), 1);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#rows tr.details").count(), 2);
});

await browser.close();
console.log(failed ? `${failed} failed` : "all passed");
process.exit(failed ? 1 : 0);
