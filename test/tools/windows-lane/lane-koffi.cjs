// Loaded first by every Node of the Windows lane: koffi comes from the lane, which has the binary for Windows.
const { registerHooks } = require("node:module");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const koffi = pathToFileURL(path.join(process.env.WINDOWS_LANE_MODULES, "koffi", "index.cjs")).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === "koffi" ? { url: koffi, format: "commonjs", shortCircuit: true } : nextResolve(specifier, context),
});
