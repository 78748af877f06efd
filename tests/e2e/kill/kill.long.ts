import { afterAll, describe } from 'vitest';
import { describeWith } from '../../setup/needs.ts';
import { embeddedEngine, serversEngine } from './engine.ts';
import { writeFigures } from './figures.ts';
import { killed } from './kill.suite.ts';
import type { Measure, Outcome } from './suite.ts';

/** What CI has no time for. */
const long: Measure = { kills: 300, disasters: 9, within: 900_000, quietWithin: 120_000, runsAtOnce: 16 };

const outcomes: [string, Outcome][] = [];
const keepAs = (engine: string) => (outcome: Outcome) => void outcomes.push([engine, outcome]);

afterAll(() => writeFigures(outcomes));

describe('the program on its embedded database', killed(embeddedEngine, long, keepAs('embedded')));
describeWith(
  ['postgres', 'redis'],
  'the program on Postgres and Redis',
  killed(serversEngine, long, keepAs('Postgres and Redis')),
);
