import type { BootPlanMessage } from "../../../../server/src/protocol.ts";
import { messageOf } from "../errors.ts";
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
  #given: readonly string[] = [];
  #giving: Promise<unknown> = Promise.resolve();
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
      this.#given = [...this.#given, path];
      const giving = this.#core.grantVmAccess(this.#vm, path);
      this.#giving = giving;
      const hresult = await within(giving, limit, `HcsGrantVmAccess for ${path}`);
      this.#observe("HcsGrantVmAccess", hresult, performance.now() - started);
      if (isFailure(hresult)) throw new HcsError("HcsGrantVmAccess", hresult, undefined, path);
    }
  }

  /** Takes all of it back, and tells what could not be. */
  async revoke(limit: Limit): Promise<readonly string[]> {
    // What is given after we gave it up would stay for ever.
    await within(this.#giving, limit, "HcsGrantVmAccess").catch(() => undefined);
    const given = [...this.#given].reverse();
    const { left, problems } = await revokeAccess(this.#core, this.#vm, given, limit, this.#observe);
    this.#given = [...left].reverse();
    await this.#changed(this.#given);
    return problems;
  }
}

/**
 * Takes access to files back; what was never given, or a file that is gone, is fine. What could not be taken back is
 * `left`, with a sentence for each. A service that does not answer is asked no second time.
 */
export async function revokeAccess(
  core: ComputeCore,
  vm: string,
  paths: readonly string[],
  limit: Limit,
  observe: CallObserver,
): Promise<{ readonly left: readonly string[]; readonly problems: readonly string[] }> {
  const left: string[] = [];
  const problems: string[] = [];
  for (const [index, path] of paths.entries()) {
    const started = performance.now();
    try {
      const hresult = await within(core.revokeVmAccess(vm, path), limit, `HcsRevokeVmAccess for ${path}`);
      observe("HcsRevokeVmAccess", hresult, performance.now() - started);
      if (!isFailure(hresult) || isHresult(hresult, hresults.fileNotFound, hresults.elementNotFound)) continue;
      left.push(path);
      problems.push(new HcsError("HcsRevokeVmAccess", hresult, undefined, path).message);
    } catch (error) {
      left.push(...paths.slice(index));
      problems.push(`${messageOf(error)} The VM keeps access to ${paths.slice(index).join(", ")}.`);
      break;
    }
  }
  return { left, problems };
}
