import { listRules } from "../pods/rules/explain.ts";
import type { CheckReport } from "../report/check-report.ts";
import type { FormatName } from "../report/formats.ts";
import { githubReport } from "../report/github.ts";
import { jsonReport } from "../report/json.ts";
import { junitReport } from "../report/junit.ts";
import { prettyReport } from "../report/pretty.ts";
import { sarifReport } from "../report/sarif.ts";
import { toolVersion } from "./version.ts";

/** The report's text in one format. */
export function render(format: FormatName, report: CheckReport, colors: boolean): string {
  switch (format) {
    case "pretty":
      return prettyReport(report, colors);
    case "json":
      return jsonReport(report);
    case "sarif":
      return sarifReport(report, listRules(), toolVersion);
    case "junit":
      return junitReport(report);
    case "github":
      return githubReport(report);
  }
}
