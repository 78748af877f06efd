import { describe, expect, it } from 'vitest';
import { createPostings } from '../../db/postings.ts';
import type { CardSubject, Effect } from '../../src/core/effect.ts';
import type { ProjectPlace } from '../../src/core/project/definition.ts';
import { decide, definition, sampleAsk, showing, starting } from './sample.ts';
import { accepted, freshStore } from './store.ts';

const store = freshStore();

const everything: ProjectPlace = { surface: 'console', channel: 'general' };
const asks: ProjectPlace = { surface: 'slack', channel: 'C1', shows: ['questions'] };
const follows: ProjectPlace = { surface: 'discord', channel: '1', shows: ['progress', 'talk'] };

/** A run of a project with these places. */
async function begin(id: string, places: ProjectPlace[] = [everything, asks, follows]): Promise<void> {
  const decision = starting(id);
  const state = { ...decision.state, definition: { ...definition, places } };
  accepted(await store.runs.create({ ...decision, state }));
}

/** A decision that has these effects, and opens an Ask of that id, if one is named. */
async function change(runId: string, effects: Effect[], opens?: string): Promise<void> {
  accepted(
    await store.runs.change(runId, (state) => {
      const asked = opens === undefined ? state.asks : [...state.asks, sampleAsk(runId, opens)];
      return decide({ ...state, asks: asked, run: { ...state.run, round: state.run.round + 1 } }, { effects });
    }),
  );
}

async function placesOf(subject: CardSubject): Promise<string[]> {
  const found = await createPostings(store.client).ofSubject(subject);
  return found.map(({ place }) => place.surface).toSorted();
}

/** Where something is due to be sent, and how many things. */
async function due(runId: string): Promise<Record<string, number>> {
  const rows = await store.client.pool.rows<{ surface: string; n: string }>(
    `select surface, count(*) as n from outbox join postings on postings.id = payload->>'postingId'
      where outbox.run_id = $1 and done_at is null group by surface`,
    [runId],
  );
  return Object.fromEntries(rows.map(({ surface, n }) => [surface, Number(n)]));
}

const status = 'withdrawn' as const;
const nobody = { choice: null, by: null, words: null, where: null, at: new Date(), why: 'It was rolled back.' };

/** How many of those due settle something. */
async function settlementsDue(runId: string): Promise<number> {
  const [row] = await store.client.pool.rows<{ n: string }>(
    `select count(*) as n from outbox where run_id = $1 and done_at is null and payload->>'settles' = 'true'`,
    [runId],
  );
  return Number(row?.n);
}

const settle = (runId: string) =>
  store.client.pool.rows('update outbox set done_at = now() where run_id = $1', [runId]);

describe('what a place shows', () => {
  it('is everything where it does not say', async () => {
    await begin('anywhere', [everything, { surface: 'slack', channel: 'C1' }]);
    expect(await placesOf({ kind: 'run', id: 'anywhere' })).toEqual(['console', 'slack']);
    expect(await due('anywhere')).toEqual({ console: 1, slack: 1 });
  });

  it('is a run only where progress is followed', async () => {
    await begin('run-only');
    expect(await placesOf({ kind: 'run', id: 'run-only' })).toEqual(['console', 'discord']);
    await settle('run-only');
    await change('run-only', [showing('run-only', { kind: 'run', id: 'run-only' }, 'progress')]);
    expect(await due('run-only')).toEqual({ console: 1, discord: 1 });
  });

  it('is said to be the outcome of a question, and of nothing else: that goes before all that waits', async () => {
    const shown = showing('settled', { kind: 'ask', id: 'ask-over' }, 'gate');
    await begin('settled');
    await change('settled', [shown], 'ask-over');
    expect(await settlementsDue('settled')).toBe(0);
    await settle('settled');
    accepted(
      await store.runs.change('settled', (state) => {
        const over = state.asks.map((ask) => ({ ...ask, status, outcome: { status, ...nobody } }));
        const run = showing('settled', { kind: 'run', id: 'settled' }, 'progress');
        return decide({ ...state, asks: over, run: { ...state.run, round: 9 } }, { effects: [shown, run] });
      }),
    );
    expect(await settlementsDue('settled')).toBe(2);
    expect(await due('settled')).toEqual({ console: 2, discord: 1, slack: 2 });
  });

  it('is said to settle something where its run stands still or goes on, also beside what is due already', async () => {
    const become = async (status: 'running' | 'queued' | 'paused'): Promise<number> => {
      accepted(
        await store.runs.change('still', (state) =>
          decide(
            { ...state, run: { ...state.run, status, round: state.run.round + 1 } },
            { effects: [showing('still', { kind: 'run', id: 'still' }, 'progress')] },
          ),
        ),
      );
      return settlementsDue('still');
    };
    await begin('still', [everything]);
    await settle('still');
    expect(await become('running')).toBe(0);
    expect(await become('queued')).toBe(0);
    expect(await become('paused')).toBe(1);
    expect(await become('running')).toBe(1);
    await settle('still');
    expect(await become('queued')).toBe(0);
    expect(await become('paused')).toBe(1);
  });

  it('is a question where questions are shown, below a head that follows its run from then on (P2)', async () => {
    await begin('asked');
    await settle('asked');
    await change('asked', [showing('asked', { kind: 'ask', id: 'ask-1' }, 'gate')], 'ask-1');
    expect(await placesOf({ kind: 'ask', id: 'ask-1' })).toEqual(['console', 'slack']);
    expect(await placesOf({ kind: 'run', id: 'asked' })).toEqual(['console', 'discord', 'slack']);
    expect(await due('asked')).toEqual({ console: 1, slack: 1 });
    await settle('asked');
    await change('asked', [showing('asked', { kind: 'run', id: 'asked' }, 'progress')]);
    expect(await due('asked')).toEqual({ console: 1, discord: 1, slack: 1 });
  });

  it('is not what stands there already', async () => {
    await begin('said');
    await settle('said');
    await change('said', [
      showing('said', { kind: 'message', id: 'words' }, 'talk', { surface: 'discord', channel: '1' }),
    ]);
    expect(await placesOf({ kind: 'message', id: 'words' })).toEqual(['console']);
  });

  it('can be the talk alone: the card of its run heads it', async () => {
    await begin('talked', [everything, { surface: 'slack', channel: 'C1', shows: ['talk'] }]);
    expect(await placesOf({ kind: 'run', id: 'talked' })).toEqual(['console']);
    await change('talked', [showing('talked', { kind: 'message', id: 'draft' }, 'talk')]);
    expect(await placesOf({ kind: 'message', id: 'draft' })).toEqual(['console', 'slack']);
    expect(await placesOf({ kind: 'run', id: 'talked' })).toEqual(['console', 'slack']);
  });
});
