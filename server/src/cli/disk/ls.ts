import { ImageFileError } from "../../image-files/image-file-error.ts";
import type { Console } from "../console.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";
import { writeBatches } from "../write-batches.ts";
import { type DiskOptions, readDiskOptions } from "./disk-options.ts";
import { tellFindings } from "./findings.ts";
import { ImageListing } from "./image-listing.ts";
import { type JsonAnswer, writeJson } from "./write-json.ts";

/** `disk ls IMAGE…`: every file and alternate data stream of every file system, written while the images are read. */
export function ls(args: readonly string[], console: Console): ExitCode {
  const options = readDiskOptions("ls", args, ["json", "partition", "hash", "deleted", "streams"], console);
  if (options.names.length === 0) throw new UsageError("which image?");
  const listings = new Listings(options, console);
  const isOne = options.names.length === 1;
  if (!options.json) writeText(listings, isOne, console);
  else if (isOne) for (const listing of listings) writeJson(answer(listing), console);
  else writeJson({ images: () => namedAnswers(listings) }, console);
  return listings.exitCode;
}

/** Opens one image after the other, and keeps what the exit status has to say of them. */
class Listings implements Iterable<ImageListing> {
  readonly #options: DiskOptions;
  readonly #console: Console;
  #failed = false;
  #damaged = false;

  constructor(options: DiskOptions, console: Console) {
    this.#options = options;
    this.#console = console;
  }

  get exitCode(): ExitCode {
    if (this.#failed) return exitCode.failed;
    return this.#damaged ? exitCode.errors : exitCode.clean;
  }

  *[Symbol.iterator](): Generator<ImageListing> {
    for (const name of this.#options.names) {
      let listing: ImageListing | undefined;
      try {
        listing = new ImageListing(name, this.#options);
        yield listing;
        if (listing.findings.problems.length > 0) this.#damaged = true;
        // Told when all else is written: what was listed before stays readable.
        if (listing.failure !== undefined) throw listing.failure;
      } catch (error) {
        if (!(error instanceof ImageFileError)) throw error;
        this.#console.err(`confidential-pods: ${error.message}\n`);
        this.#failed = true;
      } finally {
        listing?.close();
      }
    }
  }
}

function writeText(listings: Iterable<ImageListing>, isOne: boolean, console: Console): void {
  let before = "";
  for (const listing of listings) {
    if (!isOne) console.out(`${before}${listing.name}\n`);
    before = "\n";
    writeBatches(listing.lines(), console);
    tellFindings(listing.name, listing.findings, console);
  }
}

function answer(listing: ImageListing): JsonAnswer {
  return {
    files: () => listing.files(),
    problems: () => listing.findings.problems,
    notes: () => listing.findings.notes,
  };
}

function* namedAnswers(listings: Iterable<ImageListing>): Generator<JsonAnswer> {
  for (const listing of listings) yield { image: listing.name, ...answer(listing) };
}
