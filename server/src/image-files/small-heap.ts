import { setFlagsFromString } from "node:v8";

/**
 * Keeps the process small while it reads images, which makes very many objects and buffers that are gone a moment later.
 * Left to itself V8 gives them a large space for new objects, and lets its heap grow fourfold before it looks for
 * garbage: some hundred megabytes that gain no time worth having.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=40");
}
