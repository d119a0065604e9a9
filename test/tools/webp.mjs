// Small pictures for what is packed: WebP, which the browser itself can write.

/** Bits of each colour channel that are kept: flat areas and text compress well without loss then. */
const keptBits = 0xe0;
/** The quality at which browsers write WebP without loss. */
const lossless = 1;

/**
 * @typedef {{ of: string, width: number, height: number }} Part what is shown: the upper left part of the last element
 *   that the selector finds, and at most how much of it, in CSS pixels
 */

/**
 * A part of the page, as WebP.
 * @param {import("playwright-core").Page} page
 * @param {Part} part
 * @returns {Promise<Buffer>}
 */
export async function webpOf(page, { of, width, height }) {
  const box = await page.locator(of).last().boundingBox();
  if (box === null) throw new Error(`nothing is seen of ${of}`);
  const size = { width: Math.min(width, box.width), height: Math.min(height, box.height) };
  const png = await page.screenshot({ clip: { x: box.x, y: box.y, ...size } });
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
    return imageAlone(Buffer.from(encoded.slice(encoded.indexOf(",") + 1), "base64"));
  } finally {
    await canvas.close();
  }
}

/** Size of a RIFF header: `RIFF`, a length and the form `WEBP`; of a chunk's: a name and a length. */
const riffHeader = 12;
const chunkHeader = 8;

/** The file without the colour profile, which is sRGB, what a picture without one is in. */
function imageAlone(file) {
  for (let at = riffHeader; at < file.length; ) {
    const length = file.readUInt32LE(at + 4);
    // Chunks end at even offsets.
    const end = at + chunkHeader + length + (length % 2);
    if (file.toString("latin1", at, at + 4) === "VP8L") {
      const header = Buffer.from("RIFF....WEBP", "latin1");
      header.writeUInt32LE(4 + end - at, 4);
      return Buffer.concat([header, file.subarray(at, end)]);
    }
    at = end;
  }
  throw new Error("the browser wrote no WebP without loss");
}
