import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { whyNoCard } from '../../src/intents/no-card.ts';
import type { Posting } from '../../src/core/ports.ts';
import type { Call } from '../../src/intents/ports.ts';

const ref = { channel: 'C1', thread: null, message: '1.1' };
const at = (over: Partial<Posting>): Posting => ({
  ...{ id: 'p1', runId: 'r1', subject: { kind: 'run', id: 'r1' }, place: { surface: 'slack', channel: 'C1' } },
  ...{ ref: null, shown: 0, lost: null },
  ...over,
});
const inConsole = at({ place: { surface: 'console', channel: 'film' }, ref });

/** Whoever looks sees one of these after the other. */
const why = (surface: 'slack' | 'console', ...seen: Posting[][]): Promise<string | null> => {
  const ofSubject = async (): Promise<Posting[]> => (seen.length > 1 ? seen.shift()! : seen[0]!);
  const visit = { where: { surface, channel: 'C1', thread: null } };
  return whyNoCard({ visit, ports: { postings: { ofSubject } } } as unknown as Call, { id: 'r1' });
};

it('says why a card can not come, as soon as that is known', async () => {
  expect(await why('slack', [inConsole, at({})], [inConsole, at({ lost: 'Invite the bot.' })])).toBe('Invite the bot.');
});

it('says nothing where it stands, be it in one of two channels', async () => {
  expect(await why('slack', [at({})], [at({ ref })])).toBeNull();
  expect(await why('slack', [at({ ref }), at({ lost: 'Invite the bot.' })])).toBeNull();
});

it('says nothing where the project shows no runs on this surface, and in the console', async () => {
  expect(await why('slack', [inConsole])).toBeNull();
  expect(await why('console', [at({ lost: 'Invite the bot.' })])).toBeNull();
});

it('does not wait for long, however slow each look is', async () => {
  let looks = 0;
  const ofSubject = async (): Promise<Posting[]> => {
    looks += 1;
    await sleep(400);
    return [at({})];
  };
  const visit = { where: { surface: 'slack', channel: 'C1', thread: null } };
  const call = { visit, ports: { postings: { ofSubject } } } as unknown as Call;
  expect(await whyNoCard(call, { id: 'r1' })).toBeNull();
  // A look each tenth of a second would be eleven.
  expect(looks).toBeLessThanOrEqual(3);
});
