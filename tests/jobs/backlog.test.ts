import { describe } from 'vitest';
import { afterDowntime, firingTwice, type Amount } from './backlog.suite.ts';

/** Two pages of each; `backlog.long.ts` has the whole day. */
const short: Amount = { gates: 600, effects: 1_200, memory: 256 * 1024 * 1024, within: 60_000 };

describe('after a downtime', afterDowntime(short));
describe('firing twice', firingTwice);
