import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule } from "../rule.ts";
import { remove } from "../support/fixes.ts";
import { onValue } from "../support/report.ts";
import { numaActivator } from "./numa/activator.ts";
import { vmRule } from "./support/vm-rule.ts";

const tooOld = /is not supported on builds older than|requires a build of|topology is not supported on/;

/** What only newer hosts have; the default target's build has all of it. */
export const windowsBuildRule: Rule = vmRule({
  code: "windows-build-too-old",
  title: "Setting that the host's Windows build does not support",
  severity: "error",
  about: [
    keys.cpuGroupId,
    keys.kernelDirectBoot,
    keys.enableColdDiscardHint,
    keys.numaMaximumProcessorsPerNode,
    keys.numaMappedPhysicalNodes,
  ],
  help: `hcsshim refuses some settings on older hosts: kernel direct boot below build 18286, the cold discard hint below 18967, a CPU
group below 19043 (Windows 10 21H1), virtual NUMA below 26100 (Windows Server 2025). The build is the one of the settings.

Source: \`internal/uvm/create.go:VerifyOptions\`, \`internal/vm/vmutils/numa.go:PrepareVNumaTopology\`.`,
  examples: {
    bad: "io.microsoft.virtualmachine.cpugroup.id: 12345678-1234-1234-1234-123456789abc",
    good: 'io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "2048"',
    target: { windowsBuild: 17763 },
  },
  check(context, tell) {
    for (const { message, keys } of context.resolved?.refusals ?? []) {
      if (!tooOld.test(message)) continue;
      const annotation = message.includes("vNUMA") ? numaActivator(context) : context.get(keys[0] ?? "");
      if (annotation === undefined) continue;
      const reason = message.replace(/^error in preparing config doc: /, "");
      tell(
        onValue(
          annotation,
          `hcsshim refuses this on build ${context.target.windowsBuild}: ${reason}. Remove it, or use a newer host.`,
          {
            fixes: () => [remove(context, annotation)],
          },
        ),
      );
    }
  },
});
