import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes longest begins first, so that nothing long is left over at the end; and in this order, so that the two campaigns of
 * kills, each of five processes, don't run side by side: what stands between them mostly computes alone, or waits.
 */
export const longest: readonly string[] = [
  'tests/e2e/kill/embedded.test.ts',
  'tests/jobs/steering/sequences.test.ts',
  'tests/core/run/laws.test.ts',
  'tests/e2e/kill/takeover.test.ts',
  'tests/e2e/slack/socket.test.ts',
  'tests/e2e/slack/http.test.ts',
  'tests/e2e/story.browser.test.ts',
  'tests/core/run/mutants.test.ts',
  'tests/jobs/takeover.test.ts',
  'tests/e2e/compose.test.ts',
  'tests/e2e/discord/story.test.ts',
  'tests/e2e/race/race.test.ts',
  'tests/e2e/kill/servers.test.ts',
  'tests/bots/slack/fuzz/http.test.ts',
];

/**
 * Vitest's own order, in which a fresh clone goes by the size of the files, behind those that are known to be long. Those that share a
 * process come last: one that stands between others would end it.
 */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification): number => {
      const at = longest.indexOf(path.relative(this.ctx.config.root, moduleId));
      return at < 0 ? longest.length + (project.config.isolate ? 0 : 1) : at;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
