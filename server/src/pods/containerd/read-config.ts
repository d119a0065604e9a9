import { parse, TomlError } from "smol-toml";
import { type ContainerdConfig, type RuntimeHandler, runtimePlugins } from "./containerd-config.ts";
import { placesOf } from "./toml-places.ts";

/** Longer files are not read, in UTF-16 units: a configuration is a few thousand. */
const longest = 1024 * 1024;
/** Deeper arrays and inline tables are refused. */
const deepest = 64;

/** A configuration, or why the file is none. */
export type ReadConfig =
  | { readonly ok: true; readonly config: ContainerdConfig }
  | {
      readonly ok: false;
      /** A sentence. */
      readonly error: string;
      /** Offset of the fault in UTF-16 units. */
      readonly offset: number;
    };

const lastRead = new Map<string, ReadConfig>();

/** Reads containerd's `config.toml`. The same object (===) for the same text, as long as it is the last one read. */
export function readContainerdConfig(text: string): ReadConfig {
  const known = lastRead.get(text);
  if (known !== undefined) return known;
  lastRead.clear();
  const read = readNow(text);
  lastRead.set(text, read);
  return read;
}

function readNow(text: string): ReadConfig {
  if (text.length > longest) {
    return { ok: false, error: "This configuration is not read: it is longer than 1 Mi characters.", offset: 0 };
  }
  try {
    const root = parse(text.replace(/^\uFEFF/, ""), { integersAsBigInt: "asNeeded", maxDepth: deepest });
    const version = typeof root["version"] === "number" ? root["version"] : undefined;
    const places = placesOf(text);
    return { ok: true, config: { text, version, places, ...runtimesIn(root, version) } };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // Its message goes on with the lines around the fault.
    const [fault = ""] = error.message.replace(/^Invalid TOML document: /, "").split("\n");
    const lines = text.split("\n").slice(0, error.line - 1);
    const offset = lines.reduce((sum, line) => sum + line.length + 1, 0) + error.column - 1;
    const place = `line ${error.line}, column ${error.column}`;
    return {
      ok: false,
      error: `containerd cannot read this configuration (${place}): ${fault.replace(/\.$/, "")}.`,
      offset: Math.min(Math.max(offset, 0), text.length),
    };
  }
}

/** hcsshim's own shim; another runtime's options are not its. */
const runhcsType = "io.containerd.runhcs.v1";

function runtimesIn(root: unknown, version: number | undefined): Pick<ContainerdConfig, "handlers" | "defaultHandler"> {
  const handlers: RuntimeHandler[] = [];
  let defaultHandler: string | undefined;
  for (const plugin of [runtimePlugins[3], runtimePlugins[2]]) {
    const above = ["plugins", plugin, "containerd"];
    const path = [...above, "runtimes"];
    const runtimes = path.reduce(memberOf, root);
    // Without the old plugin's migration, a version 3 file's handlers stand in the new plugin's table alone.
    const isRead = version !== 3 || plugin === runtimePlugins[3];
    const defaultName = memberOf(above.reduce(memberOf, root), "default_runtime_name");
    if (isRead && typeof defaultName === "string" && defaultName !== "") defaultHandler ??= defaultName;
    for (const [name, handler] of membersOf(runtimes)) {
      const type = memberOf(handler, "runtime_type");
      handlers.push({
        name,
        path: [...path, name],
        podAnnotations: textsOf(memberOf(handler, "pod_annotations")),
        containerAnnotations: textsOf(memberOf(handler, "container_annotations")),
        options: new Map(membersOf(memberOf(handler, "options"))),
        // Handlers without a runtime type are containerd's built-in ones.
        isRunhcs: type === undefined ? name.startsWith("runhcs-") : type === runhcsType,
        isRead,
      });
    }
  }
  return { handlers, defaultHandler };
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;

const membersOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

const textsOf = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
