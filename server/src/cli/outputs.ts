import { type FormatName, formatNames } from "../report/formats.ts";
import { choice } from "./target-options.ts";
import { UsageError } from "./usage-error.ts";

/** One report to write. */
export interface Output {
  readonly format: FormatName;
  /** Path as given; undefined for standard output. */
  readonly file: string | undefined;
}

/** Reads the `--format NAME[=FILE]` options; none means pretty on standard output. */
export function readOutputs(given: readonly string[] | undefined): readonly Output[] {
  if (given === undefined || given.length === 0) return [{ format: "pretty", file: undefined }];
  const outputs = given.map(readOutput);
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    throw new UsageError(
      "only one --format can go to standard output; give the others a file: --format sarif=out.sarif.",
    );
  }
  return outputs;
}

function readOutput(given: string): Output {
  const equals = given.indexOf("=");
  const name = equals === -1 ? given : given.slice(0, equals);
  const file = equals === -1 ? undefined : given.slice(equals + 1);
  if (file === "") throw new UsageError(`--format ${given} names no file.`);
  const format = choice("--format", formatNames, name);
  if (format === undefined) throw new UsageError("--format needs a name.");
  return { format, file };
}
