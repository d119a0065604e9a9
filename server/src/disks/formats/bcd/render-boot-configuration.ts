import { problemLines } from "../problem-lines.ts";
import { counted, hex, oneLine } from "../text.ts";
import type { BcdElement, BcdObject, BootConfiguration } from "./boot-configuration.ts";
import { objectReference } from "./known-objects.ts";

/** Room for all but the longest names. Fixed, so that one added element does not make a diff of every line. */
const nameWidth = 24;

/** The store as text: a paragraph an object, a line an element; equal stores give equal text, whatever the hive's history. */
export function renderBootConfiguration(store: BootConfiguration): string {
  const lines = [`Boot configuration data: ${counted(store.objects.length, "object")}`];
  for (const object of store.objects) lines.push("", ...renderObject(object));
  lines.push(...problemLines(store.problems));
  return `${lines.join("\n")}\n`;
}

function renderObject({ id, type, kind, elements }: BcdObject): string[] {
  const heading = `${kind}  ${oneLine(objectReference(id))}${type === undefined ? "" : `  ${hex(type, 8)}`}`;
  return [heading, ...elements.flatMap(renderElement)];
}

/** Members of a list stand below each other, so that a diff shows the one that changed. */
function renderElement({ code, name, values }: BcdElement): string[] {
  const label = `  ${hex(code, 8)}  ${(name ?? "").padEnd(nameWidth)}  `;
  const [first = "", ...rest] = values;
  return [`${label}${first}`.trimEnd(), ...rest.map((value) => `${" ".repeat(label.length)}${value}`)];
}
