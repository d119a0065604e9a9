/** Stands for `schemas/annotations.json` in the package. */
import { readReference } from "./reference.ts";

interface Table {
  /** What is told of the annotations by its name, each a list in the same order; null where nothing is. */
  readonly annotations: Readonly<Record<string, readonly unknown[]>> & { readonly key: readonly unknown[] };
}

// What the build wrote of the table itself.
const { annotations, ...table } = readReference("annotations") as Table;
const columns = Object.entries(annotations);

const row = (at: number): object =>
  Object.fromEntries(columns.flatMap(([name, values]) => (values[at] === null ? [] : [[name, values[at]]])));

export default { ...table, annotations: annotations.key.map((_, at) => row(at)) };
