// Shows the text, ready to be copied, should the page ever break: that has to work when nothing else does.
import { lastText } from "./kept.js";

const notice = document.querySelector("#broken");

function text() {
  const field = document.querySelector("#shell-text, .plain");
  const editor = document.querySelector("dockerfile-editor");
  return field?.value ?? editor?.text ?? lastText() ?? "";
}

/** WebAssembly that calls itself without an end breaks with another error, of which each browser has its own. */
const isOurs = (error) =>
  error instanceof WebAssembly.RuntimeError || (/^(Range|Internal)Error$/.test(error?.name) && /wasm/.test(error.stack));

export function broke(why) {
  console.error(why);
  if (!notice.hidden) return;
  const field = notice.querySelector("textarea");
  field.value = text();
  notice.querySelector(".why").textContent = String(why).split("\n", 1)[0];
  notice.hidden = false;
  field.focus();
  field.select();
}

globalThis.unrootBroke = broke;
addEventListener("error", ({ error }) => isOurs(error) && broke(error));
addEventListener("unhandledrejection", ({ reason }) => isOurs(reason) && broke(reason));
// Inside another page, the whole one opens beside it.
if (document.documentElement.hasAttribute("data-embed")) notice.querySelector("a").target = "_blank";
notice.querySelector("button").addEventListener("click", async () => {
  const field = notice.querySelector("textarea");
  const told = notice.querySelector("output");
  // So that it is told again.
  told.value = "";
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    told.value = notice.dataset.copied;
  } catch {
    told.value = notice.dataset.refused;
    field.focus();
  }
});
