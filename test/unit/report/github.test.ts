import assert from "node:assert/strict";
import { test } from "node:test";
import { githubReport } from "../../../server/src/report/github.ts";
import { sampleReport } from "./sample.ts";

test("workflow commands: one-based, escaped, columns only within one line, three levels", () => {
  assert.deepEqual(githubReport(sampleReport).split("\n"), [
    '::error file=pods/a%2C b.yaml,line=5,endLine=5,col=9,endColumn=15,title=some-rule::Refused: "50%25" <&>%0Asecond line',
    "::warning file=pods/a%2C b.yaml,line=10,endLine=12,title=other-rule::Something is wrong.",
    "::notice file=pods/a%2C b.yaml,line=5,endLine=5,col=9,endColumn=15,title=info-rule::Something is wrong.",
    "::notice file=pods/a%2C b.yaml,line=5,endLine=5,col=9,endColumn=15,title=hint-rule::Something is wrong.",
    "",
  ]);
});
