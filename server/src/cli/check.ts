import { writeFileSync } from "node:fs";
import path from "node:path";
import { makeWithParents } from "../files/make-folder.ts";
import { writeReason } from "../files/system-error.ts";
import { encode } from "../files/text-encoding.ts";
import { fixAll } from "../pods/review/fix-all.ts";
import type { ReviewProfile } from "../pods/review/profile.ts";
import { isTomlName } from "../pods/review/review-config.ts";
import { type CheckReport, type ReportedFile, summarize } from "../report/check-report.ts";
import { readCheckOptions } from "./check-options.ts";
import { checkText } from "./check-text.ts";
import type { Console } from "./console.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { Output } from "./outputs.ts";
import { type Input, readInputs } from "./read-inputs.ts";
import { render } from "./render.ts";
import { replaceFile } from "./write-file.ts";

/** `check [PATH…|-]`: says what is wrong with specs, and mends what is unambiguous where asked to. */
export function check(args: readonly string[], console: Console): ExitCode {
  const { paths, inputName, profile, outputs, maxWarnings, fix } = readCheckOptions(args, console.folder);
  const { inputs, problems } = readInputs(paths, inputName, console);
  const files: ReportedFile[] = [];
  const failures: string[] = [];
  let fixed = 0;
  for (const input of inputs) {
    const own = { ...profile, target: { ...profile.target, runtimeClasses: input.runtimeClasses } };
    const text = fix ? fixFile(input, own, failures) : input.text;
    if (text !== input.text) fixed++;
    files.push({ file: input.name, findings: checkText(input.name, text, own) });
  }
  const report: CheckReport = { files, summary: summarize(files, fixed) };
  const isUnread = files.length === 0 && problems.length > 0;
  for (const output of outputs) {
    // A summary of nothing would read as clean in a log.
    if (!(isUnread && output.format === "pretty" && output.file === undefined))
      write(output, report, console, failures);
  }
  const said = [...problems, ...failures];
  for (const problem of said) console.err(`confidential-pods: ${problem}\n`);
  if (said.length > 0) return exitCode.failed;
  if (report.summary.errors > 0) return exitCode.errors;
  return maxWarnings !== undefined && report.summary.warnings > maxWarnings ? exitCode.warnings : exitCode.clean;
}

/** Writes the spec where a fix changes it; configurations stay as they are. @returns the text that stands in the file now. */
function fixFile(input: Input, profile: ReviewProfile, failures: string[]): string {
  if (isTomlName(input.name)) return input.text;
  const { text } = fixAll(input.name, input.text, profile);
  if (text === input.text || input.path === undefined) return input.text;
  if (!input.isLossless) {
    failures.push(`'${input.name}' is not fixed: it holds bytes that are not text, which would be lost.`);
    return input.text;
  }
  try {
    replaceFile(input.path, encode(text, input.encoding));
    return text;
  } catch (error) {
    failures.push(notWritten(input.name, error));
    return input.text;
  }
}

function write({ format, file }: Output, report: CheckReport, console: Console, failures: string[]): void {
  if (file === undefined) {
    console.out(render(format, report, console.colors));
    return;
  }
  const at = path.resolve(console.folder, file);
  const text = render(format, report, false);
  try {
    makeWithParents(path.dirname(at));
    writeFileSync(at, text);
  } catch (error) {
    failures.push(notWritten(file, error));
  }
}

const notWritten = (name: string, error: unknown): string => `'${name}' cannot be written: ${writeReason(error)}.`;
