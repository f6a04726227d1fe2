// What is left to do once Trunk has put the page together, in order: Trunk calls this after each build (Trunk.toml), and
// names the folder that it builds in. It would run several hooks at once.
import { pageName } from "./bind.js";
import { inlineEarly } from "./early.js";
import { shrink } from "./shrink.js";
import { split } from "./split.js";
import { joinUnsplit } from "./unsplit.js";
import { writeWorker } from "./worker.js";

const folder = process.env.TRUNK_STAGING_DIR;
await inlineEarly(folder);
const name = await pageName(folder);
if (process.env.TRUNK_PROFILE === "debug") await joinUnsplit(folder, name);
else await shrink(folder, name, await split(folder, name));
await writeWorker(folder);
