// The page carries the course.
import { expect, test } from "./support.js";
import { pack } from "../../scripts/course.js";

test("the course lies beside the page", async ({ request }) => {
  const answer = await request.get("./course.json");
  expect(answer.headers()["content-type"]).toBe("application/json");
  expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(pack())));
});
