/**
 * Preloaded into a measured command with `--require`: at its end it tells on descriptor 3 what it took.
 * CommonJS in plain JavaScript, so that it costs next to nothing and the ratios stay those of the commands.
 */
const { readFileSync, writeSync } = require("node:fs");

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, peak: peakKiB() || maxRSS }));
});

/** Linux counts the memory of the process that started this one into `maxRSS`; its own peak stands here. */
function peakKiB() {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
  } catch {
    return undefined;
  }
}
