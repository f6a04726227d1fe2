// Puts functions that resemble each other side by side: gzip looks back 32 KiB only, and a page of Rust repeats itself over
// more than that. Measured: 5 % of the whole. The functions stay what they are; wasm-opt sorts them by the names given here.

const WINDOW = 32_768;
/** Bytes that count as one thing seen before. Four to eight do equally well. */
const SHINGLE = 6;
/** What stands in more functions than this says nothing about two of them. */
const COMMON = 400;
const [CUSTOM, IMPORTS, CODE] = [0, 2, 10];
const FUNCTION_NAMES = 1;

/** Reads a module's sections, and numbers as they stand there (LEB128). */
function reader(bytes) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  const skip = (count) => (at += count);
  const limits = () => {
    const flags = number();
    number();
    if (flags & 1) number();
  };
  return { number, skip, limits, byte: () => bytes[at++], take: (count) => bytes.subarray(at, skip(count)), ended: () => at >= bytes.length };
}

/** How many functions a module takes from outside: its own are numbered after them. */
function importedFunctions(section) {
  let functions = 0;
  for (let left = section.number(); left > 0; left--) {
    section.skip(section.number());
    section.skip(section.number());
    const kind = section.byte();
    if (kind === 0) functions++;
    if (kind === 0) section.number();
    else if (kind === 1) section.byte(), section.limits();
    else if (kind === 2) section.limits();
    else if (kind === 3) section.skip(2);
    else throw new Error(`an import of kind ${kind}`);
  }
  return functions;
}

function functionsOf(bytes) {
  const module = reader(bytes);
  let [imported, bodies] = [0, []];
  while (!module.ended()) {
    const id = module.byte();
    const content = module.take(module.number());
    // A reader begins after eight bytes, as long as a module's own head.
    const section = reader(Buffer.concat([Buffer.alloc(8), content]));
    if (id === IMPORTS) imported = importedFunctions(section);
    if (id === CODE) bodies = Array.from({ length: section.number() }, () => section.take(section.number()));
  }
  return { imported, bodies };
}

function shinglesOf(body) {
  const found = new Set();
  for (let at = 0; at + SHINGLE <= body.length; at++) {
    let hash = 0;
    for (let next = at; next < at + SHINGLE; next++) hash = (Math.imul(hash, 0x01000193) ^ body[next]) >>> 0;
    found.add(hash);
  }
  return found;
}

/** The order in which each function has most in common with the last 32 KiB before it, chosen greedily. */
function ordered(bodies) {
  const shingles = bodies.map(shinglesOf);
  const holders = new Map();
  shingles.forEach((own, which) => {
    for (const shingle of own) {
      const all = holders.get(shingle);
      if (all) all.push(which);
      else holders.set(shingle, [which]);
    }
  });
  for (const [shingle, all] of holders) if (all.length < 2 || all.length > COMMON) holders.delete(shingle);

  const seen = new Map();
  const known = new Float64Array(bodies.length);
  const count = (which, by) => {
    for (const shingle of shingles[which]) {
      const all = holders.get(shingle);
      if (!all) continue;
      const before = seen.get(shingle) ?? 0;
      seen.set(shingle, before + by);
      // The shingle came into sight, or left it.
      if (before === 0 || before + by === 0) for (const holder of all) known[holder] += by;
    }
  };

  const left = new Set(bodies.keys());
  const order = [];
  let [oldest, inSight] = [0, 0];
  let next = bodies.reduce((most, body, which) => (body.length > bodies[most].length ? which : most), 0);
  while (next !== undefined) {
    left.delete(next);
    order.push(next);
    inSight += bodies[next].length;
    count(next, 1);
    while (inSight > WINDOW && oldest < order.length - 1) {
      inSight -= bodies[order[oldest]].length;
      count(order[oldest++], -1);
    }
    let best = -1;
    next = undefined;
    for (const which of left) {
      const share = known[which] / (shingles[which].size + SHINGLE);
      if (share > best) [best, next] = [share, which];
    }
  }
  return order;
}

function leb128(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return [...bytes, value];
}

const sized = (bytes) => [...leb128(bytes.length), ...bytes];

/** The module with a name for each function, which sorted give the order to put them in. */
export function named(bytes) {
  const { imported, bodies } = functionsOf(bytes);
  if (bodies.length === 0) return bytes;
  const digits = String(bodies.length).length;
  const names = [];
  ordered(bodies).forEach((which, place) => (names[which] = Buffer.from(String(place).padStart(digits, "0"))));
  const list = [...leb128(names.length), ...names.flatMap((name, which) => [...leb128(imported + which), ...sized(name)])];
  const section = [...sized(Buffer.from("name")), FUNCTION_NAMES, ...sized(list)];
  return Buffer.concat([bytes, Buffer.from([CUSTOM, ...sized(section)])]);
}
