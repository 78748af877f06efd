import { describe } from 'vitest';
import { builtProgram } from '../../setup/built.ts';
import { remindInTime } from './remind.suite.ts';

/** `remind.long.ts` has a third step, the digest in the morning, and the control. */
describe('a question in Slack that nobody answers', () => {
  remindInTime(builtProgram, { after: [1, 8], interval: 2, night: 1 });
});
