import { guidBytes } from "../../support/guid-bytes.ts";
import { u16, u32, u64, utf16z } from "./bytes.ts";

export const bootManager = "9dea862c-5cdd-4e70-acc1-f32b344d4795";
export const loader = "1b0c9e4a-7d5e-4f3b-9a51-0c0dcf00aa01";

export interface EntrySpec {
  readonly time?: number;
  readonly application?: string;
  readonly level?: number;
  readonly type?: number;
  readonly event: number;
  readonly data?: Buffer;
}

export function entry({ time = 2000, application = bootManager, level = 1, type = 2, event, data }: EntrySpec): Buffer {
  const payload = data ?? Buffer.alloc(0);
  return Buffer.concat([u64(time), guidBytes(application), u32(40 + payload.length, level, type, event), payload]);
}

/** Data of a "log initialized" entry at 2026-07-01 10:00:00. */
export function startOfLog(...more: readonly number[]): Buffer {
  return Buffer.concat([u16(2026, 7, 1, 10, 0, 0, 0, 3), u32(1, 0, ...more)]);
}

export function statusAndPath(status: number, path = ""): Buffer {
  return Buffer.concat([u32(status), utf16z(path)]);
}

const logSize = 0x10000;
const headerSize = 24;

/** A version 4 log as the EFI boot manager writes it, with entries from the start. */
export function efiLog(entries: readonly Buffer[]): Buffer {
  const body = Buffer.concat(entries);
  const header = u32(4, headerSize, logSize, headerSize + body.length, headerSize, 0);
  return Buffer.concat([header, body, Buffer.alloc(logSize - headerSize - body.length)]);
}

/** A log whose oldest entry is near the end of the ring, `tail` bytes before it ends. */
export function wrappedLog(older: readonly Buffer[], newer: readonly Buffer[], tail: number): Buffer {
  const [old, young] = [Buffer.concat(older), Buffer.concat(newer)];
  const bytes = Buffer.alloc(logSize);
  const first = logSize - tail - old.length;
  u32(4, headerSize, logSize, headerSize + young.length, first, 0).copy(bytes);
  young.copy(bytes, headerSize);
  old.copy(bytes, first);
  return bytes;
}
