import { describe, expect, it } from 'vitest';
import { askCard } from '../../src/core/cards/ask-card.ts';
import { revokeButton } from '../../src/core/cards/grants.ts';
import { pageCard } from '../../src/core/cards/pages.ts';
import { againButton, onlyFor, pauseButton, privately, resumeButton } from '../../src/core/cards/private.ts';
import { runCard } from '../../src/core/cards/run-card.ts';
import { parsePress } from '../../src/core/cards/token.ts';
import type { Bodies, People, Views } from '../../src/core/ports.ts';
import type { Ask } from '../../src/core/ask/ask.ts';
import type { Permission } from '../../src/core/project/definition.ts';
import type { Run, RunStatus } from '../../src/core/run/run.ts';
import type { Grant } from '../../src/core/stage/grant.ts';
import type { Message } from '../../src/core/steering/message.ts';
import { withWordsButton } from '../../src/core/cards/with-words.ts';
import { createRedrawing, refsOn } from '../../src/main/redrawing.ts';
import { definition, gate, noon, person, run, said, state, view } from '../core/cards/sample.ts';
import { readProject } from '../../src/project/read.ts';
import { minimal } from '../project/minimal.ts';

const long = new Map([['d_notes', 'word '.repeat(1500)]]);
const account = (user: string) => ({ surface: 'console' as const, team: 'local', user });
const mara = account('mara');

function small() {
  const read = readProject(minimal, 'project.yaml');
  if ('faults' in read) throw new Error('The minimal project has to be right.');
  return read.project;
}

/** What is true now, in place of the stores. */
function redrawingOf(now: { ask?: Ask; run?: Run; grants?: Grant[]; message?: Message; may?: Permission[] }) {
  const unused = (): never => {
    throw new Error('drawing does not use this');
  };
  const views: Views = {
    run: async () => (now.run ? view({ run: now.run, grants: now.grants ?? [] }) : null),
    ask: async () => (now.ask ? { ask: now.ask, run: run(), definition } : null),
    message: async () => (now.message ? { message: now.message, run: run(), definition } : null),
    saidAt: unused,
    runs: unused,
    countActive: unused,
    openAsks: unused,
    grants: unused,
    activity: unused,
  };
  const bodies: Bodies = { read: async () => long };
  const people: Pick<People, 'find'> = {
    find: async (_, { user }) => {
      const person = definition.people.find((it) => it.accounts.console === `local/${user}`);
      return person ? { ...person, may: now.may ?? person.may } : null;
    },
  };
  const projects = { find: async () => ({ project: small(), folder: '/' }) };
  return createRedrawing({ views, bodies, people, projects });
}

const settled = gate({
  status: 'decided',
  version: 2,
  outcome: { status: 'decided', choice: 'approve', by: 'Jon', at: noon, where: null, words: null, why: null },
});
const labels = (buttons: readonly { label: string }[] = []) => buttons.map(({ label }) => label);

describe('a private card, drawn anew (P2)', () => {
  const shown = privately(askCard(gate(), run(), definition, new Map()), 'mara');
  const page = privately(pageCard({ ask: gate(), run: run(), definition }, long, 0), 'mara');

  it('keeps the buttons of an open question, for this person alone', async () => {
    const card = await redrawingOf({ ask: gate() }).card(shown, mara);
    expect(labels(card?.buttons)).toEqual(['Show everything', 'Reject…', 'Edit…']);
    for (const { token } of card?.buttons ?? [])
      expect(parsePress(token)?.mark).toBe(parsePress(shown.buttons[0]!.token)?.mark);
  });

  it.each([
    ['a question', shown],
    ['a page of it', page],
  ])('shows the outcome of %s that was settled, and no button', async (_, before) => {
    expect(before.buttons).not.toEqual([]);
    const card = await redrawingOf({ ask: settled }).card(before, mara);
    expect(card?.buttons).toEqual([]);
    expect(card?.fallback).toContain('Approved by Jon');
  });

  it('stays on its page', async () => {
    const card = await redrawingOf({ ask: gate() }).card({ ...page, page: 2 }, mara);
    expect(card?.blocks).toMatchObject([{ kind: 'quote', label: 'Page 3 of 3 · notes, version 2 (rehearsal)' }]);
  });

  it.each([
    ['of an older revision', { ...page, page: 2, pageOf: 1 }],
    ['that does not tell its revision', { subject: page.subject, page: 2 }],
  ])('P13: begins at the first page again in place of one %s', async (_, before) => {
    const card = await redrawingOf({ ask: gate({ revision: 2, version: 2 }) }).card(before, mara);
    expect(card).toMatchObject({ page: 0, pageOf: 2 });
    expect(labels(card?.buttons)).toEqual(['Next page']);
  });

  it('shows the run as it is now', async () => {
    const card = await redrawingOf({ run: run({ status: 'completed' }) }).card(runCard(view()), mara);
    expect([card?.badge.word, labels(card?.buttons)]).toEqual(['Completed', ['Focus']]);
  });

  it('S9: is not drawn for a person of the project who may not look', async () => {
    const card = (may: Permission[]) => redrawingOf({ ask: gate(), may }).card(shown, mara);
    expect(await card(['message', 'decide'])).toBeNull();
    expect(await card(['view'])).not.toBeNull();
  });

  it('is not drawn for one who is no part of the project any more, nor where nothing is left', async () => {
    expect(await redrawingOf({ ask: gate() }).card(shown, account('gone'))).toBeNull();
    expect(await redrawingOf({}).card(shown, mara)).toBeNull();
  });
});

describe('the buttons of words', () => {
  const buttons = onlyFor([pauseButton(run()), resumeButton(run()), againButton(run())], 'mara');
  const left = async (now: { run?: Run }, who = mara) => labels(await redrawingOf(now).buttons(buttons, who));

  it.each([
    ['while it runs', run(), ['Pause instead', 'Start a new run…']],
    ['while it is paused', run({ status: 'paused' }), ['Keep running', 'Start a new run…']],
    ['when it was paused anew', run({ status: 'paused', epoch: 4 }), ['Start a new run…']],
    ['when it is over', run({ status: 'completed' }), ['Start a new run…']],
  ])('stay for as long as they can work: %s', async (_, now, expected) => {
    expect(await left({ run: now })).toEqual(expected);
  });

  it('go with the run, and with the person', async () => {
    expect(await left({})).toEqual([]);
    expect(await left({ run: run() }, account('gone'))).toEqual([]);
  });
});

describe('the button that makes words an answer', () => {
  const waiting = said({ status: 'queued' });
  const button = withWordsButton(state({ asks: [gate()], messages: [waiting] }), person('mara', 'decide'))!;
  const left = (now: Parameters<typeof redrawingOf>[0]) => redrawingOf(now).buttons(onlyFor([button], 'mara'), mara);

  it.each([
    ['while they wait, and it is asked', { ask: gate(), message: waiting }, 1],
    ['when they were read', { ask: gate(), message: { ...waiting, status: 'delivered' as const } }, 0],
    ['when it asks anew', { ask: gate({ revision: 2 }), message: waiting }, 0],
    ['when it is settled', { ask: settled, message: waiting }, 0],
  ])('stays for as long as it can work: %s', async (_, now, count) => {
    expect(await left(now)).toHaveLength(count);
  });
});

describe('the button that ends a permission', () => {
  const grant = {
    ...{ id: 'grant_00000000000000000001', projectId: 'film', pipelineId: 'notes', stageId: 'draft', runId: 'run_1' },
    ...{ tool: 'shell' as const, about: 'ls', digest: 'd', askId: 'ask_1', by: 'Mara', at: noon, expiresAt: null },
    ...{ revokedAt: null, revokedBy: null },
  };
  const button = revokeButton({ grant, run: run(), definition });
  const left = (now: Grant[], status: RunStatus = 'running') =>
    redrawingOf({ run: run({ status }), grants: now }).buttons(onlyFor([button], 'mara'), mara);

  it('stays for as long as there is something to end', async () => {
    expect(await left([grant])).toHaveLength(1);
    expect(await left([{ ...grant, revokedAt: noon, revokedBy: 'Jon' }])).toEqual([]);
    expect(await left([grant], 'completed')).toEqual([]);
    expect(await left([])).toEqual([]);
  });
});

it('stands where it is posted on this surface, and was not lost', () => {
  const posting = (over: object) => ({
    id: 'p',
    runId: 'r',
    subject: { kind: 'run' as const, id: 'r' },
    place: { surface: 'console' as const, channel: 'film' },
    ref: { channel: 'film', thread: null, message: 'm' },
    shown: 1,
    lost: null,
    ...over,
  });
  const elsewhere = { place: { surface: 'slack' as const, channel: 'C1' } };
  expect(refsOn('console', [posting({})])).toHaveLength(1);
  expect(refsOn('console', [{ ref: null }, { lost: 'deleted' }, elsewhere].map(posting))).toEqual([]);
});
