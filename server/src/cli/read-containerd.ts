import { readFileSync } from "node:fs";
import path from "node:path";
import { readReason } from "../files/system-error.ts";
import { decode } from "../files/text-encoding.ts";
import { readContainerdConfig } from "../pods/containerd/read-config.ts";
import { targetFromContainerd, withContainerd } from "../pods/containerd/target-from-containerd.ts";
import type { Target } from "../pods/target.ts";
import { UsageError } from "./usage-error.ts";

/**
 * A target with what a containerd configuration says of it.
 * @param folder where a relative path begins.
 * @param handler one that the configuration must have; undefined: any.
 */
export function readContainerd(target: Target, file: string, folder: string, handler: string | undefined): Target {
  const text = readText(path.resolve(folder, file), file);
  const read = readContainerdConfig(text);
  if (!read.ok) throw new UsageError(`'${file}': ${read.error}`);
  const given = targetFromContainerd(text, path.basename(file));
  if (given === undefined) throw new UsageError(`'${file}' has no runtime handlers of containerd's CRI plugin.`);
  const known = given.containerd.runtimeOptions;
  if (handler !== undefined && !known.has(handler)) {
    throw new UsageError(
      `'${file}' has no runtime handler '${handler}' of hcsshim's; it has ${[...known.keys()].join(", ") || "none"}.`,
    );
  }
  return withContainerd(target, given);
}

function readText(at: string, file: string): string {
  try {
    return decode(readFileSync(at)).text;
  } catch (error) {
    throw new UsageError(`'${file}' cannot be read: ${readReason(error)}.`);
  }
}
