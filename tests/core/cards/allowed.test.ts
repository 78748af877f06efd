import { describe, expect, it } from 'vitest';
import { allowedCard, allowedOf, cantPress } from '../../../src/core/cards/allowed.ts';
import { askCard } from '../../../src/core/cards/ask-card.ts';
import { plainText } from '../../../src/core/cards/plain.ts';
import { runCard } from '../../../src/core/cards/run-card.ts';
import { parsePress } from '../../../src/core/cards/token.ts';
import type { PersonActor } from '../../../src/core/people/actor.ts';
import { entrantOf } from '../../../src/core/people/entitlement.ts';
import type { KnownPerson } from '../../../src/core/ports.ts';
import { permissions, projectSchema, type Entitlement, type Permission } from '../../../src/core/project/definition.ts';
import { isRefusal } from '../../../src/core/refusal.ts';
import { decide } from '../../../src/core/run/decide.ts';
import type { CommandEvent } from '../../../src/core/run/event.ts';
import { runStatuses } from '../../../src/core/run/run.ts';
import { definition, gate, noon, run, state, view } from './sample.ts';

const person = (id: string, may: Permission[], to?: Entitlement[]): KnownPerson => ({
  ...{ id, name: id, may, accounts: {} },
  ...(to && { entitled: { to, get: 'Ask Mara.' } }),
});

/** Every set of permissions, with every plan that somebody can have. */
const everybody = Array.from({ length: 2 ** permissions.length }, (_, bits) =>
  permissions.filter((__, index) => bits & (1 << index)),
).flatMap((may) => [undefined, [], ['byok'], ['run-controls']].map((to) => person('jon', may, to as Entitlement[])));

const verbs = ['pause', 'resume', 'cancel', 'rollback', 'message'] as const;
type Verb = (typeof verbs)[number];

const orders: Record<Verb, object> = {
  pause: { why: null },
  resume: { epoch: 3, notes: null },
  cancel: { epoch: 3, confirmed: true },
  rollback: { epoch: 3, confirmed: true, checkpoint: 0 },
  message: { text: 'Shorter.', policy: null },
};

const barring = new Set(['not_permitted', 'not_entitled']);

/** Whether the rules themselves keep this person from it, on a run of any status. */
function isKeptFrom(who: KnownPerson, verb: Verb, execution: 'local' | 'cloud'): boolean {
  const actor = {
    ...entrantOf(who),
    personId: who.id,
    name: who.name,
    account: {},
    where: {},
  } as unknown as PersonActor;
  return runStatuses.some((status) => {
    const event = { kind: verb, id: 'e', at: noon, actor, ...orders[verb] } as unknown as CommandEvent;
    const outcome = decide(state({ run: run({ status, execution }) }), event);
    return isRefusal(outcome) && barring.has(outcome.refused);
  });
}

describe('what is shown of a run’s controls', () => {
  it.each(verbs)('is what the rules let through, by permission and plan: %s', (verb) => {
    const kept = { shown: 0, hidden: 0 };
    for (const who of everybody)
      for (const execution of ['local', 'cloud'] as const) {
        const token = { press: 'command', runId: 'r', epoch: 3, verb } as const;
        const refusal = cantPress(token, who, { run: { execution }, ask: null });
        expect([who, execution, refusal !== null]).toEqual([who, execution, isKeptFrom(who, verb, execution)]);
        kept[refusal ? 'hidden' : 'shown'] += 1;
      }
    // Both happen, so that the comparison says something.
    expect([kept.shown > 0, kept.hidden > 0]).toEqual([true, true]);
  });
});

const project = projectSchema.parse({
  ...{ project: 'film', name: 'Film' },
  people: definition.people.map(({ id, name, may }) => ({ id, name, may })),
  pipelines: [
    {
      ...{ id: 'p', name: 'P', about: 'P.' },
      stages: [{ id: 's', name: 'S', do: 'command', run: 'true', makes: 'x' }],
    },
  ],
});
const labels = (buttons: readonly { label: string }[]): string[] => buttons.map(({ label }) => label);
const [mara, ines] = definition.people;

describe('a card as one person sees it', () => {
  const runs = runCard(view());
  const asks = askCard(gate(), run(), definition, new Map([['d_notes', 'Short.']]));

  it('is whole for whoever may everything', () => {
    expect(allowedCard(runs, mara!, project, { run: run(), ask: null })).toBe(runs);
    expect(allowedCard(asks, mara!, project, { run: run(), ask: gate() })).toBe(asks);
  });

  it('has no button that is not theirs, and says once whose they are', () => {
    const seen = allowedCard(runs, ines!, project, { run: run(), ask: null });
    expect(labels(seen.buttons)).toEqual(['Focus']);
    expect(seen.blocks.slice(0, -1)).toEqual(runs.blocks);
    const note = seen.blocks.at(-1);
    expect(note?.kind === 'note' && plainText(note.text)).toBe(
      'Mara can control this run; you would need the permission “operate” of this project.',
    );
    expect(labels(allowedCard(asks, ines!, project, { run: run(), ask: gate() }).buttons)).toEqual([]);
  });

  it('leaves rejecting to whoever is excluded from approving, and names the others', () => {
    const excluding = gate({ policy: { approvers: 'anyone-who-may-decide', quorum: 1, excluded: ['mara'] } });
    const seen = allowedCard(asks, mara!, project, { run: run(), ask: excluding });
    expect(labels(seen.buttons)).toEqual(['Reject…', 'Edit…']);
    const note = seen.blocks.at(-1);
    expect(note?.kind === 'note' && plainText(note.text)).toMatch(/^You can't: the policy .+\. Nobody else can\.$/);
  });

  it('says of nobody that they may not answer what was settled meanwhile: its card is about to say more', () => {
    const settled = gate({ status: 'withdrawn' });
    expect(allowedCard(asks, ines!, project, { run: run(), ask: settled }).blocks).toEqual([
      ...asks.blocks,
      { kind: 'note', text: ['Mara can edit this; you would need the permission “edit” of this project.'] },
    ]);
  });

  it('has one primary button still, where the first is not theirs; Focus is never it', () => {
    const writer = person('kim', ['view', 'message']);
    const paused = runCard(view({ run: run({ status: 'paused' }) }));
    const left = allowedOf(paused.buttons, writer, { run: run(), ask: null }).buttons;
    expect(left.map(({ label, style }) => [label, style])).toEqual([
      ['Message…', 'primary'],
      ['Focus', 'plain'],
    ]);
    expect(allowedOf(paused.buttons, ines!, { run: run(), ask: null }).buttons.map(({ style }) => style)).toEqual([
      'plain',
    ]);
  });

  it('S0-22: has no controls for whom the plan gives none, and says where to get them', () => {
    const planned = { ...project, plan: { 'run-controls': ['mara'], byok: [], get: 'Ask Mara.' } };
    const jon = person('jon', ['view', 'message', 'operate'], []);
    const seen = allowedCard(runs, jon, planned, { run: run(), ask: null });
    expect(labels(seen.buttons)).toEqual(['Message…', 'Focus']);
    const note = seen.blocks.at(-1);
    expect(note?.kind === 'note' && plainText(note.text)).toBe('Mara can control this run; to get that: Ask Mara.');
  });

  it('keeps a button that is none of ours: the door says what is wrong with it', () => {
    const odd = { ...runs.buttons[0]!, token: 'odd' };
    expect(parsePress('odd')).toBeNull();
    expect(allowedOf([odd], ines!, { run: run(), ask: null })).toEqual({ buttons: [odd], missing: null });
  });
});
