// Runs the analyser once beside the page (boot/warm.js), so that the browser has compiled it when the page runs it.
addEventListener("message", async ({ data: { glue, module } }) => {
  const { default: start } = await import(glue);
  // Without a window the app does just that (src/main.rs).
  await start({ module_or_path: module });
  postMessage("warm");
});
