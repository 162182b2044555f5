// Anchors the selectors of a W3C export in a page with the text of each article, by Apache Annotator and by Recogito:
// node anchoring.mjs CHROMIUM ARTICLES.json ANNOTATIONS.json. Prints what each selects, as one JSON value.
import { build } from "esbuild";
import { readFile } from "node:fs/promises";
import puppeteer from "puppeteer-core";

const [chromium, articles, annotations] = process.argv.slice(2);
const texts = JSON.parse(await readFile(articles, "utf8"));
const items = JSON.parse(await readFile(annotations, "utf8")).first.items.filter((each) => each.target.selector);

const { outputFiles } = await build({
  stdin: {
    contents: `export * as apache from "@apache-annotator/dom";
      export { createTextAnnotator, reviveAnnotation, W3CTextFormat } from "@recogito/text-annotator";`,
    resolveDir: process.cwd(),
  },
  bundle: true, format: "iife", globalName: "clients", write: false, outdir: "out", logLevel: "error",
});
const script = outputFiles.find((each) => each.path.endsWith(".js")).text;

async function anchored(text, wanted) {
  document.body.innerHTML = "";
  const place = document.body.appendChild(document.createElement("pre"));
  place.textContent = text;
  const first = async (matcher) => {
    try {
      for await (const range of matcher(place)) return range.toString();
    } catch (error) {
      return String(error); // a position beyond the text
    }
    return null;
  };
  const found = [];
  for (const each of wanted) {
    const [quote, position] = each.target.selector;
    found.push({
      exact: quote.exact,
      apacheQuote: await first(clients.apache.createTextQuoteSelectorMatcher(quote)),
      apachePosition: await first(clients.apache.createTextPositionSelectorMatcher(position)),
    });
  }
  const client = clients.createTextAnnotator(place, { adapter: clients.W3CTextFormat(wanted[0].target.source, place) });
  client.setAnnotations(wanted);
  const held = new Map(client.state.store.all().map((each) => {
    const [selector] = clients.reviveAnnotation(each, place).target.selector;
    return [each.id, selector.range?.toString()];
  }));
  wanted.forEach((each, at) => { found[at].recogito = held.get(each.id) ?? null; });
  return found;
}

const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const results = [];
for (const [article, text] of Object.entries(texts)) {
  const tab = await browser.newPage();
  await tab.addScriptTag({ content: script });
  results.push(...await tab.evaluate(anchored, text, items.filter((each) => each.target["crossread:article"] === article)));
}
await browser.close();
console.log(JSON.stringify(results));
