import { measure, table } from "../../scripts/size.js";
import { expect, test } from "./support.js";

test("the page weighs no more than it may", () => {
  const rows = measure();
  console.log(table(rows));
  for (const { part, over } of rows) expect.soft(over, `${part} is too heavy`).toBe(false);
  const missing = rows.filter(({ part, files }) => ["WebAssembly", "glue", "HTML"].includes(part) && !files.length);
  expect(missing, "parts that every build has").toEqual([]);
});
