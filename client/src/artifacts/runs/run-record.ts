export type RunState = "running" | "ended" | "failed" | "cancelled";

/** What the view needs of a `<uvm id>_run.json`. */
export interface RunRecord {
  readonly state: RunState;
  /** Milliseconds since 1970. */
  readonly startedAt: number | undefined;
  /** Why it failed. */
  readonly failure: string;
  /** The EFI disk that the VM was started from, before it wrote to its copy; undefined where none was preserved. */
  readonly pristineEfi: string | undefined;
  /** Whether the VM was given the shared EFI disk, read-only: then nothing that the guest did can be seen on it. */
  readonly hasReadOnlyEfi: boolean;
}

const states: readonly string[] = ["running", "ended", "failed", "cancelled"] satisfies RunState[];

/** Reads a record of ours; undefined where a file is none, however it came by its name. */
export function readRunRecord(text: string): RunRecord | undefined {
  const record = member(parse(text));
  const state = record("state");
  if (!isState(state)) return undefined;
  const plan = member(member(record("request"))("plan"));
  const copies = moves(plan("copies"));
  const preserved = [...moves(record("preserved")), ...moves(plan("preserve"))];
  const efi = preserved.find(({ to }) => isEfiDisk(to));
  const copy = copies.find(({ to }) => to === efi?.from);
  const started = Date.parse(String(record("startedAt")));
  const failure = member(record("failure"))("message");
  return {
    state,
    startedAt: Number.isNaN(started) ? undefined : started,
    failure: typeof failure === "string" ? failure : "",
    pristineEfi: copy?.from ?? efi?.from,
    hasReadOnlyEfi: efi !== undefined && copy === undefined,
  };
}

/** The VHD with the EFI system partition, by the name that it is preserved under. */
export function isEfiDisk(file: string): boolean {
  return /(^|[_/\\])boot\.vhdx?$/i.test(file);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Access to the members of what may be an object. */
function member(value: unknown): (name: string) => unknown {
  return (name) => (typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined);
}

function isState(value: unknown): value is RunState {
  return typeof value === "string" && states.includes(value);
}

/** The entries of a list that say where a file comes from and goes to. */
function moves(value: unknown): readonly { readonly from: string; readonly to: string }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const [from, to] = [member(entry)("from"), member(entry)("to")];
    return typeof from === "string" && typeof to === "string" ? [{ from, to }] : [];
  });
}
