import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes of buffers that are worth looking for garbage among them. */
const manyBuffers = 16 * 1024 * 1024;

let collect: (() => unknown) | undefined;

/**
 * Keeps the process small while it reads images, which makes very many objects and buffers that are gone a moment later.
 * Left to itself V8 gives them a large space for new objects, and lets its heap grow fourfold before it looks for
 * garbage: some hundred megabytes that gain no time worth having.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=40");
  setFlagsFromString("--expose-gc");
  const exposed: unknown = runInNewContext("gc");
  if (typeof exposed === "function") collect = () => exposed();
}

/**
 * Frees the buffers of what was given up, such as the listing of a large volume, in a process that lives on: they are
 * outside of V8's heap, which sees no reason to look for them while it is small itself.
 */
export function freeBuffers(): void {
  if (collect !== undefined && process.memoryUsage().arrayBuffers > manyBuffers) collect();
}
