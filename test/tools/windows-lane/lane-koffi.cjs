// Loaded first by every Node of the Windows lane: koffi comes from the lane, which has the binary for Windows.
const { registerHooks } = require("node:module");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const entry = (file) => pathToFileURL(path.join(process.env.WINDOWS_LANE_MODULES, "koffi", file)).href;
const required = { url: entry("index.cjs"), format: "commonjs", shortCircuit: true };
const imported = { url: entry("index.js"), format: "module", shortCircuit: true };

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier !== "koffi") return nextResolve(specifier, context);
    return context.conditions.includes("require") ? required : imported;
  },
});
