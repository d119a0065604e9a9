import type { Span } from "../../yaml/span.ts";
import type { ContainerdConfig, RuntimeHandler } from "../containerd-config.ts";
import { optionNamed } from "../runtime-option.ts";
import { isAtPath, type TomlEntry } from "../toml-places.ts";

function isOption({ path }: RuntimeHandler, name: string): (at: readonly string[]) => boolean {
  const wanted = optionNamed(name) ?? name;
  return (at) =>
    at.length === path.length + 2 &&
    isAtPath(at.slice(0, -1), [...path, "options"]) &&
    (optionNamed(at.at(-1) ?? "") ?? at.at(-1)) === wanted;
}

/** Where an option of a handler is written as a key with a value; undefined where it is a table of its own, or absent. */
export const optionEntry = (
  { places }: ContainerdConfig,
  handler: RuntimeHandler,
  name: string,
): TomlEntry | undefined => {
  const isIt = isOption(handler, name);
  return places.entries.find(({ path }) => isIt(path));
};

/** The value of an option, or its table's header; the handler's header where it stands in neither. */
export function optionSpan(config: ContainerdConfig, handler: RuntimeHandler, name: string): Span {
  const isIt = isOption(handler, name);
  const { headers } = config.places;
  return (
    optionEntry(config, handler, name)?.valueSpan ??
    headers.find(({ path }) => isIt(path))?.span ??
    headers.find(({ path }) => isAtPath(path, handler.path))?.span ?? { start: 0, end: 1 }
  );
}
