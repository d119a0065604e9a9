import type { BootPlanMessage } from "../../../../server/src/protocol.ts";
import { HcsError } from "../hcs/hcs-error.ts";
import { hresults, isFailure, isHresult } from "../hcs/hresult.ts";
import type { CallObserver } from "../hcs/operations.ts";
import type { ComputeCore } from "../native/computecore.ts";
import { type Limit, within } from "../wait.ts";

/**
 * Access of one VM to files. Access that hcsshim gives to the group of all VMs is given to this VM only: it is enough,
 * and nothing of it outlives the run.
 */
export class Grants {
  readonly #core: ComputeCore;
  readonly #observe: CallObserver;
  readonly #vm: string;
  readonly #given: string[] = [];
  readonly #changed: (paths: readonly string[]) => Promise<void>;

  constructor(
    core: ComputeCore,
    vm: string,
    observe: CallObserver,
    changed: (paths: readonly string[]) => Promise<void>,
  ) {
    this.#core = core;
    this.#vm = vm;
    this.#observe = observe;
    this.#changed = changed;
  }

  /** Gives the access of a plan, each path once. @throws {HcsError} that names the file */
  async give(plan: BootPlanMessage, limit: Limit): Promise<void> {
    const paths = [...new Set(plan.grants.map((grant) => grant.path))];
    // Access outlives a process that is killed: what will be given is written down first.
    await this.#changed(paths);
    for (const path of paths) {
      const started = performance.now();
      this.#given.push(path);
      const hresult = await within(this.#core.grantVmAccess(this.#vm, path), limit, `HcsGrantVmAccess for ${path}`);
      this.#observe("HcsGrantVmAccess", hresult, performance.now() - started);
      if (isFailure(hresult)) throw new HcsError("HcsGrantVmAccess", hresult, undefined, path);
    }
  }

  /** Takes all of it back, and tells what could not be. */
  async revoke(limit: Limit): Promise<readonly string[]> {
    const problems: string[] = [];
    for (const path of [...this.#given].reverse()) {
      const problem = await revokeAccess(this.#core, this.#vm, path, limit, this.#observe);
      if (problem !== undefined) problems.push(problem);
      else {
        this.#given.splice(this.#given.indexOf(path), 1);
        void this.#changed(this.#given);
      }
    }
    return problems;
  }
}

/** Takes access back; what was never given, or a file that is gone, is fine. Returns a sentence when it fails. */
export async function revokeAccess(
  core: ComputeCore,
  vm: string,
  path: string,
  limit: Limit,
  observe: CallObserver,
): Promise<string | undefined> {
  const started = performance.now();
  try {
    const hresult = await within(core.revokeVmAccess(vm, path), limit, `HcsRevokeVmAccess for ${path}`);
    observe("HcsRevokeVmAccess", hresult, performance.now() - started);
    const isGone = isHresult(hresult, hresults.fileNotFound, hresults.elementNotFound);
    return isFailure(hresult) && !isGone
      ? new HcsError("HcsRevokeVmAccess", hresult, undefined, path).message
      : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : `HcsRevokeVmAccess for ${path} failed.`;
  }
}
