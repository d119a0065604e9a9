import type { BootPlan } from "../../pods/uvm/plan/boot-plan.ts";
import type { GoValue } from "../../pods/uvm/plan/go-json.ts";
import { movedReferences } from "../../pods/uvm/plan/reference-files.ts";
import type { MachinePaths } from "../../protocol.ts";

const pipe = /^\\\\\.\\pipe\\(.+)$/i;

/** Longest name of a pipe that is kept: the path of a socket ends at 107 bytes. */
const longestName = 40;

/** A path of a plan as this machine writes it. */
export function machinePath(path: string, machine: MachinePaths): string {
  if (machine.kind === "windows") return path;
  const [, name] = pipe.exec(path) ?? [];
  if (name !== undefined) return machine.pipePrefix + name.replaceAll(/[\\/]/g, "-").slice(0, longestName);
  const slashes = path.replaceAll("\\", "/");
  const [, drive, rest] = /^([a-z]):(.*)$/is.exec(slashes) ?? [];
  return drive === undefined || rest === undefined ? slashes : `${machine.drivesFolder}/${drive.toLowerCase()}${rest}`;
}

/** Texts of the document that are paths of the plan, replaced. */
function inDocument(value: GoValue, paths: ReadonlyMap<string, string>): GoValue {
  if (typeof value === "string") return paths.get(value) ?? value;
  if (typeof value !== "object" || value === null) return value;
  return isList(value)
    ? value.map((item) => inDocument(item, paths))
    : Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inDocument(member, paths)]));
}

const isList = (value: GoValue): value is readonly GoValue[] => Array.isArray(value);

/** The plan with the paths of this machine, in its document too. */
export function onMachine(plan: BootPlan, machine: MachinePaths): BootPlan {
  if (machine.kind === "windows") return plan;
  const paths = new Map<string, string>();
  const local = (path: string): string => {
    const own = machinePath(path, machine);
    paths.set(path, own);
    return own;
  };
  const localOrNull = (path: string | null): string | null => (path === null ? null : local(path));
  const moved = {
    ...plan,
    checks: plan.checks.map((check) => ({ ...check, path: local(check.path) })),
    copies: plan.copies.map((copy) => ({ ...copy, from: local(copy.from), to: local(copy.to) })),
    grants: plan.grants.map((grant) => ({ ...grant, path: local(grant.path) })),
    diskIdentifier: plan.diskIdentifier && { ...plan.diskIdentifier, path: local(plan.diskIdentifier.path) },
    shareFolder: localOrNull(plan.shareFolder),
    preserve: plan.preserve.map(({ from, to }) => ({ from: local(from), to: local(to) })),
    gcs: plan.gcs && { ...plan.gcs, referenceInfoFiles: movedReferences(plan.gcs.referenceInfoFiles, local) },
    consolePipe: localOrNull(plan.consolePipe),
  };
  const document = plan.document && inDocument(plan.document, paths);
  return { ...moved, document: isObject(document) ? document : null };
}

const isObject = (value: GoValue): value is Exclude<BootPlan["document"], null> =>
  typeof value === "object" && value !== null && !isList(value);
