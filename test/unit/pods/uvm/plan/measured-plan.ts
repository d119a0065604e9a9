import { readFileSync } from "node:fs";
import type { Platform } from "../../../../../server/src/pods/manifest/annotation-set.ts";
import { defaultTarget } from "../../../../../server/src/pods/target.ts";
import type { BootPlan } from "../../../../../server/src/pods/uvm/plan/boot-plan.ts";
import type { GoObject } from "../../../../../server/src/pods/uvm/plan/go-json.ts";
import { planSandbox } from "../../../../../server/src/pods/uvm/plan/plan-sandbox.ts";
import { resolveSandbox } from "../../../../../server/src/pods/uvm/resolve.ts";
import { withLongKeys } from "../measured-case.ts";
import type { Leaves } from "./flatten.ts";

type BaselineName = "wcow" | "cwcow" | "lcow" | "clcow";

/** The fixture's README gives the shape. */
interface Answer {
  readonly error?: string;
  readonly like?: BaselineName;
  readonly changed?: Leaves;
  readonly without?: readonly string[];
  readonly steps?: readonly string[];
  readonly build?: number;
  readonly missing?: readonly string[];
  readonly present?: readonly string[];
  readonly layers?: "wcifs" | "block-cim";
}

type MeasuredPlan = readonly [
  name: string,
  platform: Platform,
  annotations: { readonly [key: string]: string },
  answer: Answer,
];

const folder = "test/fixtures/plan";

// The fixture's README gives the shape of its lines.
const parseCase = (line: string) => JSON.parse(line) as MeasuredPlan;

export const measuredPlans: readonly MeasuredPlan[] = readFileSync(`${folder}/measured-documents.jsonl`, "utf8")
  .trimEnd()
  .split("\n")
  .map(parseCase);

// One document and its steps for each of the four names.
export const baselines = JSON.parse(readFileSync(`${folder}/baselines.json`, "utf8")) as Readonly<
  Record<BaselineName, { readonly document: GoObject; readonly steps: readonly string[] }>
>;

const folders = ["bundle", "dumps", "layer\\UtilityVM"];
const files = [
  ...["boot.vhd", "rootfs.vhd", "custom.vmgs", "cwcow.gso.vmgs", "cwcow.snp.vmgs", "cwcow.vbs.vmgs"].flatMap((name) => [
    `boot\\${name}`,
    `shim\\WindowsBootFiles\\confidential\\${name}`,
  ]),
  ...[
    "lcowboot\\initrd.img",
    "lcowboot\\kernel",
    "lcowsnp\\custom.vmgs",
    "lcowsnp\\kernel.vmgs",
    "lcowsnp\\rootfs.vhd",
  ],
  ...["initrd.img", "kernel", "rootfs.vhd", "vmlinux"].map((name) => `lcowboot2\\${name}`),
  "snap\\sandbox.vhdx",
];

/** What the measured host had, of what plans ask for. Windows does not mind letter case. */
function measuredHost({ missing = [], present = [] }: Pick<Answer, "missing" | "present"> = {}) {
  const entries = new Map<string, "file" | "folder">([
    ...folders.map((name) => [`c:\\${name.toLowerCase()}`, "folder"] as const),
    ...files.map((name) => [`c:\\${name.toLowerCase()}`, "file"] as const),
    ...present.map((path) => [path.toLowerCase(), "file"] as const),
  ]);
  for (const path of missing) entries.delete(path.toLowerCase());
  return (path: string) => entries.get(path.toLowerCase());
}

export function planCase([, platform, annotations, answer]: MeasuredPlan): BootPlan {
  const kindOf = measuredHost(answer);
  const target = { ...defaultTarget, hostProcessors: 8, windowsBuild: answer.build ?? 26100 };
  const resolved = resolveSandbox({
    platform,
    isolation: "hypervisor",
    annotations: withLongKeys(annotations),
    target,
    fileExists: (path) => kindOf(path) !== undefined,
  });
  return planSandbox(resolved, {
    target,
    bundleDirectory: "C:\\bundle",
    scratchVhd: "C:\\snap\\sandbox.vhdx",
    layerDirectory: "C:\\layer",
    layers: answer.layers,
    kindOf,
  });
}

/** The plan's effects as the fixture writes them. */
export const stepsOf = ({ copies, grants, preserve }: BootPlan): readonly string[] => [
  ...copies.map(({ from, to, overwrite }) => `copy ${from} > ${to}${overwrite ? " !" : ""}`),
  ...grants.map(({ path, access }) => `${access === "vm" ? "grant" : "grant all"} ${path}`),
  ...preserve.map(({ from, to }) => `preserve ${from} > ${to}`),
];
