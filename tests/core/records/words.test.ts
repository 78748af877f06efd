import { expect, it } from 'vitest';
import type { LedgerEntry } from '../../../src/core/ledger/entry.ts';
import { entrySentence } from '../../../src/core/records/words/entry.ts';
import { sourceWords } from '../../../src/core/records/words/source.ts';
import { triggerSources } from '../../../src/core/run/run.ts';
import { person } from '../run/model/definition.ts';

const said = (entry: Pick<LedgerEntry, 'kind' | 'actor' | 'payload'>): string => {
  const { who, did } = entrySentence({
    ...{ id: 'led_1', projectId: 'p', runId: 'r', at: new Date(0), subject: {}, status: null },
    ...entry,
  });
  return `${who} ${did}`;
};

it('whose approval led to the next gate is not said to have asked it', () => {
  const opened = { kind: 'ask.opened', actor: person('Mara') } as const;
  expect(said({ ...opened, payload: { kind: 'gate', about: 'stage_next' } })).toBe('Mara brought the run to a gate.');
  expect(said({ ...opened, payload: { kind: 'blocker', about: 'blocker' } })).toBe(
    'Mara brought the run to a stop, which asks how to go on.',
  );
});

it('what the director does is explained', () => {
  const director = { kind: 'system', name: 'director' } as const;
  expect(said({ kind: 'run.progressed', actor: director, payload: { by: 'pipeline' } })).toBe(
    'The director let the run go on without a gate, as its mode has it: people review afterwards.',
  );
});

it('nobody is said to have paused a run that held itself (S1-41)', () => {
  const payload = { why: 'A message came too late.', initiator: 'auto' };
  expect(said({ kind: 'run.paused', actor: person('Mara'), payload })).toBe(
    'Mara brought the run to a hold: A message came too late.',
  );
  expect(said({ kind: 'run.paused', actor: person('Mara'), payload: { why: null } })).toBe('Mara paused the run.');
});

it('nobody is said to have deleted what nobody knows who deleted', () => {
  const deleted = { kind: 'message.deleted', payload: { was: 'queued' } } as const;
  expect(said({ ...deleted, actor: person('Mara') })).toBe('Mara deleted a message.');
  const payload = { was: 'delivered', by: 'unknown', surface: 'discord' };
  expect(said({ ...deleted, actor: { kind: 'system', name: 'chat' }, payload })).toBe(
    'The chat reported that a message that the run had read was deleted in Discord, by whom is not known.',
  );
});

it('through what a run was started is told in words', () => {
  for (const source of triggerSources) expect(sourceWords[source]).toMatch(/^an? [a-z]/);
});
