// The glue between WebAssembly and JavaScript as wasm-bindgen writes it, less what this page has no use for. It is read by its
// layout, which wasm-bindgen keeps: scripts/versions pins the version, and what isn't found here as expected is an error.
import { build } from "esbuild";

const CLASS = /^export class (\w+) \{\n[^]*?^\}\n(?:if \(Symbol\.dispose\) .*\n)?/gm;
const IMPORT = /^ {8}(\w+): function[^]*?^ {8}\}.*\n/gm;
const EXPORT = /\bwasm\.(\w+)/g;
/** The modules that the WebAssembly imported from: the glue itself, and what fetches the parts. */
const MODULES = /"[^"]+": import0,\s*"[^"]+": import1,/;
/** What split.js' file takes from the page for its parts, which know it by these names. */
const SHARED = /const \{ ([\w, ]+?),? *\} = initSync\(/;

/** Without the classes it exports: a library's, for streams; the page calls `default` alone. */
export function withoutClasses(glue) {
  let left = glue;
  for (const [whole, name] of glue.matchAll(CLASS)) {
    const registry = new RegExp(`^const ${name}Finalization = [^;]*;\\n`, "m");
    left = left.replace(whole, "").replace(registry, "");
    if (new RegExp(`\\b${name}`).test(left)) throw new Error(`the glue still names ${name}`);
  }
  return left;
}

function shared(link) {
  const found = SHARED.exec(link);
  if (!found) throw new Error("what the parts share is not named as expected");
  return found[1].split(/, */);
}

/** The exports of the WebAssembly that the glue uses, and those that the parts do. */
export function exportsUsed(glue, link) {
  return [...new Set([...Array.from(glue.matchAll(EXPORT), ([, name]) => name), ...shared(link)])];
}

/** Both with the names that the WebAssembly has now, without the functions that it no longer imports. */
export function renamed(glue, link, { imports, exports, module }) {
  const offered = new Set();
  const text = glue
    .replace(IMPORT, (entry, name) => {
      offered.add(name);
      return imports.has(name) ? imports.get(name) + entry.trimStart().slice(name.length) : "";
    })
    .replace(EXPORT, (_, name) => `wasm.${exports.get(name)}`);
  const loads = [...imports.keys()].filter((name) => !offered.has(name));
  for (const name of loads) if (!link.includes(`export const ${name} =`)) throw new Error(`nothing offers ${name}`);
  if (!MODULES.test(text)) throw new Error("the glue does not name its modules as expected");
  const loaded = loads.map((name) => `${imports.get(name)}: import1.${name}`);
  const parts = shared(link).map((name) => `${exports.get(name)}: ${name}`);
  return {
    glue: text.replace(MODULES, () => `${JSON.stringify(module)}: { ...import0, ${loaded.join(", ")} },`),
    link: link.replace(SHARED, () => `const { ${parts.join(", ")} } = initSync(`),
  };
}

/** The glue at `path` and what it imports, in one. */
export async function bundled(path) {
  const options = { bundle: true, minify: true, format: "esm", target: "es2022", write: false, logLevel: "warning" };
  const { outputFiles } = await build({ ...options, entryPoints: [path] });
  return outputFiles[0].text;
}
