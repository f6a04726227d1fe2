// Files handed to the page in every way that people have.

/** As the file chooser wants it. */
export const file = (name, content) => ({ name, mimeType: "", buffer: Buffer.from(content) });

/** Chooses `files` with the button. */
export async function choose(page, ...files) {
  const asked = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await (await asked).setFiles(files);
}

/** A DataTransfer in the page that holds `files`, and texts by their types. */
export function transfer(page, files, texts = {}) {
  const sent = files.map(({ name, buffer }) => ({ name, bytes: buffer.toString("latin1") }));
  return page.evaluateHandle(
    ({ sent, texts }) => {
      const data = new DataTransfer();
      for (const { name, bytes } of sent) data.items.add(new File([Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))], name));
      for (const [type, text] of Object.entries(texts)) data.setData(type, text);
      return data;
    },
    { sent, texts },
  );
}

/** Sends a drag event to what `at` finds; answers whether the page took it as its own. */
export function drag(at, type, dataTransfer) {
  return at.evaluate(
    (element, { type, dataTransfer }) =>
      !element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true })),
    { type, dataTransfer },
  );
}

/** Pastes into what `at` finds; answers whether something took it as its own. */
export function pasteInto(at, clipboardData) {
  return at.evaluate(
    (element, clipboardData) =>
      !element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true, composed: true })),
    clipboardData,
  );
}
