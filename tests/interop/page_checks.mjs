// axe in light and dark, and the width at 360 px, of the pages that are named: node page_checks.mjs CHROMIUM PAGE..
import puppeteer from "puppeteer-core";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [chromium, ...pages] = process.argv.slice(2);
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
let failed = 0;
for (const page of pages) {
  for (const scheme of ["light", "dark"]) {
    for (const width of [1200, 360]) {
      const tab = await browser.newPage();
      await tab.setBypassCSP(true);
      await tab.setViewport({ width, height: 900 });
      await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await tab.goto(pathToFileURL(page).href);
      await tab.addScriptTag({ path: axe });
      const found = await tab.evaluate(() => axe.run());
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
      for (const each of found.violations) {
        console.log(`${scheme} ${width}: ${each.id} on ${each.nodes.length}: ${each.nodes[0].failureSummary}`);
      }
      failed += found.violations.length + (wide > width);
      console.log(`${page} ${scheme} ${width} px: ${found.violations.length} findings, ${wide} px wide, axe ${axe ? found.testEngine.version : ""}`);
      await tab.close();
    }
  }
}
await browser.close();
process.exit(failed ? 1 : 0);
