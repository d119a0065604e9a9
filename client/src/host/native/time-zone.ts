import { type TimeZone, type TimeZoneDate, utcTimeZone } from "../gcs/requests.ts";
import { bindOptional, type Koffi, openLibrary } from "./koffi.ts";
import type { LibraryTable } from "./libraries.ts";

/** `TIME_ZONE_INFORMATION`: bias i32 @0, then name (32 UTF-16 units), date (8 u16) and bias i32, twice. */
const informationSize = 172;
const nameSize = 64;
const standardAt = 4;
const daylightAt = 88;
const failed = 0xffff_ffff;

/** The members of `SYSTEMTIME`, each a u16, in their order. */
const dateMembers = ["Year", "Month", "DayOfWeek", "Day", "Hour", "Minute", "Second", "Milliseconds"] as const;

function dateAt(bytes: Buffer, at: number): TimeZoneDate {
  const members = dateMembers.map((name, index) => [name, bytes.readUInt16LE(at + 2 * index)] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== 0));
}

const nameAt = (bytes: Buffer, at: number): string =>
  bytes
    .toString("utf16le", at, at + nameSize)
    .split("\0", 1)
    .join("");

/** Decodes what `GetTimeZoneInformation` wrote; members that are 0 are left out, as Go does. */
export function decodeTimeZone(bytes: Buffer): TimeZone {
  const bias = (name: string, at: number): Record<string, number> => {
    const value = bytes.readInt32LE(at);
    return value === 0 ? {} : { [name]: value };
  };
  return {
    ...bias("Bias", 0),
    StandardName: nameAt(bytes, standardAt),
    StandardDate: dateAt(bytes, standardAt + nameSize),
    ...bias("StandardBias", standardAt + nameSize + 16),
    DaylightName: nameAt(bytes, daylightAt),
    DaylightDate: dateAt(bytes, daylightAt + nameSize),
    ...bias("DaylightBias", daylightAt + nameSize + 16),
  };
}

/** The host's time zone; UTC where Windows does not tell. */
export function readTimeZone(ffi: Koffi, table: LibraryTable): TimeZone {
  const library = openLibrary(ffi, table, "kernel32");
  const get = bindOptional<[Buffer], number>(library, "GetTimeZoneInformation", "uint32", ["void *"]);
  const bytes = Buffer.alloc(informationSize);
  return get === undefined || get(bytes) === failed ? utcTimeZone : decodeTimeZone(bytes);
}
