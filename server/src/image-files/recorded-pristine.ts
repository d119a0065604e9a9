import { readFileSync, statSync } from "node:fs";
import path from "node:path";

/** Records are some kilobytes; a file that is larger is none. Bytes. */
const largestRecord = 16 * 1024 * 1024;

/**
 * The disk that a preserved EFI disk was copied from before its boot, as `<uvm id>_run.json` beside it names it
 * (schemas/run.schema.json). `undefined`: no record, or its disk is not on this machine. A path into the network is not
 * looked at: asking the server that it names would tell that server who reads the record.
 */
export function recordedPristine(image: string): string | undefined {
  const name = path.basename(image);
  const prefix = /^(.+_)[^_]+$/.exec(name)?.[1];
  if (prefix === undefined) return undefined;
  const record = member(readRecord(path.join(path.dirname(image), `${prefix}run.json`)));
  const plan = member(member(record("request"))("plan"));
  const preserved = [...moves(record("preserved")), ...moves(plan("preserve"))];
  const source = preserved.find(({ to }) => path.win32.basename(to) === name)?.from;
  // Where the guest may write to its EFI disk, it is given a copy.
  const pristine = moves(plan("copies")).find(({ to }) => to === source)?.from ?? source;
  return pristine !== undefined && isLocal(pristine) && isFile(pristine) ? pristine : undefined;
}

function readRecord(file: string): unknown {
  try {
    return statSync(file).size > largestRecord ? undefined : JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function isLocal(file: string): boolean {
  return path.isAbsolute(file) && !/^[\\/]{2}/.test(file);
}

function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Access to the members of what may be an object. */
function member(value: unknown): (name: string) => unknown {
  return (name) => (typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined);
}

/** The entries of a list that say where a file comes from and goes to. */
function moves(value: unknown): readonly { readonly from: string; readonly to: string }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const [from, to] = [member(entry)("from"), member(entry)("to")];
    return typeof from === "string" && typeof to === "string" ? [{ from, to }] : [];
  });
}
