import { describe } from 'vitest';
import { describeWith } from '../../setup/needs.ts';
import { embeddedEngine, serversEngine } from './engine.ts';
import { takenOver, type Limits } from './takeover.suite.ts';

/** Asked are ten seconds; a busy machine is given twice that. `takeover.long.ts` measures. */
const once: Limits = { takeovers: 1, within: 20_000, of: 'max' };

describe('a worker that is killed, on the embedded database', takenOver(embeddedEngine, once));
describeWith(['postgres', 'redis'], 'a worker that is killed, on Postgres and Redis', takenOver(serversEngine, once));
