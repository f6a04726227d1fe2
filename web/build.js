// Bundles the editor, the page's start and its style into target/web. Trunk calls it before each build (Trunk.toml).
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const common = { outdir: here("../target/web"), entryNames: "[name]", bundle: true, minify: true, legalComments: "none", logLevel: "warning" };

await Promise.all([
  build({
    ...common,
    entryPoints: [here("editor/editor.js"), here("boot/boot.js")],
    format: "esm",
    // Chromium compiles all of it while it arrives, not each function when it is called first.
    banner: { js: "//# allFunctionsCalledOnLoad" },
    target: "es2022",
    loader: { ".css": "text" },
  }),
  // Without a target, esbuild leaves nesting, colors and layers as they are written.
  build({ ...common, entryPoints: { style: here("../style/index.css") } }),
]);
