import type { BootPlanMessage } from "../../../../server/src/protocol.ts";
import { messageOf } from "../errors.ts";
import { HcsError } from "../hcs/hcs-error.ts";
import { hresults, isFailure, isHresult } from "../hcs/hresult.ts";
import type { CallObserver } from "../hcs/operations.ts";
import type { ComputeCore } from "../native/computecore.ts";
import type { Natives } from "../native/natives.ts";
import { type Limit, within } from "../wait.ts";

type Grantor = Pick<Natives, "core" | "grantToVmGroup">;

/**
 * Access of one VM to files, as hcsshim gives it: to the VM by its identifier, or to the group of all VMs. What the group
 * has of the run's own copies is taken back with the rest; a folder of the user's keeps it, as with hcsshim, since others may
 * have given the same.
 */
export class Grants {
  readonly #natives: Grantor;
  readonly #observe: CallObserver;
  readonly #vm: string;
  #given: readonly string[] = [];
  #givenToAll: readonly string[] = [];
  #giving: Promise<unknown> = Promise.resolve();
  readonly #changed: (paths: readonly string[]) => Promise<void>;

  constructor(
    natives: Grantor,
    vm: string,
    observe: CallObserver,
    changed: (paths: readonly string[]) => Promise<void>,
  ) {
    this.#natives = natives;
    this.#vm = vm;
    this.#observe = observe;
    this.#changed = changed;
  }

  /** Gives the access of a plan, each path once. @throws {HcsError} that names the file */
  async give({ grants, copies }: Pick<BootPlanMessage, "grants" | "copies">, limit: Limit): Promise<void> {
    const unique = [...new Map(grants.map((grant) => [grant.path, grant])).values()];
    // Access outlives a process that is killed: what will be given is written down first.
    await this.#changed(unique.filter(({ access }) => access === "vm").map(({ path }) => path));
    for (const { path, access } of unique) {
      if (access === "all-vms") {
        if (copies.some(({ to }) => to === path)) this.#givenToAll = [...this.#givenToAll, path];
        await this.#giveToAll(path, limit);
        continue;
      }
      this.#given = [...this.#given, path];
      await this.#call("HcsGrantVmAccess", this.#natives.core.grantVmAccess(this.#vm, path), path, limit);
    }
  }

  /** HCS gives the group the right to read; hcsshim gives it all rights. */
  async #giveToAll(path: string, limit: Limit): Promise<void> {
    const { core, grantToVmGroup } = this.#natives;
    const reading = core.grantVmGroupAccess?.(path);
    if (reading !== undefined) await this.#call("HcsGrantVmGroupAccess", reading, path, limit);
    const all = grantToVmGroup?.(path);
    if (all !== undefined) await this.#call("SetSecurityInfo", all, path, limit);
  }

  async #call(name: string, giving: Promise<number>, path: string, limit: Limit): Promise<void> {
    const started = performance.now();
    this.#giving = giving;
    const hresult = await within(giving, limit, `${name} for ${path}`);
    this.#observe(name, hresult, performance.now() - started);
    if (isFailure(hresult)) throw new HcsError(name, hresult, undefined, path);
  }

  /** Takes all of it back, and tells what could not be. */
  async revoke(limit: Limit): Promise<readonly string[]> {
    // What is given after we gave it up would stay for ever.
    await within(this.#giving, limit, "HcsGrantVmAccess").catch(() => undefined);
    const { core } = this.#natives;
    const given = [...this.#given].reverse();
    const { left, problems } = await revokeAccess(core, this.#vm, given, limit, this.#observe);
    this.#given = [...left].reverse();
    await this.#changed(this.#given);
    // These files are the run's own, and go with it: what fails here is not worth a word.
    for (const path of left.length > 0 ? [] : this.#givenToAll) {
      const revoking = core.revokeVmGroupAccess?.(path) ?? Promise.resolve(0);
      await this.#call("HcsRevokeVmGroupAccess", revoking, path, limit).catch(() => undefined);
    }
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
