import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { remedies } from './needs.ts';

const rule = '!'.repeat(80);

/** Says at the end what was skipped, why, and how to have it; the last line counts. */
export default class Closing implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    // A file that cannot be loaded, or a hook that throws, has no failed test to show for it.
    const brokenModules = modules.filter((module) => !module.ok() && !hasFailedTest(module)).length;
    const failed = count('failed') + brokenModules + unhandledErrors.length;
    const lines = [...explainSkips(tests), `${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`];
    process.stdout.write(`\n${lines.join('\n')}\n`);
  }
}

function hasFailedTest(module: TestModule): boolean {
  return !module.children.allTests('failed').next().done;
}

function explainSkips(tests: TestCase[]): string[] {
  const counts = new Map<string, number>();
  for (const test of tests) {
    if (test.result().state !== 'skipped' || test.project.config.testNamePattern) continue;
    const reason = explainSkip(test);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const lines = [...counts].map(([reason, n]) => `skipped: ${n} ${n === 1 ? 'test' : 'tests'} ${reason}`);
  return [rule, ...lines, 'WHEELHOUSE_DEMAND=all turns missing needs into failures.', rule];
}

function explainSkip(test: TestCase): string {
  const { lacks } = test.meta();
  if (lacks) return `for want of ${lacks.map((need) => remedies[need]).join(' and ')}`;
  return test.module.ok() ? `without a stated need: ${test.fullName}` : 'in a file where something before them failed';
}
