import { parseJson } from "../../infrastructure/unknown.ts";
import { integerMember, isJsonObject, textMember } from "../json.ts";
import type { ComputeCore } from "../native/computecore.ts";
import { type Limit, within } from "../wait.ts";
import { HcsError } from "./hcs-error.ts";
import { isFailure } from "./hresult.ts";
import { type CallObserver, runOperation } from "./operations.ts";

/** A compute system of anybody on this host. */
export interface SystemSummary {
  readonly id: string;
  readonly owner: string;
  readonly state: string;
  readonly systemType: string;
  readonly runtimeId: string;
}

const maximumSystems = 4096;

/** All compute systems of the host that the caller may see. @throws {HcsError | TimeoutError} */
export async function listSystems(
  core: ComputeCore,
  limit: Limit,
  observe: CallObserver,
): Promise<readonly SystemSummary[]> {
  const submit = (operation: bigint): Promise<number> => core.enumerateComputeSystems(operation, "{}");
  const document = await runOperation(core, "HcsEnumerateComputeSystems", submit, limit, observe);
  const rows = parseJson(document ?? "[]");
  if (!Array.isArray(rows)) return [];
  return rows
    .slice(0, maximumSystems)
    .filter(isJsonObject)
    .map((row) => ({
      id: textMember(row, "Id") ?? "",
      owner: textMember(row, "Owner") ?? "",
      state: textMember(row, "State") ?? "",
      systemType: textMember(row, "SystemType") ?? "",
      runtimeId: textMember(row, "RuntimeId") ?? "",
    }));
}

/** The highest schema version that the service knows, for example 2.7; undefined when it does not say. */
export async function schemaVersion(core: ComputeCore, limit: Limit): Promise<string | undefined> {
  const call = core.getServiceProperties('{"PropertyTypes":["Basic"]}');
  const { hresult, document } = await within(call, limit, "HcsGetServiceProperties");
  if (isFailure(hresult)) throw new HcsError("HcsGetServiceProperties", hresult, document);
  const value = parseJson(document ?? "");
  const properties: unknown =
    isJsonObject(value) && Array.isArray(value["Properties"]) ? value["Properties"][0] : undefined;
  const versions: unknown = isJsonObject(properties) ? properties["SupportedSchemaVersions"] : undefined;
  if (!Array.isArray(versions)) return undefined;
  const known = versions.map((version: unknown) => ({
    major: integerMember(version, "Major") ?? 0,
    minor: integerMember(version, "Minor") ?? 0,
  }));
  const highest = known.sort((a, b) => b.major - a.major || b.minor - a.minor)[0];
  return highest && `${highest.major}.${highest.minor}`;
}
