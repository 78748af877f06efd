import { describe } from 'vitest';
import { describeWith } from '../../setup/needs.ts';
import { embeddedEngine, serversEngine } from './engine.ts';
import { takenOver, type Limits } from './takeover.suite.ts';

const often: Limits = { takeovers: 20, within: 10_000, of: 'p95' };

describe('a worker that is killed, on the embedded database', takenOver(embeddedEngine, often));
describeWith(['postgres', 'redis'], 'a worker that is killed, on Postgres and Redis', takenOver(serversEngine, often));
