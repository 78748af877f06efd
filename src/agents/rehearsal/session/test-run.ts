/** The outcome of a test run, as far as rules can read it from the output. */
export interface TestRun {
  failing: string[];
  passed: number | null;
  failed: number | null;
}

/** A failed test in the output of Node's reporters: “✖ name (1.2ms)” or “not ok 3 - name”. */
const failure = /^\s*(?:✖|not ok \d+ -) (.+?)(?: \([\d.]+ ?m?s\))?(?: #.*)?$/gm;
const heading = 'failing tests:';

const count = (output: string, what: string): number | null => {
  const found = new RegExp(`^\\s*[ℹ#] ${what} (\\d+)$`, 'm').exec(output)?.[1];
  return found === undefined ? null : Number(found);
};

export function readTestRun(output: string): TestRun {
  const names = [...output.matchAll(failure)].map(([, name = '']) => name.trim());
  return {
    failing: [...new Set(names)].filter((name) => name !== heading),
    passed: count(output, 'pass'),
    failed: count(output, 'fail'),
  };
}
