// What is left to do once Trunk has put the page together, in order: Trunk calls this after each build (Trunk.toml), and
// names the folder that it builds in. It would run several hooks at once.
import { pageName } from "./bind.js";
import { inlineEarly } from "./early.js";
import { shrink } from "./shrink.js";
import { split } from "./split.js";
import { writeWorker } from "./worker.js";

const folder = process.env.TRUNK_STAGING_DIR;
await inlineEarly(folder);
const name = await pageName(folder);
const parts = await split(folder, name);
if (process.env.TRUNK_PROFILE !== "debug") await shrink(folder, name, parts);
await writeWorker(folder);
