// Joins wasm-bindgen's glue with the file that loads the chunks.
import { build } from "esbuild";

/** Joins the glue at `path` with what it imports, in place; `options` are esbuild's. */
export const joinGlue = (path, options) =>
  build({
    entryPoints: [path],
    outfile: path,
    allowOverwrite: true,
    bundle: true,
    format: "esm",
    target: "es2022",
    logLevel: "warning",
    ...options,
  });
