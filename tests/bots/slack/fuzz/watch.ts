import { afterAll, beforeAll, expect } from 'vitest';
import type { Report } from './campaign.ts';
import type { Scene } from './scene.ts';

/** Another one finds other things: FUZZ_SEED=n. */
export const seed = Number(process.env.FUZZ_SEED ?? 20_261_121);

/** What would end a program that nobody watches. */
export function watchForCrashes(): unknown[] {
  const crashes: unknown[] = [];
  const note = (reason: unknown): void => void crashes.push(reason);
  const events = ['unhandledRejection', 'uncaughtExceptionMonitor'] as const;
  beforeAll(() => events.forEach((event) => process.on(event, note)));
  afterAll(() => events.forEach((event) => process.off(event, note)));
  return crashes;
}

/** S16: which of the secrets, and of the words that people wrote, the log has said. */
export function saidOf({ slack, lines, rig }: Scene, { written }: Report): string[] {
  const log = [...lines, ...rig.logged].join('');
  expect(lines.length, 'The log says nothing at all.').toBeGreaterThan(0);
  const { botToken, appToken, signingSecret } = slack.app;
  return [botToken, appToken, signingSecret, ...written].filter((it) => log.includes(it));
}

const megabyte = 2 ** 20;

/** Once everything is warm, what is kept grows by no more than this. */
export function expectGrowthWithin({ memory: [warm = 0, end = Infinity] }: Report, megabytes: number): void {
  expect((end - warm) / megabyte).toBeLessThan(megabytes);
}
