import type { AnnotationFact } from "../annotations/annotation-fact.ts";
import type { OptionValue, ResolvedSandbox } from "../uvm/resolved.ts";

/** The option that a key itself sets, for those that change others along with it; the rest set the one that the table names. */
const ownOptions: ReadonlyMap<string, string> = new Map([
  ["io.microsoft.virtualmachine.bootfilesrootpath", "BootFilesRootPath"],
  ["io.microsoft.virtualmachine.fullyphysicallybacked", "FullyPhysicallyBacked"],
  ["io.microsoft.virtualmachine.wcow.isolation_type", "IsolationType"],
  ["io.microsoft.wcow.debug", "DebugMode"],
]);

/** A key that adds to its option, whose value therefore says nothing of the key's. */
const addsTo = "io.microsoft.virtualmachine.lcow.extra-exec-command-args";

/** The value that hcsshim's option ends up with; undefined where the key sets none, or one that is no plain value. */
export function mainOption(fact: AnnotationFact, resolved: ResolvedSandbox): string | undefined {
  if (fact.key === addsTo) return undefined;
  const [only, ...more] = fact.uvmOptions;
  const name = ownOptions.get(fact.key) ?? (more.length === 0 ? only : undefined);
  return name === undefined ? undefined : plainText(resolved.options[name]);
}

function plainText(value: OptionValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "boolean" || typeof value === "number" || typeof value === "bigint"
    ? String(value)
    : undefined;
}
