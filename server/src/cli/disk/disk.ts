import { keepHeapSmall } from "../../image-files/small-heap.ts";
import type { Console } from "../console.ts";
import type { ExitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";
import { showArtifacts } from "./artifact-command.ts";
import { cat } from "./cat.ts";
import { diff } from "./diff.ts";
import { extract } from "./extract.ts";
import { info } from "./info.ts";
import { ls } from "./ls.ts";

/** `disk COMMAND …`: looks into disk images and debug artifacts; nothing is mounted, and no image is written to. */
export function disk(args: readonly string[], console: Console): ExitCode {
  keepHeapSmall();
  const [command = "", ...rest] = args;
  switch (command) {
    case "info":
      return info(rest, console);
    case "ls":
      return ls(rest, console);
    case "cat":
      return cat(rest, console);
    case "extract":
      return extract(rest, console);
    case "diff":
      return diff(rest, console);
    case "timeline":
      return showArtifacts({ name: command, kind: "boot-status-log", noun: "boot status log" }, rest, console);
    case "bcd":
      return showArtifacts(
        { name: command, kind: "boot-configuration", noun: "BCD store", options: ["log"] },
        rest,
        console,
      );
    case "vmgs":
      return showArtifacts({ name: command, kind: "guest-state", noun: "VM guest state" }, rest, console);
    case "reference-info":
      return showArtifacts({ name: command, kind: "reference-info", noun: "reference info" }, rest, console);
    case "":
      throw new UsageError(`disk needs a command: ${commands}.`);
    default:
      throw new UsageError(`disk has no command '${command}'; it has ${commands}.`);
  }
}

const commands = "info, ls, cat, extract, diff, timeline, bcd, vmgs, reference-info";
