import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A source file of the product: path from the root with `/`, and its text. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** Every TypeScript file below the folders, sorted. */
export function sourcesOf(...folders: readonly string[]): readonly Source[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) =>
        path.posix.join(folder, name.replaceAll("\\", "/")),
      ),
    )
    .filter((file) => file.endsWith(".ts"))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((file) => ({ file, text: readFileSync(file, "utf8") }));
}

/** The source files of the client and the server. */
export const productSources: readonly Source[] = sourcesOf("client/src", "server/src");

/** One import or re-export of a file: a package's name, or the path of a file from the root. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const statement = /^(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"|\bimport\("([^"]+)"\)/gm;

/** The imports of a file, `import()` included. */
export function importsOf({ file, text }: Source): readonly Import[] {
  return [...text.matchAll(statement)].map(([, type, fixed, lazy]) => {
    const target = fixed ?? lazy ?? "";
    const to = target.startsWith(".") ? path.posix.join(path.posix.dirname(file), target) : target;
    return { from: file, to, typeOnly: type !== undefined };
  });
}
