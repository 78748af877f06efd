import { expect, it } from 'vitest';
import { DbError } from '../../db/error.ts';
import { persist } from '../../src/jobs/persist.ts';
import { spellOf } from '../../src/jobs/spell.ts';
import { listening } from './listening.ts';

it('says once that something fails, with what, and once that it works again', () => {
  const { log, lines } = listening();
  const spell = spellOf(log.child({ run: 'r1' }), { begins: 'It fails; it is tried again.', ends: 'It works again.' });
  spell.worked();
  for (let time = 0; time < 2; time += 1) {
    for (let n = 0; n < 3; n += 1) spell.failed(new Error('away'));
    for (let n = 0; n < 3; n += 1) spell.worked();
  }
  const told = [
    { level: 'warn', run: 'r1', msg: 'It fails; it is tried again.', err: { message: 'away' } },
    { level: 'info', run: 'r1', msg: 'It works again.' },
  ];
  expect(lines).toMatchObject([...told, ...told]);
  expect(lines).toHaveLength(4);
});

it('tells of an outage that was waited for, once, and of none where there was none', async () => {
  const { log, lines } = listening();
  let tries = 0;
  const ask = async (): Promise<void> => {
    if (++tries <= 3) throw new DbError('db-unreachable', 'It is away.');
  };
  await persist(ask, { patience: 60_000, log });
  expect(lines).toMatchObject([{ level: 'warn', err: { code: 'db-unreachable' } }, { level: 'info' }]);
  await persist(ask, { patience: 60_000, log });
  expect(lines).toHaveLength(2);
});
