import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { assertNothingLeft, flowTest, originalText, watch } from "./host.ts";

flowTest("a VMGS that is none is named, though HCS names its copy", {}, async (bench) => {
  const vmgs = path.join(bench.folder, "boot", "cwcow.snp.vmgs");
  // As a download leaves it that was answered with a page.
  writeFileSync(vmgs, "<html>".padEnd(4096));
  const withDisks = { ...bench, request: { ...bench.request, plan: { ...bench.request.plan, checks: [] } } };
  const { result, record } = await watch(withDisks);
  assert.equal(result.failure?.phase, "starting");
  assert.equal(result.failure?.hresultName, "ERROR_FILE_CORRUPT");
  const told = `${vmgs} should be a VMGS but is none. Copy the file again from where it was built.`;
  assert.ok(record.failure?.message.includes(told), record.failure?.message);
  await assertNothingLeft(bench);

  writeFileSync(vmgs, originalText("cwcow.snp.vmgs"));
  assert.equal((await watch(bench)).result.outcome, "ended", "the next boot works");
});
