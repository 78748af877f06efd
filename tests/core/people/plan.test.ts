import { describe, expect, it } from 'vitest';
import type { Ask, Choice } from '../../../src/core/ask/ask.ts';
import { cantChoose } from '../../../src/core/ask/standing.ts';
import type { PersonActor } from '../../../src/core/people/actor.ts';
import { cantDo } from '../../../src/core/people/entitlement.ts';
import { entitlements, type Entitlement, type Execution } from '../../../src/core/project/definition.ts';
import { isRefusal } from '../../../src/core/refusal.ts';
import { decide } from '../../../src/core/run/decide.ts';
import type { RunEvent } from '../../../src/core/run/event.ts';
import { start } from '../../../src/core/run/start.ts';
import type { RunState } from '../../../src/core/run/state.ts';
import type { Verb } from '../../../src/core/run/status.ts';
import { person } from '../run/model/definition.ts';
import { World } from '../run/model/world.ts';

type Without<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'actor'> : never;
type Said = Without<RunEvent>;

const ben = person('ben');
const worker = { kind: 'system', name: 'worker' } as const;
const cost = { microUsd: 1, inputTokens: 1, outputTokens: 1 };
let events = 0;

function tell(state: RunState, said: Said, actor: PersonActor | typeof worker = worker): RunState {
  const at = new Date(state.run.startedAt.getTime() + (events += 1) * 1000);
  const reply = decide(state, { ...said, id: `event-${events}`, at, actor } as RunEvent);
  if (isRefusal(reply)) throw new Error(`${said.kind} was refused: ${JSON.stringify(reply)}`);
  return reply.state;
}

/** Its newest attempt is at its step. */
function atWork(state: RunState): RunState {
  const its = { attemptId: state.attempts.at(-1)!.id, token: `t${events}`, epoch: state.run.epoch };
  const until = new Date(state.run.startedAt.getTime() + 9e9);
  return tell(tell(state, { kind: 'claim', ...its, worker: 'w', until }), {
    kind: 'begin_step',
    ...its,
    estimate: cost,
  });
}

function afterwards(state: RunState, how: 'done' | 'failed' | 'doubtful'): RunState {
  const { id: attemptId, lease } = state.attempts.at(-1)!;
  const its = { attemptId, token: lease!.token, cost };
  const output = { text: `made ${events}`, rehearsal: true, remark: null };
  if (how === 'done') return tell(state, { kind: 'finish', ...its, output });
  const fault = { error: 'no', reason: 'stage_failed', passing: false, certain: how === 'failed' } as const;
  return tell(state, { kind: 'fail', ...its, ...fault });
}

const answering = (ask: Ask, choice: Choice['id']): Said => ({
  ...{ kind: 'answer', askId: ask.id, revision: ask.revision, choice },
  ...{ words: 'because', confirmed: true, budget: null },
});

const yes = (state: RunState, who: string): RunState => tell(state, answering(state.asks[0]!, 'approve'), person(who));

/** In the mode that asks after each stage. */
const queued = new World({ decide, start }, 0).state;
const running = atWork(queued);
const gated = afterwards(running, 'done');
const paused = tell(gated, { kind: 'pause', why: null }, ben);
const failed = afterwards(running, 'failed');
/** A command behind two drafts, whose worker was cut off. */
const told = afterwards(atWork(yes(gated, 'ben')), 'done');
const doubtful = afterwards(atWork(yes(yes(yes(told, 'ben'), 'cem'), 'ann')), 'doubtful');

/** What people can do to a run that is there, by whatever name; and whether it is one of the controls that a plan gives. */
const deeds: Record<Exclude<Verb, 'answer'>, [state: RunState, said: Said, isControl: boolean][]> = {
  pause: [
    [running, { kind: 'pause', why: null }, true],
    // Stopping is fail-safe.
    [running, { kind: 'pause', why: null, byWord: true }, false],
  ],
  resume: [[paused, { kind: 'resume', epoch: null, notes: null }, true]],
  cancel: [[running, { kind: 'cancel', epoch: null, confirmed: true }, true]],
  rollback: [[running, { kind: 'rollback', epoch: null, confirmed: true, checkpoint: 0 }, true]],
  message: [
    [running, { kind: 'message', text: 'Shorter.', policy: null }, false],
    [running, { kind: 'message', text: 'Shorter.', policy: 'pause' }, false],
  ],
  edit: [[gated, { kind: 'edit', artifact: 'notes', base: 1, text: 'Other.' }, false]],
  change_mode: [[running, { kind: 'change_mode', mode: 'autonomous' }, false]],
};

const answersTo = (state: RunState, isControl: boolean): [RunState, Said, boolean][] =>
  state.asks[0]!.choices.map(({ id }) => [state, answering(state.asks[0]!, id), isControl]);

const table = [
  ...Object.values(deeds).flat(),
  // A gate is its policy's to give; what goes on from a block, or ends it, is a control by another name.
  ...answersTo(gated, false),
  ...answersTo(failed, true),
  ...answersTo(doubtful, true),
].map(([state, said, isControl]) => {
  const name = said.kind === 'answer' ? `${said.choice} (${state.asks[0]!.subject.about})` : said.kind;
  return { name: `${name} of a ${state.run.status} run`, state, said, isControl };
});

const plans = entitlements.flatMap((it): Entitlement[][] => [[it]]).concat([[]]);
const executions: Execution[] = ['local', 'cloud'];

const counts = (to: readonly Entitlement[], execution: Execution): boolean =>
  to.includes('run-controls') || (to.includes('byok') && execution === 'local');

describe('S0-22, S0-23: a plan', () => {
  it('meets all answers to both kinds of blockers', () => {
    const choices = [failed, doubtful].flatMap(({ asks }) => asks[0]!.choices.map(({ id }) => id));
    expect(new Set(choices)).toEqual(new Set(['resume', 'rollback', 'cancel', 'happened', 'try_again']));
  });

  it.each(table)('lets $name to whom it entitles: $isControl', ({ state, said, isControl }) => {
    for (const execution of executions)
      for (const to of plans) {
        const of = { ...state, run: { ...state.run, execution } };
        const actor = { ...ben, entitled: { to, get: 'Ask Ann.' } };
        const at = new Date(of.run.startedAt.getTime() + 1e9);
        const reply = decide(of, { ...said, id: 'deed', at, actor } as RunEvent);
        const isAllowed = !isControl || counts(to, execution);
        const about = `${execution}, entitled to ${to.join() || 'nothing'}`;
        expect(isRefusal(reply) ? reply.refused : 'done', about).toBe(isAllowed ? 'done' : 'not_entitled');
        expect(foreseen(of, said, actor), `${about}: as it is drawn`).toBe(isAllowed);
      }
  });

  it.each(table)('is nothing to $name where a project has none', ({ state, said }) => {
    const at = new Date(state.run.startedAt.getTime() + 1e9);
    expect(decide(state, { ...said, id: 'deed', at, actor: ben } as RunEvent)).not.toHaveProperty('refused');
  });
});

/** Whether its button is shown. */
function foreseen({ run, asks }: RunState, said: Said, actor: PersonActor): boolean {
  const { execution } = run;
  if (said.kind === 'answer') {
    const one = { id: actor.personId, name: actor.name, may: [...actor.permissions], accounts: {} };
    const known = { ...one, ...(actor.entitled ? { entitled: actor.entitled } : {}) };
    return cantChoose(asks[0]!, said.choice, { person: known, execution }) === null;
  }
  // What is no button of its own: a word, and a choice in the form of another.
  if (said.kind === 'pause' && said.byWord) return true;
  return cantDo(actor, said.kind as Verb, execution) === null;
}
