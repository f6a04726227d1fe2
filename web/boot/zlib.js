// zlib streams (RFC 1950), made and read by the browser itself (src/browser/zlib.rs).

/** `bytes` as a zlib stream, or out of one; no more than `most` of them. */
globalThis.unrootZlib = async (bytes, unpack, most) => {
  const through = unpack ? new DecompressionStream("deflate") : new CompressionStream("deflate");
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
  const parts = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > most) throw new RangeError("more than it may hold");
    parts.push(next.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
};
