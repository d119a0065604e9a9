/** A part of a YAML file: a marker line that holds nothing else, and the document behind it. */
export interface Piece {
  readonly start: number;
  /** Where the document's text begins: `start`, or the line after the marker. */
  readonly textStart: number;
  readonly end: number;
}

/**
 * Splits a YAML stream at its `---` and `...` lines. The pieces cover the whole text, without gaps; a marker line with
 * content of its own (`--- {a: b}`) belongs to its document. `text` must begin at the start of a line; `atFileStart` tells
 * whether a byte order mark may come before its first marker.
 */
export function splitDocuments(text: string, atFileStart: boolean): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let textStart = 0;
  for (const marker of markersOf(text, atFileStart)) {
    if (marker.start > 0) pieces.push({ start, textStart, end: marker.start });
    start = marker.start;
    textStart = marker.textStart;
  }
  pieces.push({ start, textStart, end: text.length });
  return pieces;
}

interface Marker {
  readonly start: number;
  readonly textStart: number;
}

function markersOf(text: string, atFileStart: boolean): readonly Marker[] {
  const dashes = markersLike(text, "---", atFileStart);
  const dots = markersLike(text, "...", atFileStart);
  return dots.length === 0 ? dashes : [...dashes, ...dots].sort((left, right) => left.start - right.start);
}

function markersLike(text: string, sign: string, atFileStart: boolean): readonly Marker[] {
  const markers: Marker[] = [];
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length)) {
    const before = at === 0 ? "\n" : text.charAt(at - 1);
    const isAfterMark = atFileStart && at === 1 && before === "\uFEFF";
    if (before !== "\n" && before !== "\r" && !isAfterMark) continue;
    const start = isAfterMark ? 0 : at;
    const behind = behindMarker(text, at);
    if (behind !== "no marker") markers.push({ start, textStart: behind === "content" ? start : behind });
  }
  return markers;
}

/** Where the line after a marker at `start` begins; `content` where the marker's own line holds or may yet hold more. */
function behindMarker(text: string, start: number): number | "content" | "no marker" {
  let at = start + 3;
  while (text.charAt(at) === " " || text.charAt(at) === "\t") at++;
  if (at >= text.length) return "content";
  const char = text.charAt(at);
  if (char === "\n") return at + 1;
  if (char === "\r") return text.charAt(at + 1) === "\n" ? at + 2 : at + 1;
  return at > start + 3 ? "content" : "no marker";
}
