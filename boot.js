// Starts the page, and lends it what a browser has (src/browser). editor/build.js bundles it with boot/.
import { broke } from "./boot/broke.js";
import { compiled } from "./boot/compiled.js";
import { keepOffline } from "./boot/offline.js";
import { painted } from "./boot/painted.js";
import { warm } from "./boot/warm.js";
import "./boot/kept.js";
import "./boot/zlib.js";

const [glue, wasm] = document.querySelector('meta[name="app"]').content.split(" ");

async function start() {
  await painted();
  const address = new URL(glue, document.baseURI);
  const compiling = compiled(new URL(wasm, document.baseURI));
  // All at once.
  const [app, module] = await Promise.all([import(address), compiling, warm(address, compiling)]);
  await app.default({ module_or_path: module });
}

start()
  .catch(broke)
  // After all that the page needs by itself.
  .finally(keepOffline);
