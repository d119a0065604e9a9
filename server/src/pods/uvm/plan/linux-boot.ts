import { linuxServices } from "../guest-services.ts";
import { defaultLcowRoot } from "../lcow-boot-files.ts";
import type { LcowOptions } from "../lcow-options.ts";
import { joinPath } from "../windows-path.ts";
import type { GcsPlan } from "./boot-plan.ts";
import type { PlanConditions } from "./conditions.ts";
import { movedReferences, referenceFiles } from "./reference-files.ts";

/** Windows Server 2019 (`osversion.RS5`). */
const firstBuildWithManyControllers = 17763;

/** Without virtual PMem devices the layers need more SCSI controllers. */
export const scsiControllerCount = ({ common, VPMemDeviceCount }: LcowOptions, windowsBuild: number): number =>
  VPMemDeviceCount === 0 && windowsBuild >= firstBuildWithManyControllers ? 4 : common.SCSIControllerCount;

/** What is said to a Linux guest (`CreateLCOW`, `Start`). Reference files are read from the default boot files folder. */
export function linuxGcs(options: LcowOptions, { target, kindOf }: PlanConditions): GcsPlan {
  const { confidential, ForwardStdout, ForwardStderr } = options;
  // v0.14 does not call it enabled without security hardware, and sends it all the same.
  const withPolicy = confidential.SecurityPolicy !== "";
  const root = defaultLcowRoot({
    target,
    ...(kindOf === undefined ? {} : { fileExists: (path: string) => kindOf(path) !== undefined }),
  });
  const { UVMReferenceInfoFile: signed, UVMHashEnvelopeReferenceInfoFile: hashEnvelope } = confidential;
  const files = withPolicy ? referenceFiles(signed, hashEnvelope) : {};
  return {
    services: {
      ...(options.UseGuestConnection ? { gcs: linuxServices.gcs } : {}),
      ...(ForwardStdout || ForwardStderr ? { log: linuxServices.log } : {}),
      entropy: linuxServices.entropy,
    },
    logForwarding: false,
    logSources: "",
    defaultLogSources: false,
    ...(withPolicy ? { policy: confidential.SecurityPolicy } : {}),
    enforcer: confidential.SecurityPolicyEnforcer,
    referenceInfoFiles: movedReferences(files, (file) => joinPath(root, file)),
    utc: false,
  };
}
