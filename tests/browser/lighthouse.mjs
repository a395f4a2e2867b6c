// Lighthouse over some pages in one browser: node lighthouse.mjs CHROMIUM FOLDER ADDRESS…; prints a score for each
// category of each page, and what it found wanting.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [chromium, folder, ...addresses] = process.argv.slice(2);
const categories = ["accessibility", "best-practices", "seo"];
const browser = await launch({
  chromePath: chromium,
  userDataDir: folder,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});
const found = {};
try {
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, {
      port: browser.port,
      onlyCategories: categories,
      throttlingMethod: "provided",
      logLevel: "error",
    });
    const wanting = Object.values(lhr.audits)
      .filter((audit) => audit.score !== null && audit.score < 1)
      .map((audit) => `${audit.id}: ${audit.title}`);
    const scores = categories.map((name) => [name, Math.round(lhr.categories[name].score * 100)]);
    found[address] = { scores: Object.fromEntries(scores), wanting, error: lhr.runtimeError?.code };
  }
} finally {
  browser.kill();
}
console.log(JSON.stringify(found));
