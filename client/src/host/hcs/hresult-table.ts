/** What an HRESULT says and what to do about it; also the source of the table in the documentation. */
export interface HresultFact {
  /** The 32 bits as an unsigned number. */
  readonly code: number;
  readonly name: string;
  readonly meaning: string;
  readonly advice: string;
}

const fact = (code: number, name: string, meaning: string, advice: string): HresultFact => ({
  code,
  name,
  meaning,
  advice,
});

const restart = "Boot again; if it happens each time, look into the event log Hyper-V-Compute-Operational.";
const ours = "This is a fault of the extension: report it with the record of the run.";
const document =
  "Compare the document in the record with the Windows build of the host: older builds refuse newer fields.";
const guestLog = "Read the console log and the guest's log; boot with debug mode to keep the guest's disks.";
const features = "Turn on the Hyper-V feature and restart Windows; in a VM, nested virtualization has to be on.";
const service = "Start the service Hyper-V Host Compute Service (vmcompute) and boot again.";
const gone = "The VM has ended before; nothing is left to do for it.";
const member = "Run elevated, or join the group Hyper-V Administrators and sign in again.";

/** HCS errors (`winerror.h`, facility 0x37). The guest's compute service reports the same as 0xC037nnnn. */
const hcsFacts: readonly HresultFact[] = [
  fact(0x80370100, "HCS_E_TERMINATED_DURING_START", "The VM exited while it was starting.", guestLog),
  fact(
    0x80370101,
    "HCS_E_IMAGE_MISMATCH",
    "The container's Windows is not that of the host.",
    "Use boot files that were built for this Windows build.",
  ),
  fact(
    0x80370102,
    "HCS_E_HYPERV_NOT_INSTALLED",
    "The hypervisor or a feature that the VM needs is not there.",
    features,
  ),
  fact(0x80370103, "HCS_E_OPERATION_PENDING", "The operation is still running.", restart),
  fact(0x80370105, "HCS_E_INVALID_STATE", "The VM is in a state that does not allow this.", restart),
  fact(0x80370106, "HCS_E_UNEXPECTED_EXIT", "The VM exited unexpectedly.", guestLog),
  fact(0x80370107, "HCS_E_TERMINATED", "The VM was terminated.", "This is how a VM ends that was torn down."),
  fact(0x80370108, "HCS_E_CONNECT_FAILED", "No connection to the VM could be made.", guestLog),
  fact(0x80370109, "HCS_E_CONNECTION_TIMEOUT", "The VM did not answer in time.", guestLog),
  fact(0x8037010a, "HCS_E_CONNECTION_CLOSED", "The connection to the VM was closed.", guestLog),
  fact(
    0x8037010b,
    "HCS_E_UNKNOWN_MESSAGE",
    "The guest does not know this message.",
    "Use boot files and an hcsshim release that belong together.",
  ),
  fact(
    0x8037010c,
    "HCS_E_UNSUPPORTED_PROTOCOL_VERSION",
    "Host and guest have no protocol version in common.",
    "Use boot files of this Windows generation.",
  ),
  fact(0x8037010d, "HCS_E_INVALID_JSON", "The document is not valid for this Windows build.", document),
  fact(0x8037010e, "HCS_E_SYSTEM_NOT_FOUND", "There is no VM with this identifier.", gone),
  fact(
    0x8037010f,
    "HCS_E_SYSTEM_ALREADY_EXISTS",
    "A VM with this identifier exists.",
    "End it (hcsdiag kill), or boot under another identifier.",
  ),
  fact(0x80370110, "HCS_E_SYSTEM_ALREADY_STOPPED", "The VM is not running any more.", gone),
  fact(0x80370111, "HCS_E_PROTOCOL_ERROR", "Host and guest misunderstood each other.", restart),
  fact(
    0x80370112,
    "HCS_E_INVALID_LAYER",
    "A layer has a format that is not known.",
    "Use boot files that were built for this Windows build.",
  ),
  fact(
    0x80370113,
    "HCS_E_WINDOWS_INSIDER_REQUIRED",
    "This needs an Insider build of Windows.",
    "Boot on a host with such a build.",
  ),
  fact(0x80370114, "HCS_E_SERVICE_NOT_AVAILABLE", "A feature that the VM needs is not installed.", features),
  fact(0x80370115, "HCS_E_OPERATION_NOT_STARTED", "The operation was not started.", ours),
  fact(0x80370116, "HCS_E_OPERATION_ALREADY_STARTED", "The operation was started before.", ours),
  fact(0x80370117, "HCS_E_OPERATION_PENDING", "The operation is still running.", restart),
  fact(0x80370118, "HCS_E_OPERATION_TIMEOUT", "The operation did not end in time.", restart),
  fact(
    0x80370119,
    "HCS_E_OPERATION_SYSTEM_CALLBACK_ALREADY_SET",
    "The VM's handle has its event callback already.",
    ours,
  ),
  fact(
    0x8037011a,
    "HCS_E_OPERATION_RESULT_ALLOCATION_FAILED",
    "There was no memory for the result.",
    "Close programs to free memory and boot again.",
  ),
  fact(0x8037011b, "HCS_E_ACCESS_DENIED", "You are not allowed to manage VMs on this host.", member),
  fact(0x8037011c, "HCS_E_GUEST_CRITICAL_ERROR", "The guest reported a critical error.", guestLog),
  fact(0x8037011d, "HCS_E_PROCESS_INFO_NOT_AVAILABLE", "Nothing is known about the process.", restart),
  fact(0x8037011e, "HCS_E_SERVICE_DISCONNECT", "The compute service went away.", service),
  fact(0x8037011f, "HCS_E_PROCESS_ALREADY_STOPPED", "The process has ended before.", "Nothing is left to do for it."),
  fact(0x80370120, "HCS_E_SYSTEM_NOT_CONFIGURED_FOR_OPERATION", "The VM was not made for this operation.", document),
  fact(0x80370121, "HCS_E_OPERATION_ALREADY_CANCELLED", "The operation was cancelled before.", restart),
];

const generalFacts: readonly HresultFact[] = [
  fact(
    0x80004001,
    "E_NOTIMPL",
    "This is not implemented.",
    "Use boot files and an hcsshim release that belong together.",
  ),
  fact(0x80004005, "E_FAIL", "It failed without a reason of its own.", guestLog),
  fact(
    0x80070002,
    "ERROR_FILE_NOT_FOUND",
    "A file is missing.",
    "Check the paths of the boot files and of the scratch.",
  ),
  fact(
    0x80070003,
    "ERROR_PATH_NOT_FOUND",
    "A folder is missing.",
    "Check the paths of the boot files and of the scratch.",
  ),
  fact(
    0x80070005,
    "ERROR_ACCESS_DENIED",
    "Access was denied.",
    "Run elevated, and check that you own the files or may change their permissions.",
  ),
  fact(0x8007000d, "ERROR_INVALID_DATA", "The data is not valid.", document),
  fact(0x8007000e, "ERROR_OUTOFMEMORY", "There is not enough memory.", "Give the VM less memory or close other VMs."),
  fact(
    0x80070020,
    "ERROR_SHARING_VIOLATION",
    "Another process uses the file.",
    "End the VM or program that uses it; two VMs cannot share a scratch.",
  ),
  fact(0x80070032, "ERROR_NOT_SUPPORTED", "This host does not support it.", document),
  fact(0x80070050, "ERROR_FILE_EXISTS", "The file exists.", "End the VM that uses it, or remove it."),
  fact(0x80070057, "ERROR_INVALID_PARAMETER", "A parameter is not valid.", document),
  fact(0x80070070, "ERROR_DISK_FULL", "The disk is full.", "Free some space or choose another folder."),
  fact(0x8007007e, "ERROR_MOD_NOT_FOUND", "A library of Windows is missing.", features),
  fact(0x80070490, "ERROR_NOT_FOUND", "It does not exist (any more).", gone),
  fact(
    0x80070570,
    "ERROR_FILE_CORRUPT",
    "A file is damaged, or is not of the kind that it should be.",
    "Copy the boot files again from where they were built.",
  ),
  fact(
    0x800705aa,
    "ERROR_NO_SYSTEM_RESOURCES",
    "Windows lacks the resources for it, most often memory.",
    "Give the VM less memory or close other VMs.",
  ),
  fact(0x800705b4, "ERROR_TIMEOUT", "It did not end in time.", restart),
  fact(
    0x8007271d,
    "WSAEACCES",
    "The Hyper-V socket may not be opened with these rights.",
    "Start the host elevated: only administrators may listen for a guest.",
  ),
  fact(0x8007273f, "WSAEAFNOSUPPORT", "This Windows has no Hyper-V sockets.", features),
  fact(0x80072740, "WSAEADDRINUSE", "Another process listens for this VM already.", "End the other boot of this VM."),
  fact(0x800706ba, "RPC_S_SERVER_UNAVAILABLE", "The compute service does not run.", service),
];

export const hresultFacts: readonly HresultFact[] = [...hcsFacts, ...generalFacts];
