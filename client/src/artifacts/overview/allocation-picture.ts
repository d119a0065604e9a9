import type { DiskOverview } from "../../../../server/src/protocol.ts";
import { countText } from "../tree/texts.ts";
import { escapeHtml } from "./html.ts";

const width = 1024;
const mapHeight = 44;
const partitionTop = 54;
const partitionHeight = 20;

/**
 * The virtual disk from its first to its last byte as an SVG: above, what is stored, the darker the more of it; below,
 * the partitions. To a screen reader it is one picture that says how much that is; the page's tables tell the rest.
 */
export function allocationPicture({ allocation, partitions, virtualSize }: DiskOverview): string {
  const cell = width / Math.max(1, allocation.length);
  const cells = runsOf(allocation).map(({ part, first, count }) =>
    part === 0
      ? ""
      : `<rect class="stored" x="${number(first * cell)}" y="0" width="${number(count * cell)}" height="${mapHeight}" opacity="${number(0.25 + 0.75 * part)}"/>`,
  );
  const places = partitions.map(({ index, offset, size, name, typeName }) => {
    const x = virtualSize === 0 ? 0 : (offset / virtualSize) * width;
    const wide = virtualSize === 0 ? width : Math.max(2, (size / virtualSize) * width);
    const label = escapeHtml(name || typeName || "whole disk");
    // A label wider than its partition would cover its neighbor; 7 units a letter is what the font takes at most.
    const text = label.length * 7 < wide ? `<text x="${number(x + 6)}" y="${partitionTop + 14}">${label}</text>` : "";
    return `<rect class="partition p${index % 4}" x="${number(x)}" y="${partitionTop}" width="${number(wide)}" height="${partitionHeight}"><title>${label}</title></rect>${text}`;
  });
  const stored = allocation.reduce((sum, part) => sum + part, 0) / Math.max(1, allocation.length);
  const label = `Allocation map: ${Math.round(stored * 100)} % of the disk is stored; ${countText(partitions.length, "partition")}`;
  return `<svg role="img" aria-label="${label}" viewBox="0 0 ${width} ${partitionTop + partitionHeight}"><rect class="frame" x="0" y="0" width="${width}" height="${mapHeight}"/>${cells.join("")}${places.join("")}</svg>`;
}

/** Neighbors that are stored alike as one: between two rectangles there would be a seam. */
function runsOf(allocation: readonly number[]): readonly { part: number; first: number; count: number }[] {
  const runs: { part: number; first: number; count: number }[] = [];
  for (const [index, part] of allocation.entries()) {
    const last = runs.at(-1);
    if (last?.part === part) last.count++;
    else runs.push({ part, first: index, count: 1 });
  }
  return runs;
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}
