// What Lighthouse says of dist/, served packed under a sub-path as GitHub Pages does, on a simulated phone. By hand:
// `make lighthouse`. Fails below what the page has to reach. `lighthouse.js report.json` keeps the whole report.
// LEAST_PERFORMANCE=70 asks for less speed than is meant: a floor for machines that others share.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { launchOptions } from "../../tests/e2e/chromium.js";
import { serve } from "../../tests/e2e/server.js";

/** Of 100. */
const LEAST = { performance: Number(process.env.LEAST_PERFORMANCE ?? 95), accessibility: 100, "best-practices": 100, seo: 100 };
const FIGURES = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"];
const PORT = 9_222;

async function audit(url) {
  const profile = await mkdtemp(join(tmpdir(), "unroot-lighthouse-"));
  const args = [...launchOptions.args, `--remote-debugging-port=${PORT}`];
  const browser = await chromium.launchPersistentContext(profile, { ...launchOptions, args });
  try {
    const { lhr } = await lighthouse(url, { port: PORT, onlyCategories: Object.keys(LEAST), logLevel: "error" });
    return lhr;
  } finally {
    await browser.close();
    await rm(profile, { recursive: true });
  }
}

const site = await serve({ gzip: true });
const report = await audit(site.url).finally(() => site.stop());
if (process.argv[2]) await writeFile(process.argv[2], JSON.stringify(report, undefined, 1));

for (const name of FIGURES) {
  const { title, displayValue } = report.audits[name];
  console.log(`${title.padEnd(26)} ${displayValue}`);
}
for (const [name, least] of Object.entries(LEAST)) {
  const { title, score, auditRefs } = report.categories[name];
  const points = Math.round(score * 100);
  console.log(`${title.padEnd(26)} ${points}${points < least ? `, and should be ${least}` : ""}`);
  if (points < least) process.exitCode = 1;
  if (points === 100) continue;
  for (const { id, weight } of auditRefs) {
    const audit = report.audits[id];
    if (weight > 0 && audit.score !== null && audit.score < 1) console.log(`    ${audit.title}: ${audit.displayValue ?? "not met"}`);
  }
}
