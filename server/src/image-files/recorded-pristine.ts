import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fieldOf } from "../unknown.ts";

/** Records are some kilobytes; a file that is larger is none. Bytes. */
const largestRecord = 16 * 1024 * 1024;

/**
 * The disk that a preserved disk was copied from before its boot, as `<uvm id>_run.json` beside it names it
 * (schemas/run.schema.json), also where both were renamed since. `undefined`: no record, or its disk is not on this
 * machine. A path into the network is not looked at: asking the server that it names would tell that server who reads
 * the record.
 */
export function recordedPristine(image: string): string | undefined {
  const name = path.basename(image);
  // Identifiers have underscores too, as have names of disks.
  for (let end = name.lastIndexOf("_"); end > 0; end = name.lastIndexOf("_", end - 1)) {
    const record = readRecord(path.join(path.dirname(image), `${name.slice(0, end)}_run.json`));
    if (record !== undefined) return pristineOf(record, name.slice(end));
  }
  return undefined;
}

/** @param ending of the preserved disk's name, behind the identifier. */
function pristineOf(record: unknown, ending: string): string | undefined {
  const plan = fieldOf(fieldOf(record, "request"), "plan");
  const preserved = [...moves(fieldOf(record, "preserved")), ...moves(fieldOf(plan, "preserve"))];
  const source = preserved.find(({ to }) => to.endsWith(ending))?.from;
  // Where the guest may write to its EFI disk, it is given a copy.
  const pristine = moves(fieldOf(plan, "copies")).find(({ to }) => to === source)?.from ?? source;
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

/** The entries of a list that say where a file comes from and goes to. */
function moves(value: unknown): readonly { readonly from: string; readonly to: string }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const [from, to] = [fieldOf(entry, "from"), fieldOf(entry, "to")];
    return typeof from === "string" && typeof to === "string" ? [{ from, to }] : [];
  });
}
