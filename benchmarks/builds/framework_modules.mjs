// Fills the cache in which Observable Framework keeps what it downloads from a CDN, out of installed packages, so that
// its build needs no network: node framework_modules.mjs NODE_MODULES_PARENT SITE_ROOT
//
// As on the CDN, each package is one minified module that imports those of other packages by a relative path. A package
// that is not written as modules goes into the one that imports it.

import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, posix, resolve } from "node:path";

const [packages, site] = process.argv.slice(2).map((path) => resolve(path));
const { build } = createRequire(join(packages, "package.json"))("esbuild");
const cache = join(site, ".observablehq/cache/_npm");
const waiting = ["@observablehq/inputs", "@observablehq/plot", "d3", "d3-dsv", "htl", "isoformat"];
const places = new Map(); // of a package's module, by the package's name

const described = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const asModules = ({ type, module, exports }) => type === "module" || Boolean(module) || Boolean(exports);

// The package's own folder, of a path in it: what follows the last node_modules, with its scope.
const folderOf = (path) => path.match(/^.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+/)[0];

const neighbours = (from, name) => ({
  name: "neighbours",
  setup(bundling) {
    bundling.onResolve({ filter: /^(@[^/]+\/)?[^./@][^/]*$/ }, async ({ path, kind, pluginData, ...where }) => {
      if (kind === "entry-point" || pluginData === "asked" || path === name) return undefined;
      const found = await bundling.resolve(path, { kind, resolveDir: where.resolveDir, pluginData: "asked" });
      const about = described(folderOf(found.path));
      if (!asModules(about)) return undefined;
      places.set(path, `${path}@${about.version}/_esm.js`);
      waiting.push(path);
      const relative = posix.relative(posix.dirname(from), places.get(path));
      return { path: relative.startsWith(".") ? relative : `./${relative}`, external: true };
    });
  },
});

const done = new Set();
while (waiting.length) {
  const name = waiting.pop();
  if (done.has(name)) continue;
  done.add(name);
  const place = places.get(name) ?? `${name}@${described(join(packages, "node_modules", name)).version}/_esm.js`;
  mkdirSync(dirname(join(cache, place)), { recursive: true });
  await build({
    absWorkingDir: packages,
    entryPoints: [name],
    outfile: join(cache, place),
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
    plugins: [neighbours(place, name)],
  });
}
console.log(`${done.size} modules`);
