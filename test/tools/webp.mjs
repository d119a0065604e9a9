// Small pictures for what is packed: WebP, which the browser itself can write.

/** Bits of each colour channel that are kept: flat areas and text compress well without loss then. */
const keptBits = 0xe0;
/** The quality at which browsers write WebP without loss. */
const lossless = 1;
/** Size of the part that is shown, CSS pixels. */
const part = { width: 560, height: 280 };

/**
 * The upper left part of the editors, as WebP.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<Buffer>}
 */
export async function webpOfEditors(page) {
  const box = await page.locator(".part.editor").boundingBox();
  const png = await page.screenshot({ clip: { x: box?.x ?? 0, y: box?.y ?? 0, ...part } });
  const canvas = await page.context().newPage();
  try {
    const encoded = await canvas.evaluate(
      async ({ source, mask, quality }) => {
        const image = new Image();
        image.src = `data:image/png;base64,${source}`;
        await image.decode();
        const { width, height } = image;
        const surface = Object.assign(document.createElement("canvas"), { width, height });
        const context = surface.getContext("2d");
        if (context === null) throw new Error("the browser draws nothing");
        context.drawImage(image, 0, 0);
        const pixels = context.getImageData(0, 0, width, height);
        pixels.data.forEach((value, index) => {
          if (index % 4 < 3) pixels.data[index] = value & mask;
        });
        context.putImageData(pixels, 0, 0);
        return surface.toDataURL("image/webp", quality);
      },
      { source: png.toString("base64"), mask: keptBits, quality: lossless },
    );
    return Buffer.from(encoded.slice(encoded.indexOf(",") + 1), "base64");
  } finally {
    await canvas.close();
  }
}
