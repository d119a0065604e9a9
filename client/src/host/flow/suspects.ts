import type { BootRequest } from "../../../../server/src/protocol.ts";
import { HcsError } from "../hcs/hcs-error.ts";
import { fileCheck, neededFiles } from "../preflight/file-checks.ts";
import { probeFile } from "../preflight/probe-file.ts";

/** The calls in which HCS comes upon the files of a document. */
const fileCalls = ["HcsCreateComputeSystem", "HcsStartComputeSystem"];

/** What is wrong with the boot files themselves, where HCS refused the VM: its own words seldom name the file. */
export async function suspectFiles(error: unknown, request: BootRequest): Promise<string | undefined> {
  if (!(error instanceof HcsError) || !fileCalls.includes(error.call)) return undefined;
  const checks = await Promise.all(neededFiles(request).map(async (file) => fileCheck(file, await probeFile(file))));
  const [first] = checks.filter(({ state }) => state === "failed");
  return first && `${first.detail} ${first.advice}`;
}
