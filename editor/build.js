// Bundles the editor and the page's start into target/editor. Trunk calls it before each build (Trunk.toml).
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await build({
  entryPoints: [here("editor.js"), here("../boot.js")],
  outdir: here("../target/editor"),
  entryNames: "[name]",
  bundle: true,
  minify: true,
  format: "esm",
  // Chromium compiles it all while it arrives, not each function when it is called first.
  banner: { js: "//# allFunctionsCalledOnLoad" },
  target: "es2022",
  loader: { ".css": "text" },
  legalComments: "none",
  logLevel: "warning",
});
