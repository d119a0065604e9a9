// Benches with other plans than the usual one.
import { closeSync, ftruncateSync, openSync, writeSync } from "node:fs";
import path from "node:path";
import { emptyVhdx } from "../../../client/src/host/disks/vhdx.ts";
import type { BootPlanMessage, BootRequest } from "../../../server/src/protocol.ts";
import type { Bench } from "./host.ts";

const logService = "172dad59-976d-45f2-8b6c-6d1b13f2ac4d";

/** The bench with changes of its request. */
export const withRequest = (bench: Bench, changes: Partial<BootRequest>): Bench => ({
  ...bench,
  request: { ...bench.request, ...changes },
});

/** The bench with changes of its plan. */
export const withPlan = (bench: Bench, changes: Partial<BootPlanMessage>): Bench =>
  withRequest(bench, { plan: { ...bench.request.plan, ...changes } });

/** The bench with a guest that forwards its log. */
export function withLogs(bench: Bench, changes: Partial<BootPlanMessage> = {}): Bench {
  const { gcs } = bench.request.plan;
  const forwarding = gcs && { ...gcs, services: { ...gcs.services, log: logService }, logForwarding: true };
  return withPlan(bench, { gcs: forwarding, ...changes });
}

/** The bench with another folder for the record and the saved disks. */
export function withDebugFolder(bench: Bench, folder: string): Bench {
  const preserve = bench.request.plan.preserve.map(({ from, to }) => ({
    from,
    to: path.join(folder, path.basename(to)),
  }));
  return withRequest(withPlan(bench, { preserve }), { recordFolder: folder });
}

/** The bench with a scratch of the user's own. */
export function withGivenScratch(bench: Bench): Bench {
  const scratch = path.join(bench.folder, "own.vhdx");
  const { size, pieces } = emptyVhdx(40 * 2 ** 30, "00000000-0000-0000-0000-000000000000");
  const handle = openSync(scratch, "w");
  for (const { offset, bytes } of pieces) writeSync(handle, bytes, 0, bytes.length, offset);
  ftruncateSync(handle, size);
  closeSync(handle);
  const made = bench.request.newScratch?.path ?? "";
  const given = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value), (_, item: unknown) => (item === made ? scratch : item));
  const { plan } = bench.request;
  const document = JSON.stringify(given(JSON.parse(plan.document ?? "null")));
  return withRequest(withPlan(bench, { ...given(plan), document }), { newScratch: null });
}
