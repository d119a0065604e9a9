// `npm run package [-- --target win32-x64]`: builds and packages the extension.
import path from "node:path";
import { parseArgs } from "node:util";
import { root } from "./paths.mjs";
import { packageExtension } from "./vsix.mjs";

const { values } = parseArgs({ options: { target: { type: "string" } } });
const { file, bytes } = await packageExtension(values.target);
console.log(`${path.relative(root, file)}: ${Math.ceil(bytes / 1024)} KB`);
