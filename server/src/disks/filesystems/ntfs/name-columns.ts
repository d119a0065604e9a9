import { NumberColumn, TextColumn } from "../../columns.ts";
import type { FileColumns } from "./file-columns.ts";
import type { FileReference, NtfsName } from "./file-name.ts";
import { firstUserRecord } from "./system-records.ts";

const unknown = -1;

/** Names of very many files in a column each, and which records are directories: as objects they would take several times the memory. */
export class NameColumns {
  readonly #texts = new TextColumn();
  readonly #rows = new NumberColumn(Int32Array);
  readonly #directories = new NumberColumn(Float64Array);
  readonly #directorySequences = new NumberColumn(Uint16Array);
  /** How often the record of each directory was reused, by its number; `unknown` for what is no directory. */
  readonly #sequences: Int32Array;

  /** `recordCount`: records that are looked through. */
  constructor(recordCount: number) {
    this.#sequences = new Int32Array(Math.max(firstUserRecord, recordCount)).fill(unknown);
  }

  get count(): number {
    return this.#rows.length;
  }

  /** Behind the number of the last record that can be a name's directory. */
  get recordCount(): number {
    return this.#sequences.length;
  }

  /** `row`: that of the file among the files. */
  add({ name, parent }: NtfsName, row: number): void {
    this.#texts.push(name);
    this.#rows.push(row);
    this.#directories.push(parent.record);
    this.#directorySequences.push(parent.sequence);
  }

  addDirectory({ record, sequence }: FileReference): void {
    if (record < this.#sequences.length) this.#sequences[record] = sequence;
  }

  textAt(name: number): string {
    return this.#texts.at(name);
  }

  /** The row of the name's file. */
  rowAt(name: number): number {
    return this.#rows.at(name);
  }

  /** Record number of the directory that the name is in. */
  directoryAt(name: number): number {
    return this.#directories.at(name);
  }

  /** **same**: the name's directory is there. **reused**: its record is another directory now. **none**: there is none. */
  homeAt(name: number): "same" | "reused" | "none" {
    const sequence = this.#sequences[this.#directories.at(name)] ?? unknown;
    if (sequence === unknown) return "none";
    return sequence === this.#directorySequences.at(name) ? "same" : "reused";
  }

  /** How many names of files that are not deleted a directory has. */
  countByDirectory(files: FileColumns): (directory: number) => number {
    const counts = new Int32Array(this.recordCount);
    for (let name = 0; name < this.count; name++) {
      const directory = this.directoryAt(name);
      if (directory < counts.length && !files.isDeletedAt(this.rowAt(name))) {
        counts[directory] = (counts[directory] ?? 0) + 1;
      }
    }
    return (directory) => counts[directory] ?? 0;
  }
}
