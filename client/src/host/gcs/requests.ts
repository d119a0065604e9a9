import { joinArguments } from "./command-line.ts";
import { parentAddress, vsockService, zeroGuid } from "./guid.ts";
import type { Procedure } from "./message-types.ts";
import type { GuestSystem } from "./response.ts";

/** A request before it gets its message id; `json` is exactly the text that hcsshim sends, but for the line feed. */
export interface GuestRequest {
  readonly procedure: Procedure;
  readonly json: string;
}

/** The protocol version that hcsshim asks for and insists on. */
export const protocolVersion = 4;

/** Go's `omitempty`: empty texts and false stay away. */
const present = (members: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== "" && value !== false),
  );

const request = (procedure: Procedure, members: object, container = zeroGuid): GuestRequest => ({
  procedure,
  json: JSON.stringify({ ContainerId: container, ActivityId: zeroGuid, ...members }),
});

export const negotiateRequest = (): GuestRequest =>
  request("NegotiateProtocol", { MinimumVersion: protocolVersion, MaximumVersion: protocolVersion }, "");

/** A change to or from daylight saving time (`SYSTEMTIME`); members that are 0 are left out. */
export type TimeZoneDate = Readonly<Record<string, number>>;

/** The host's time zone as `GetTimeZoneInformation` tells it; biases in minutes. */
export interface TimeZone {
  readonly Bias?: number;
  readonly StandardName: string;
  readonly StandardDate: TimeZoneDate;
  readonly StandardBias?: number;
  readonly DaylightName: string;
  readonly DaylightDate: TimeZoneDate;
  readonly DaylightBias?: number;
}

export const utcTimeZone: TimeZone = {
  StandardName: "Coordinated Universal Time",
  StandardDate: {},
  DaylightName: "Coordinated Universal Time",
  DaylightDate: {},
};

/** Makes the guest's own system; its configuration travels as text inside the text. */
export const createRequest = (zone: TimeZone): GuestRequest =>
  request("Create", {
    ContainerConfig: JSON.stringify({ SystemType: "Container", TimeZoneInformation: zone }),
  });

export const startRequest = (): GuestRequest => request("Start", {});

/** Tells the guest its own address, so that its processes can dial the host. `runtimeId` is the VM's. */
export const hvSocketRequest = (runtimeId: string): GuestRequest =>
  request("ModifySettings", {
    Request: {
      RequestType: "Update",
      ResourceType: "HvSocket",
      Settings: { LocalAddress: runtimeId, ParentAddress: parentAddress },
    },
  });

/** What the guest enforces from now on; texts are base64, empty ones are left out. */
export interface ConfidentialSettings {
  readonly enforcer: string;
  readonly policy: string;
  readonly reference: string;
  readonly hashEnvelopeReference: string;
}

export const securityPolicyRequest = (settings: ConfidentialSettings): GuestRequest =>
  request("ModifySettings", {
    Request: {
      RequestType: "Add",
      ResourceType: "SecurityPolicy",
      Settings: present({
        EnforcerType: settings.enforcer,
        EncodedSecurityPolicy: settings.policy,
        EncodedUVMReference: settings.reference,
        EncodedUVMHashEnvelopeReference: settings.hashEnvelopeReference,
      }),
    },
  });

/** A call of the guest's log forward service. `settings`: base64 of the log sources. */
export const logServiceRequest = (
  rpc: "ModifyServiceSettings" | "StartLogForwarding" | "StopLogForwarding",
  settings = "",
): GuestRequest =>
  request("ModifyServiceSettings", {
    PropertyType: "LogForwardService",
    Settings: present({ RPCType: rpc, Settings: settings }),
  });

/** Console size in characters, each 1 to 65535. */
export interface ConsoleSize {
  readonly rows: number;
  readonly columns: number;
}

/** A process of the VM itself, run as its system account; `console` asks for a console instead of plain pipes. */
export interface ProcessRequest {
  readonly arguments: readonly string[];
  readonly console: ConsoleSize | undefined;
  /** vsock ports on which the host listens for the process's streams. */
  readonly streams: { readonly stdin?: number; readonly stdout?: number; readonly stderr?: number };
}

/** What a guest's system takes for a process: Windows a command line, Linux a list and a path to look it up in. */
const processOf: Readonly<Record<GuestSystem, (args: readonly string[]) => object>> = {
  windows: (args) => ({
    CommandLine: joinArguments(args),
    User: "NT AUTHORITY\\SYSTEM",
    WorkingDirectory: "C:\\",
  }),
  linux: (args) => ({
    CommandArgs: args,
    WorkingDirectory: "/",
    Environment: { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" },
  }),
};

/** Where a process's streams go: hv-socket services for Windows, vsock ports for Linux. */
const relayOf = (system: GuestSystem, { stdin, stdout, stderr }: ProcessRequest["streams"]): object => {
  const service = (port: number | undefined): string | undefined =>
    port === undefined ? undefined : vsockService(port);
  return system === "windows"
    ? { StdioRelaySettings: present({ StdIn: service(stdin), StdOut: service(stdout), StdErr: service(stderr) }) }
    : { VsockStdioRelaySettings: present({ StdIn: stdin, StdOut: stdout, StdErr: stderr }) };
};

export function executeRequest(system: GuestSystem, process: ProcessRequest): GuestRequest {
  const { console, streams } = process;
  const parameters = present({
    ...processOf[system](process.arguments),
    EmulateConsole: console !== undefined,
    CreateStdInPipe: streams.stdin !== undefined,
    CreateStdOutPipe: streams.stdout !== undefined,
    CreateStdErrPipe: streams.stderr !== undefined,
    ConsoleSize: console === undefined ? undefined : [console.rows, console.columns],
  });
  return request("ExecuteProcess", {
    Settings: { ProcessParameters: JSON.stringify(parameters), ...relayOf(system, streams) },
  });
}

export const waitForProcessRequest = (processId: number): GuestRequest =>
  request("WaitForProcess", { ProcessId: processId, TimeoutInMs: 0xffff_ffff });

/** Without options a signal kills; with options the sidecar refuses it for processes of the VM itself. */
export const killRequest = (processId: number): GuestRequest => request("SignalProcess", { ProcessId: processId });

export const resizeRequest = (processId: number, size: ConsoleSize): GuestRequest =>
  request("ResizeConsole", { ProcessId: processId, Height: size.rows, Width: size.columns });
