import path from "node:path";
import type { BootPlanMessage, BootRequest, HostRequest, TerminalSize } from "../../../../server/src/protocol.ts";
import { isJsonObject } from "../json.ts";

type Check = (value: unknown) => boolean;

/** Bounds of what a client may send: an elevated host takes requests from a process that is not. */
const limits = { document: 4 * 2 ** 20, text: 65_536, list: 1024, data: 2 ** 20, arguments: 256 } as const;

const text =
  (limit: number = limits.text): Check =>
  (value) =>
    typeof value === "string" && value.length <= limit;
const isFlag: Check = (value) => typeof value === "boolean";
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const integer =
  (least: number, most: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const list =
  (check: Check, limit: number = limits.list): Check =>
  (value) =>
    Array.isArray(value) && value.length <= limit && value.every(check);
/** Every member of `T` is checked; other members are not looked at. */
const object =
  <T>(shape: { readonly [K in keyof T]-?: Check }) =>
  (value: unknown): value is T =>
    isJsonObject(value) && Object.entries<Check>(shape).every(([name, check]) => check(value[name]));

/** Windows' long paths end at 32767 characters. A path without root would depend on where this process was started. */
const isPath: Check = (value) => typeof value === "string" && value.length <= 32_767 && path.isAbsolute(value);

const guid: Check = (value) => typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

const gcsPlan = object<NonNullable<BootPlanMessage["gcs"]>>({
  services: object<{ gcs?: string; log?: string; entropy?: string }>({
    gcs: optional(guid),
    log: optional(guid),
    entropy: optional(guid),
  }),
  logForwarding: isFlag,
  logSources: text(limits.document),
  defaultLogSources: isFlag,
  policy: optional(text(limits.document)),
  enforcer: text(),
  referenceInfoFiles: object<NonNullable<BootPlanMessage["gcs"]>["referenceInfoFiles"]>({
    signed: optional(isPath),
    hashEnvelope: optional(isPath),
  }),
  utc: isFlag,
});

const plan = object<BootPlanMessage>({
  id: text(256),
  owner: text(256),
  platform: oneOf("wcow", "lcow"),
  confidential: isFlag,
  document: orNull(text(limits.document)),
  logSettings: text(limits.document),
  checks: list(
    object<BootPlanMessage["checks"][number]>({
      path: isPath,
      kind: oneOf("file", "folder", "nothing"),
      stage: oneOf("copy", "document"),
      failure: text(),
      mismatch: optional(text()),
      orFolder: optional(isFlag),
    }),
  ),
  copies: list(object<BootPlanMessage["copies"][number]>({ from: isPath, to: isPath, overwrite: isFlag, why: text() })),
  grants: list(object<BootPlanMessage["grants"][number]>({ path: isPath, access: oneOf("vm", "all-vms") })),
  diskIdentifier: orNull(object<NonNullable<BootPlanMessage["diskIdentifier"]>>({ path: isPath, guid })),
  shareFolder: orNull(isPath),
  preserve: list(object<BootPlanMessage["preserve"][number]>({ from: isPath, to: isPath })),
  gcs: orNull(gcsPlan),
  consolePipe: orNull(text(1024)),
  warnings: list(text()),
  deviations: list(text()),
  error: orNull(text()),
});

/** A day: no step of a boot takes longer. */
const milliseconds = optional(integer(1, 86_400_000));

export const isBootRequest = object<BootRequest>({
  plan,
  runFolder: isPath,
  recordFolder: isPath,
  newScratch: orNull(
    object<NonNullable<BootRequest["newScratch"]>>({ path: isPath, sizeInBytes: integer(1, 64 * 2 ** 40) }),
  ),
  keepWorkFiles: optional(isFlag),
  timeouts: optional(
    object<Required<NonNullable<BootRequest["timeouts"]>>>({
      create: milliseconds,
      connection: milliseconds,
      request: milliseconds,
      terminate: milliseconds,
      unlock: milliseconds,
    }),
  ),
  context: isJsonObject,
});

const number = integer(0, Number.MAX_SAFE_INTEGER);
const terminal = object<TerminalSize>({ rows: integer(1, 0xffff), columns: integer(1, 0xffff) });

/** The members of each request besides `request` and `type`. */
const members: Readonly<Record<HostRequest["type"], Readonly<Record<string, Check>>>> = {
  preflight: { boot: isBootRequest },
  boot: { boot: isBootRequest },
  rehearse: { boot: isBootRequest },
  list: {},
  hresults: {},
  properties: {},
  status: {},
  terminate: {},
  recover: { recordFolder: isPath, ids: list(text(256)) },
  execute: { process: number, arguments: list(text(32_767), limits.arguments), terminal: orNull(terminal) },
  input: { process: number, data: text(limits.data) },
  endInput: { process: number },
  resize: { process: number, terminal },
  kill: { process: number },
  consoleInput: { data: text(limits.data) },
};

const isKnownType = (type: unknown): type is HostRequest["type"] =>
  typeof type === "string" && Object.hasOwn(members, type);

/** Whether a message is a request of the fixed set, with every member in its bounds. */
export function isHostRequest(value: unknown): value is HostRequest {
  if (!isJsonObject(value) || !number(value["request"])) return false;
  const { type } = value;
  return isKnownType(type) && Object.entries(members[type]).every(([name, check]) => check(value[name]));
}
