// The groups of tests, in the order of what they need: the later ones use what the build left.
import path from "node:path";

const tsc = path.join("node_modules", "typescript", "bin", "tsc");
const unit = ["test/tools/run-unit.mjs", "--quiet"];
const inGroup = "test/tools/run-group.mjs";

/**
 * @typedef {object} Group
 * @property {string} name
 * @property {readonly string[]} args of node
 * @property {number} minutes after which it hangs, and is ended: several times what it takes on a busy machine
 * @property {boolean} [counts] it ends with its counts as a line of JSON; else it is one check
 */

/** @type {readonly Group[]} */
export const groups = [
  { name: "build", args: ["build.mjs"], minutes: 5 },
  { name: "types", args: [tsc, "-p", "."], minutes: 5 },
  { name: "unit", args: [...unit, "test/unit"], minutes: 15, counts: true },
  { name: "protocol", args: [...unit, "test/protocol"], minutes: 10, counts: true },
  { name: "windows", args: [inGroup, "windows"], minutes: 15, counts: true },
  { name: "vscode", args: [inGroup, "vscode"], minutes: 12, counts: true },
  { name: "web", args: [inGroup, "web"], minutes: 12, counts: true },
  { name: "vsix", args: [inGroup, "vsix"], minutes: 20, counts: true },
];
