import { describe } from 'vitest';
import { describeWith, get } from '../setup/needs.ts';
import { afterDowntime, type Amount } from './backlog.suite.ts';

const day: Amount = { gates: 10_000, effects: 100_000, memory: 512 * 1024 * 1024, within: 900_000 };

describe("after a day's downtime, the queue on Postgres", afterDowntime(day));
describeWith(
  ['redis'],
  "after a day's downtime, the queue on Redis",
  afterDowntime(day, () => get('redis')),
);
