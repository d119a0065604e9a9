import type { CommandTarget } from "./command-target.ts";

/** A part of an image: null and "" stand for all of it. */
export interface Area {
  readonly partition: number | null;
  readonly path: string;
}

/** The part of its image that a row stands for. */
export function areaOf(target: CommandTarget): Area {
  if (target?.kind === "entry") return { partition: target.partition, path: target.path };
  if (target?.kind === "partition") return { partition: target.partition.index, path: "" };
  return { partition: null, path: "" };
}
