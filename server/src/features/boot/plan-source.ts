import type { AnnotationSet } from "../../pods/manifest/annotation-set.ts";
import type { Target } from "../../pods/target.ts";
import type { BootPlan } from "../../pods/uvm/plan/boot-plan.ts";
import { planCwcow } from "../../pods/uvm/plan/plan-cwcow.ts";
import { planSet } from "../../pods/uvm/plan/plan-set.ts";
import { describeSandbox } from "../../pods/uvm/summary.ts";
import { baseName, joinPath } from "../../pods/uvm/windows-path.ts";
import type { BootFilesInput, BootPlanParams } from "../../protocol.ts";
import { withOwnConsole } from "./own-console.ts";

/** A plan in Windows' paths, and what it is called. */
export interface SourcePlan {
  readonly name: string;
  readonly summary: string;
  readonly plan: BootPlan;
  /** Where debug mode keeps the guest's disks; "" where it is off. */
  readonly debugFolder: string;
}

/** The owner that HCS lists for our VMs. */
const owner = "confidential-pods";

/** Characters of a name in an identifier; pipes and files are named by it. */
const longestName = 40;

function identifier(name: string, suffix: string): string {
  const plain = name.replaceAll(/[^\w.-]+/g, "-").slice(0, longestName);
  return `${plain || "uvm"}-${suffix}@vm`;
}

const scratchOf = ({ scratchVhd, runFolder }: BootPlanParams): string =>
  scratchVhd === "" ? joinPath(runFolder, "sandbox.vhdx") : scratchVhd;

/** A confidential Windows VM from boot files alone. */
export function planBootFiles(files: BootFilesInput, params: BootPlanParams, target: Target): SourcePlan {
  const name = baseName(files.folder);
  const plan = planCwcow(
    {
      bootFilesPath: files.folder,
      efiVhd: "",
      bootCimVhd: "",
      vmgsPath: "",
      scratchVhd: scratchOf(params),
      isolationType: files.isolationType,
      securityPolicy: files.securityPolicy,
      disableSecureBoot: files.disableSecureBoot,
      writableEfi: files.writableEfi,
      debugMode: files.debugDataPath !== "",
      debugDataPath: files.debugDataPath,
    },
    {
      target,
      bundleDirectory: params.runFolder,
      workingDirectory: params.runFolder,
      id: identifier(name, params.suffix),
      owner,
    },
  );
  const summary = `Confidential WCOW from boot files · ${files.isolationType}`;
  return { name, summary, plan: withOwnConsole(plan), debugFolder: files.debugDataPath };
}

/** The utility VM of a sandbox. */
export function planSandboxSet(set: AnnotationSet, params: BootPlanParams, target: Target): SourcePlan {
  const name = set.name ?? set.kind;
  const { resolved, plan } = planSet(set, {
    target,
    bundleDirectory: params.runFolder,
    scratchVhd: scratchOf(params),
    id: identifier(name, params.suffix),
    owner,
  });
  const confidential = resolved.uvm?.platform === "wcow" ? resolved.uvm.options.confidential : undefined;
  return {
    name,
    summary: describeSandbox(resolved, target.hostProcessors),
    plan: bootableHere(plan),
    debugFolder: confidential?.DebugMode === true ? confidential.DebugDataPath : "",
  };
}

/** A Windows VM that is not confidential boots from its image's layers, which a spec does not hold. */
function bootableHere(plan: BootPlan): BootPlan {
  if (plan.platform === "lcow" || plan.confidential || plan.error !== null) return plan;
  return {
    ...plan,
    error: "a Windows pod that is not confidential boots from the layers of its image: only containerd has them",
  };
}
