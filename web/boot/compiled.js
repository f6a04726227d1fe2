// Compiles WebAssembly while it arrives, where the server calls it so: not every one does.

/** The module at `address`. */
export async function compiled(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname}: ${answer.status}`);
  if (/^application\/wasm\s*(;|$)/.test(answer.headers.get("content-type"))) return WebAssembly.compileStreaming(answer);
  return WebAssembly.compile(await answer.arrayBuffer());
}
