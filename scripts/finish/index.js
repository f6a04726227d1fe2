// What is left to do once Trunk has put the page together, in order: Trunk calls this after each build (Trunk.toml), and
// names the folder that it builds in. It would run several hooks at once.
import { joinStyles } from "./styles.js";
import { shrinkGlue } from "./shrink.js";
import { writeWorker } from "./worker.js";

const folder = process.env.TRUNK_STAGING_DIR;
await Promise.all([joinStyles(folder), process.env.TRUNK_PROFILE === "debug" ? undefined : shrinkGlue(folder)]);
await writeWorker(folder);
