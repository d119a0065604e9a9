import { guidLe } from "../../fields.ts";
import { ntStatus } from "../ntstatus.ts";
import { hex, hexBytes, oneLine } from "../text.ts";
import { applicationReference, osLoaderType } from "./application.ts";
import type { RawEntry } from "./entries.ts";
import { readTimeFields } from "./time-fields.ts";

/** What an entry says, decoded as far as its layout is publicly known. */
export interface BootEvent {
  /** The event's name; `event 0x…` where nobody has published one. */
  readonly name: string;
  /** NTSTATUS that the event carries. */
  readonly status?: number;
  /** Path of the program or file that it is about. */
  readonly path?: string;
  /** Local time of the firmware's clock, milliseconds since 1970 as if it were UTC. */
  readonly clock?: number;
  /** Everything known, on one line. */
  readonly text: string;
}

/** An event's code, its name, and the reader of what it carries. */
type Reader = (entry: RawEntry) => Omit<BootEvent, "name">;

const raw: Reader = ({ data }) => ({ text: data.length === 0 ? "" : `data ${hexBytes(data)}` });

/** NTSTATUS, then a NUL-terminated UTF-16 path. */
const statusAndPath: Reader = (entry) => {
  if (entry.data.length < 4) return raw(entry);
  const status = entry.data.readUInt32LE(0);
  const path = zeroTerminated(entry.data, 4);
  return { status, ...(path ? { path } : {}), text: [ntStatus(status), path].filter(Boolean).join("  ") };
};

/** GUID of the application, a number, and for a launch its path. */
const launch: Reader = (entry) => {
  if (entry.data.length < 20) return raw(entry);
  const path = zeroTerminated(entry.data, 20);
  const target = applicationReference(guidLe(entry.data, 0));
  return {
    ...(path ? { path } : {}),
    text: [target, `start type ${entry.data.readUInt32LE(16)}`, path].filter(Boolean).join("  "),
  };
};

const returned: Reader = (entry) => {
  if (entry.data.length < 20) return raw(entry);
  const status = entry.data.readUInt32LE(16);
  return { status, text: `${applicationReference(guidLe(entry.data, 0))}  ${ntStatus(status)}` };
};

const initialized: Reader = (entry) => {
  const clock = readTimeFields(entry.data);
  if (clock === undefined) return raw(entry);
  const lastBootId =
    entry.applicationType === osLoaderType && entry.data.length >= 28
      ? `last boot id ${entry.data.readUInt32LE(24)}`
      : "";
  return { clock, text: lastBootId };
};

/** The layout is not published: what reads as a status and a path is shown as such, everything else as bytes. */
const loaderLog: Reader = (entry) => {
  const guess = statusAndPath(entry);
  return guess.path !== undefined && guess.path.length > 1 ? guess : raw(entry);
};

const readers: ReadonlyMap<number, readonly [name: string, read: Reader]> = new Map([
  [0x00, ["end of log", raw]],
  [0x01, ["log initialized", initialized]],
  [0x11, ["launch", launch]],
  [0x12, ["application returned", returned]],
  [0x13, ["load failed", statusAndPath]],
  [0x14, ["BCD failure", statusAndPath]],
  [0x15, ["no boot entries", statusAndPath]],
  [0x16, ["general failure", statusAndPath]],
  [0x31, ["OS launched", raw]],
  [0x50, ["boot loader log", loaderLog]],
]);

/** An entry's event; a code without a public name keeps its number and its bytes. */
export function readEvent(entry: RawEntry): BootEvent {
  const [name, read] = readers.get(entry.event) ?? [`event ${hex(entry.event, 2)}`, raw];
  return { name, ...read(entry) };
}

/** UTF-16LE up to a NUL or the end; empty where that is not text. */
function zeroTerminated(data: Buffer, at: number): string {
  const text = data.toString("utf16le", at, at + ((data.length - at) & ~1));
  const end = text.indexOf("\0");
  return oneLine(end < 0 ? text : text.slice(0, end));
}
