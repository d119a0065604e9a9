import type { Position } from "vscode-languageserver/node";
import type { PayloadPlace } from "../../protocol.ts";
import { fieldOf, wholeNumber } from "../../unknown.ts";

const largest = Number.MAX_SAFE_INTEGER;

/** A text of the parameters; "" for anything else. */
export function textOf(params: unknown, name: string): string {
  const value = fieldOf(params, name);
  return typeof value === "string" ? value : "";
}

export function positionOf(params: unknown): Position | undefined {
  const position = fieldOf(params, "position");
  const line = wholeNumber(fieldOf(position, "line"), 0, largest);
  const character = wholeNumber(fieldOf(position, "character"), 0, largest);
  return line === undefined || character === undefined ? undefined : { line, character };
}

export function placeOf(params: unknown): PayloadPlace | undefined {
  const place = fieldOf(params, "place");
  const key = fieldOf(place, "key");
  const occurrence = wholeNumber(fieldOf(place, "occurrence"), 0, largest);
  return typeof key !== "string" || occurrence === undefined ? undefined : { key, occurrence };
}
