// Completes package-lock.json: `npm run lockfile`, after every `npm install` that changed it.
// npm leaves out the optional packages of other platforms that its registry mirror does not hold, and a later `npm ci`
// then refuses the file everywhere. What npm needs to know of them follows from their names; an integrity hash does not,
// so npm adds no check of its own for these.
import { readFileSync, writeFileSync } from "node:fs";

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
/** Where a package's name calls a processor otherwise than Node does. */
const processors = /** @type {Record<string, string>} */ ({ amd64: "x64" });
const libraries = /** @type {Record<string, string>} */ ({
  gnu: "glibc",
  gnueabihf: "glibc",
  musl: "musl",
  musleabihf: "musl",
});

/** @typedef {{ version: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string>, license?: string, engines?: Record<string, string> }} Entry */

const file = new URL("../package-lock.json", import.meta.url);
const lock = /** @type {{ packages: Record<string, Entry> }} */ (JSON.parse(readFileSync(file, "utf8")));
let added = 0;

for (const [path, owner] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    const present = [`${path}/node_modules/${name}`, `node_modules/${name}`].some((place) => lock.packages[place]);
    if (present) continue;
    lock.packages[`node_modules/${name}`] = entryFor(name, version, owner.dev === true);
    console.log(`added ${name} ${version}`);
    added += 1;
  }
}

if (added > 0) {
  const [root, ...packages] = Object.entries(lock.packages);
  packages.sort(([a], [b]) => a.localeCompare(b, "en"));
  lock.packages = Object.fromEntries(root ? [root, ...packages] : packages);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(added === 0 ? "package-lock.json is complete." : `package-lock.json was completed by ${added} packages.`);

/**
 * The lock file's entry for a platform's package, such as `@biomejs/cli-linux-arm64-musl`.
 * @param {string} name
 * @param {string} version
 * @param {boolean} dev
 * @returns {Entry}
 */
function entryFor(name, version, dev) {
  const words = name.split(/[/-]/);
  const place = words.findIndex((word) => systems.includes(word));
  const [system, processor, library] = words.slice(place);
  if (place < 0 || !system || !processor) throw new Error(`${name} is missing and does not name a platform.`);
  if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name} is missing and ${version} is no exact version.`);
  const libc = library && system === "linux" ? libraries[library] : undefined;
  return {
    version,
    cpu: [processors[processor] ?? processor],
    ...(dev && { dev }),
    ...(libc && { libc: [libc] }),
    optional: true,
    os: [system],
  };
}
