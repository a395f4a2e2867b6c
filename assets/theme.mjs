// Makes a city's theme (colours in light and dark, and its motif) from its palette, by the Designsystemet CLI.
//
//   node assets/theme.mjs CONFIG.json MOTIF.svg OUT.css
//
// CONFIG.json is Designsystemet's own: one theme with the colours accent, help, earth, leaf and neutral.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import layers from "@csstools/postcss-cascade-layers";
import { transform } from "esbuild";
import postcss from "postcss";

const CLI = "node_modules/@digdir/designsystemet/dist/bin/designsystemet.js";

/** The browsers that the look is made for; older ones get plain, readable pages. */
export const BROWSERS = ["chrome90", "firefox90", "safari15"];

/** What a theme holds and we never use: a second set of type, and the light colours said twice. */
const UNUSED = /^\[data-typography="secondary"\]$/;

export async function theme(config, motif, out) {
  const { outDir: tokens, themes } = JSON.parse(readFileSync(config, "utf8"));
  const built = `${tokens}-css`;
  run("tokens", "create", "--clean", "--config", config);
  run("tokens", "build", "--clean", "-t", tokens, "-o", built);
  const css = readFileSync(`${built}/${Object.keys(themes)[0]}.css`, "utf8");
  const flat = await postcss([leaveOut, layers({ onConditionalRulesChangingLayerOrder: false })]).process(
    `${css}\n:root{--motif:url("data:image/svg+xml,${encodeURIComponent(readFileSync(motif, "utf8").trim())}")}`,
    { from: undefined },
  );
  const small = await transform(flat.css, { loader: "css", minify: true, target: BROWSERS });
  writeFileSync(out, small.code);
}

const leaveOut = {
  postcssPlugin: "leave-out",
  Once: (root) => root.walkRules((rule) => (UNUSED.test(rule.selector) ? rule.remove() : undefined)),
};

function run(...args) {
  const done = spawnSync(process.execPath, [CLI, ...args], { encoding: "utf8" });
  if (done.status !== 0) {
    process.stderr.write(done.stdout + done.stderr);
    process.exit(done.status ?? 1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await theme(...process.argv.slice(2));
