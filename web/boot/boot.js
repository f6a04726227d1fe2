// Starts the page, and lends it what a browser has (src/browser). web/build.js bundles it.
import { broke } from "./broke.js";
import { compiled } from "./compiled.js";
import { keepOffline } from "./offline.js";
import { painted } from "./painted.js";
import { warm } from "./warm.js";
import "./kept.js";
import "./zlib.js";

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
