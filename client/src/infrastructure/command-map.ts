import type { Uri } from "vscode";
import type { ValidateWorkspaceResult } from "../../../server/src/protocol.ts";

/** LSP position, in UTF-16 code units from 0. */
export interface CommandPosition {
  readonly line: number;
  readonly character: number;
}

/** Every command of the extension with the arguments it takes; package.json declares the same ones (a test compares). */
export interface CommandMap {
  "confidentialPods.showOutput": () => void;
  "confidentialPods.restartLanguageServer": () => Promise<void>;
  /** Opens the page of a rule; asks which one where no code is given. */
  "confidentialPods.openRuleReference": (code?: string) => Promise<void>;
  /** Applies every preferred fix to a document, by default the active one. */
  "confidentialPods.fixAll": (uri?: Uri) => Promise<void>;
  /** Opens the HCS document of a sandbox to the side; by default of the one at the cursor. The code lens gives both. */
  "confidentialPods.previewDocument": (uri?: string, sandboxIndex?: number) => Promise<void>;
  /** The same preview, read from its explanation on. */
  "confidentialPods.explainPod": (uri?: string, sandboxIndex?: number) => Promise<void>;
  /** Compares the HCS documents of the files that are selected in the explorer, or of the active one and another. */
  "confidentialPods.compareDocuments": (clicked?: Uri, selected?: readonly Uri[]) => Promise<void>;
  /** Opens the value at a position, by default at the cursor, as a document that saves back into the spec. */
  "confidentialPods.openPayload": (uri?: string, position?: CommandPosition) => Promise<void>;
  /** Makes a Rego file, by default one that the user picks, the policy of the pod at the cursor. */
  "confidentialPods.setPolicyFromFile": (file?: Uri) => Promise<void>;
  /** Shows a policy denial as a page; asks for its text where none is given or selected. */
  "confidentialPods.decodePolicyDenial": (text?: string) => Promise<void>;
  /** Boots a sandbox of a spec; what is not given is asked for. The code lens gives both. */
  "confidentialPods.bootSandbox": (uri?: string, sandboxIndex?: number) => Promise<void>;
  /** Boots what the user chooses: a sandbox of the open spec, or boot files. */
  "confidentialPods.uvm.boot": () => Promise<void>;
  "confidentialPods.uvm.rehearse": (uri?: string, sandboxIndex?: number) => Promise<void>;
  "confidentialPods.uvm.preflight": (uri?: string, sandboxIndex?: number) => Promise<void>;
  /** `target`: a row of the view of UVMs, or the URI of a spec. */
  "confidentialPods.uvm.showPlan": (target?: unknown, sandboxIndex?: number) => Promise<void>;
  // The next ones work on a row of the view of UVMs; without, they ask where there are several.
  /** `target`: a run or its row in the view. */
  "confidentialPods.uvm.showProperties": (target?: unknown) => Promise<void>;
  "confidentialPods.uvm.terminate": (target?: unknown) => Promise<void>;
  "confidentialPods.uvm.shell": (target?: unknown) => Promise<void>;
  /** `commandLine`: by default asked for. */
  "confidentialPods.uvm.run": (target?: unknown, commandLine?: unknown) => Promise<void>;
  "confidentialPods.uvm.showConsole": (target?: unknown) => Promise<void>;
  "confidentialPods.uvm.openFolder": (target?: unknown) => Promise<void>;
  "confidentialPods.uvm.showRecord": (target?: unknown) => Promise<void>;
  "confidentialPods.uvm.refresh": () => Promise<void>;
  /** Opens the page that explains phases and HRESULTs. */
  "confidentialPods.uvm.troubleshoot": () => Promise<void>;
  /** Boots a VM with an empty disk and writes a report. */
  "confidentialPods.uvm.selfTest": () => Promise<void>;
  /** Opens a new spec; asks for its kind where no title is given. */
  "confidentialPods.newPodSpec": (title?: string) => Promise<void>;
  /** Checks every spec of the workspace; undefined where the user stopped it. */
  "confidentialPods.validateWorkspace": () => Promise<ValidateWorkspaceResult | undefined>;
  "confidentialPods.artifacts.refresh": () => void;
  /** Adds a data folder, by default one that the user picks. */
  "confidentialPods.artifacts.addFolder": (folder?: Uri) => Promise<void>;
  "confidentialPods.artifacts.checkBootFiles": (folder?: string, isolation?: string) => Promise<void>;
  "confidentialPods.artifacts.toggleHidden": () => void;
  // The others work on a row of the view, or on the file with this Uri; without, they ask.
  /** A text is a path of the host that a spec names: a link opens it, a file in an editor. */
  "confidentialPods.artifacts.reveal": (target?: unknown) => Promise<void>;
  "confidentialPods.artifacts.openDisk": (target?: unknown) => Promise<void>;
  "confidentialPods.artifacts.browse": (target?: unknown) => Promise<void>;
  "confidentialPods.artifacts.findFile": (target?: unknown) => Promise<void>;
  /** `text`: what to find, by default asked for. */
  "confidentialPods.artifacts.findText": (target?: unknown, text?: unknown) => Promise<void>;
  "confidentialPods.artifacts.guestWrites": (target?: unknown) => Promise<void>;
  "confidentialPods.artifacts.timeline": (target?: unknown) => Promise<void>;
  "confidentialPods.artifacts.compareRuns": (target?: unknown) => Promise<void>;
  /** `folder`: where to, by default one that the user picks. A list of selected rows is no folder. */
  "confidentialPods.artifacts.extract": (target?: unknown, folder?: unknown) => Promise<void>;
  /** `name`: the new identifier, by default asked for. */
  "confidentialPods.artifacts.renameRun": (target?: unknown, name?: unknown) => Promise<void>;
  "confidentialPods.artifacts.deleteRun": (target?: unknown) => Promise<void>;
  "confidentialPods.artifacts.copyPath": (target?: unknown) => Promise<void>;
  "confidentialPods.artifacts.openHex": (target?: unknown) => Promise<void>;
  "confidentialPods.artifacts.chooseParent": (target?: unknown) => Promise<void>;
}

export type CommandId = keyof CommandMap;

/** Commands that need files and processes of a machine: a browser has them not. */
export type MachineCommandId = Extract<
  CommandId,
  | "confidentialPods.bootSandbox"
  | "confidentialPods.validateWorkspace"
  | `confidentialPods.uvm.${string}`
  | `confidentialPods.artifacts.${string}`
>;

/** What a command is called in log and error messages. */
export const commandTitles: { readonly [Id in CommandId]: string } = {
  "confidentialPods.showOutput": "Showing the output",
  "confidentialPods.restartLanguageServer": "Restarting the language server",
  "confidentialPods.openRuleReference": "Opening the rule reference",
  "confidentialPods.fixAll": "Fixing all problems",
  "confidentialPods.previewDocument": "Previewing the HCS document",
  "confidentialPods.explainPod": "Explaining the pod",
  "confidentialPods.compareDocuments": "Comparing HCS documents",
  "confidentialPods.openPayload": "Opening the value",
  "confidentialPods.setPolicyFromFile": "Setting the policy",
  "confidentialPods.decodePolicyDenial": "Decoding the denial",
  "confidentialPods.bootSandbox": "Booting the UVM",
  "confidentialPods.uvm.boot": "Booting a UVM",
  "confidentialPods.uvm.rehearse": "Rehearsing the boot",
  "confidentialPods.uvm.preflight": "Checking before a boot",
  "confidentialPods.uvm.showPlan": "Showing the boot plan",
  "confidentialPods.uvm.showProperties": "Showing the properties of a UVM",
  "confidentialPods.uvm.terminate": "Terminating the UVM",
  "confidentialPods.uvm.shell": "Opening a shell",
  "confidentialPods.uvm.run": "Running a command",
  "confidentialPods.uvm.showConsole": "Showing the serial console",
  "confidentialPods.uvm.openFolder": "Opening the debug folder",
  "confidentialPods.uvm.showRecord": "Showing the run record",
  "confidentialPods.uvm.refresh": "Listing compute systems",
  "confidentialPods.uvm.troubleshoot": "Opening the troubleshooting page",
  "confidentialPods.uvm.selfTest": "Testing this host",
  "confidentialPods.newPodSpec": "Making a new pod spec",
  "confidentialPods.validateWorkspace": "Validating the workspace",
  "confidentialPods.artifacts.refresh": "Reading the debug artifacts",
  "confidentialPods.artifacts.addFolder": "Adding the folder",
  "confidentialPods.artifacts.checkBootFiles": "Checking the boot files",
  "confidentialPods.artifacts.toggleHidden": "Showing deleted files",
  "confidentialPods.artifacts.reveal": "Opening the folder",
  "confidentialPods.artifacts.openDisk": "Opening the disk",
  "confidentialPods.artifacts.browse": "Browsing the disk",
  "confidentialPods.artifacts.findFile": "Finding a file",
  "confidentialPods.artifacts.findText": "Finding a text",
  "confidentialPods.artifacts.guestWrites": "Comparing with the pristine disk",
  "confidentialPods.artifacts.timeline": "Showing the boot timeline",
  "confidentialPods.artifacts.compareRuns": "Comparing runs",
  "confidentialPods.artifacts.extract": "Extracting",
  "confidentialPods.artifacts.renameRun": "Renaming the run",
  "confidentialPods.artifacts.deleteRun": "Deleting the run",
  "confidentialPods.artifacts.copyPath": "Copying the path",
  "confidentialPods.artifacts.openHex": "Opening the hex editor",
  "confidentialPods.artifacts.chooseParent": "Choosing the parent",
};

/** All command ids, for the test that compares them with package.json. */
export const commandIds: readonly string[] = Object.keys(commandTitles);

/** `MachineCommandId`. */
const machineCommand = /^confidentialPods\.(?:bootSandbox|validateWorkspace|uvm\..+|artifacts\..+)$/;

/** The commands that a browser has too. */
export const portableCommandIds: readonly string[] = commandIds.filter((id) => !machineCommand.test(id));
