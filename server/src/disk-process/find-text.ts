import type { DiskCalls, FoundText, FoundTexts } from "../disk-protocol.ts";
import { DiskError } from "../disks/problem.ts";
import type { ListedFile } from "../image-files/listed-file.ts";
import type { ImageFile } from "../image-files/open-image-file.ts";
import { ByteProgress } from "./byte-progress.ts";
import type { CallContext } from "./call-context.ts";
import { chosenFiles } from "./chosen-files.ts";
import { mayBeArtifact } from "./disk-files.ts";
import { inSteps } from "./in-steps.ts";
import { longestWanted, searchText, type TextMatch } from "./text-search.ts";

/** Matches of one file; more of them only hide the other files. */
const maxInFile = 20;

/** Finds a text in the files of an area of an image. What cannot be read, or is withheld, is counted. */
export async function findText(
  image: ImageFile,
  params: DiskCalls["findText"]["params"],
  call: CallContext,
): Promise<FoundTexts> {
  const wanted = params.text.slice(0, longestWanted);
  const all = await chosenFiles(image, params, call);
  const files = all.filter(({ kind }) => kind === "file" || kind === "stream");
  const hasPartitions = image.disk.partitions.some(({ fileSystem }) => fileSystem !== undefined);
  const progress = new ByteProgress(files, call);
  const matches: FoundText[] = [];
  let unread = 0;
  for (const file of files) {
    const partition = hasPartitions ? file.partition : null;
    const found: TextMatch[] = [];
    try {
      await inSteps(firstMatches(file, wanted), call, (step) => {
        if (typeof step === "number") progress.within(step);
        else found.push(step);
      });
    } catch (error) {
      if (!(error instanceof DiskError)) throw error;
      unread++;
    }
    progress.end(file);
    for (const { line, preview } of found) {
      if (matches.length === params.limit) return { matches, hasMore: true, unread };
      matches.push({ partition, path: file.path, artifact: mayBeArtifact(file.path), line, preview });
    }
  }
  return { matches, hasMore: false, unread };
}

/** @throws DiskError where the content cannot be read, or is not given away */
function* firstMatches(file: ListedFile, wanted: string): Generator<TextMatch | number, void> {
  if (file.withheld !== undefined) throw new DiskError("not-read", `${file.path}: ${file.withheld}.`, 0);
  let found = 0;
  for (const step of searchText(file.source, wanted)) {
    yield step;
    if (typeof step !== "number" && ++found === maxInFile) return;
  }
}
