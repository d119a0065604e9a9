// Small pictures for what is packed: the text of a part of the page and what is behind it, as SVG, which weighs a fraction
// of its pixels and is sharp at any size. Icons are left out: they are characters of a font that a picture does not have.

/**
 * @typedef {{ step: string, of: string, width: number, height: number }} Part what is shown in a step of the walkthrough: the
 *   upper left part of the last element that the selector finds, and at most how much of it, in CSS pixels
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Box
 * @typedef {{ box: Box, fill: string }} Ground a colored box
 * @typedef {{ box: Box, text: string, fill: string, size: number, bold: boolean, monospace: boolean }} Run text of one look in
 *   one line
 */

/**
 * A part of the page, as SVG.
 * @param {import("playwright-core").Page} page
 * @param {Part} part
 * @returns {Promise<string>}
 */
export async function svgOf(page, { step, of, width, height }) {
  const element = page.locator(of).last();
  const { grounds, runs, box, usual } = await element.evaluate(lookAt, { width, height });
  const x = (value) => round(value - box.left);
  const y = (value) => round(value - box.top);
  const rects = grounds.map(
    ({ box: { left, top, right, bottom }, fill }) =>
      `<rect x="${x(left)}" y="${y(top)}" width="${round(right - left)}" height="${round(bottom - top)}" fill="${hex(fill)}"/>`,
  );
  const texts = runs.map(({ box: { left, top, right, bottom }, text, fill, size, bold, monospace }) => {
    const look = [
      fill === usual.fill ? "" : ` fill="${hex(fill)}"`,
      size === usual.size ? "" : ` font-size="${size}"`,
      bold ? ' font-weight="bold"' : "",
      monospace ? "" : ' font-family="sans-serif"',
    ].join("");
    // Whoever looks at it has other fonts: a line is as long as it was here.
    const place = `x="${x(left)}" y="${y((top + bottom) / 2)}" textLength="${round(right - left)}"`;
    return `<text ${place}${look}>${escaped(text)}</text>`;
  });
  const size = `${round(box.right - box.left)} ${round(box.bottom - box.top)}`;
  const root = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" fill="${hex(usual.fill)}" font-size="${usual.size}" font-family="monospace" dominant-baseline="central">`;
  return [root, `<title>${step}</title>`, ...rects, ...texts, "</svg>", ""].join("\n");
}

const round = (value) => Math.round(value * 2) / 2;

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** @param {string} color as the browser computes it: `rgb(31, 31, 31)`, or with an opacity */
const hex = (color) =>
  `#${(color.match(/\d+/g) ?? [])
    .slice(0, 3)
    .map((channel) => Number(channel).toString(16).padStart(2, "0"))
    .join("")}`;

/**
 * What is drawn of an element, in the order of the document; runs in the browser.
 * @param {HTMLElement} root
 * @param {{ width: number, height: number }} most
 * @returns {{ grounds: Ground[], runs: Run[], box: Box, usual: Pick<Run, "fill" | "size"> }} usual: the look of most of the text
 */
function lookAt(root, most) {
  const whole = root.getBoundingClientRect();
  const box = {
    left: whole.left,
    top: whole.top,
    right: Math.min(whole.right, whole.left + most.width),
    bottom: Math.min(whole.bottom, whole.top + most.height),
  };
  const common = (a, b) => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const isEmpty = ({ left, top, right, bottom }) => right - left < 1 || bottom - top < 1;
  const isSeen = ({ display, visibility, opacity }) =>
    display !== "none" && visibility === "visible" && Number(opacity) > 0;
  const grounds = [];
  const runs = [];

  const addText = (node, style, clip) => {
    const range = document.createRange();
    let run;
    let blanks = "";
    for (let at = 0; at < node.data.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const place = range.getBoundingClientRect();
      const isSpace = /\s/.test(node.data[at]);
      const last = run?.box;
      const isNewLine = last === undefined || Math.abs(last.top - place.top) > 2;
      const middle = (place.left + place.right) / 2;
      if (place.width === 0 || isEmpty(common(place, clip)) || middle > clip.right) {
        if (!isNewLine && !isSpace && middle > clip.right) run.isCut = true;
        continue;
      }
      if (isNewLine) {
        if (isSpace) continue;
        run = {
          box: { left: place.left, top: place.top, right: place.right, bottom: place.bottom },
          text: node.data[at],
          fill: style.color,
          size: Number.parseFloat(style.fontSize),
          bold: Number(style.fontWeight) >= 600,
          monospace: /mono|courier/i.test(style.fontFamily),
          isCut: false,
          ends: [place.right],
        };
        runs.push(run);
        blanks = "";
        continue;
      }
      // Blanks at an end are not seen, and not every reader of the picture would keep their width.
      run.ends.push(place.right);
      if (isSpace) {
        blanks += " ";
        continue;
      }
      run.text += blanks + node.data[at];
      blanks = "";
      last.right = place.right;
    }
  };

  /** Half a word, or one cut off, gives way to an ellipsis. */
  const shorten = (run) => {
    if (!run.isCut) return;
    const blank = run.text.lastIndexOf(" ");
    const kept = blank > 0 ? blank : run.text.length - 1;
    run.text = `${run.text.slice(0, kept)}…`;
    run.box.right = run.ends[kept];
  };

  /** Whether a ground is seen: that which was painted last under it is smaller, or of another color. */
  const isDistinct = ({ box: own, fill }, index) => {
    const under = grounds.slice(0, index).findLast((ground) => !isEmpty(common(ground.box, own)));
    const inside = under && common(under.box, own);
    return under?.fill !== fill || ["left", "top", "right", "bottom"].some((side) => inside[side] !== own[side]);
  };

  const visit = (element, outer) => {
    const style = getComputedStyle(element);
    if (!isSeen(style)) return;
    const own = element.getBoundingClientRect();
    const clip = style.overflow === "visible" ? outer : common(outer, own);
    if (isEmpty(clip)) return;
    const ground = common(own, outer);
    if (!isEmpty(ground) && !/, 0\)$|transparent/.test(style.backgroundColor))
      grounds.push({ box: ground, fill: style.backgroundColor });
    for (const child of element.childNodes) {
      if (child instanceof HTMLElement) visit(child, clip);
      else if (child instanceof Text) addText(child, style, clip);
    }
  };
  visit(root, box);
  runs.forEach(shorten);
  const byLook = Object.values(Object.groupBy(runs, ({ fill, size }) => `${size} ${fill}`));
  const [[usual]] = byLook.sort((a, b) => b.length - a.length);
  return { grounds: grounds.filter(isDistinct), runs, box, usual };
}
