import { expect, it } from 'vitest';
import { DbError } from '../../db/error.ts';
import { decide } from '../../src/core/run/decide.ts';
import { noCost } from '../../src/core/run/run.ts';
import { jobId, jobOf } from '../../src/jobs/dispatch.ts';
import { stagesQueue } from '../../src/jobs/routes.ts';
import { onEachEngine } from './engines.ts';
import { listening } from './listening.ts';
import { done, quickSettings, shortLease, type Doing } from './room.ts';
import { until } from './until.ts';

/** Begins one step, and then does as it is told. */
const step =
  (then: Doing): Doing =>
  async (assignment, boundary) => {
    const begun = await boundary.begin({ estimate: noCost });
    return begun.go ? then(assignment, boundary) : { kind: 'stopped', continuation: 'from here', cost: noCost };
  };

/** Works until it is aborted. */
const untilAborted: Doing = (_assignment, { signal }) =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve({ kind: 'aborted', cost: noCost })));

onEachEngine('a stage', (open) => {
  it('is done once, however often its job is delivered, and by how many workers', async () => {
    const room = open();
    let executions = 0;
    const doing = step(async () => {
      executions += 1;
      return done();
    });
    await Promise.all([room.enter(doing), room.enter(doing), room.enter(doing)]);
    const queues = await room.queues();
    room.memory.dispatch = (effects) => {
      for (const due of effects.filter(({ effect }) => effect.do === 'run_stage')) {
        const jobs = Array.from({ length: 20 }, (_, n) => jobOf(due, quickSettings, `${jobId(due)}-${n}`));
        void queues.add(stagesQueue, jobs);
      }
    };
    const runs = Array.from({ length: 10 }, () => room.memory.begin());
    await until(() => expect(runs.map((id) => room.memory.status(id))).toEqual(runs.map(() => 'completed')));
    expect(executions).toBe(10);
    expect(room.memory.finished).toHaveLength(10);
  });

  it('P21: is found by the sweep where its dispatch got lost', async () => {
    const room = open();
    await room.enter(step(async () => done()));
    const run = room.memory.begin();
    await until(() => expect(room.memory.status(run)).toBe('completed'));
  });

  it('is not found without the sweep: the control', async () => {
    const room = open({ ...quickSettings, sweep: 1_000_000 });
    await room.enter(step(async () => done()));
    const run = room.memory.begin();
    await room.connect();
    const other = room.memory.begin();
    await until(() => expect(room.memory.status(other)).toBe('completed'));
    expect(room.memory.status(run)).toBe('queued');
  });

  it('is aborted by a cancel, and its attempt let go, long before its worker would look by itself', async () => {
    const room = open({ ...quickSettings, lease: 600_000 });
    await room.connect();
    await room.enter(step(untilAborted));
    const run = room.memory.begin();
    await until(() => expect(room.memory.attempt(run).openStep).not.toBeNull());
    await room.memory.command(run, { kind: 'cancel' });
    await until(() => expect(room.memory.attempt(run).lease).toBeNull());
    expect(room.memory.status(run)).toBe('cancelled');
  });

  it('learns of a cancel whose hint got lost', async () => {
    const room = open(shortLease);
    await room.connect();
    await room.enter(step(untilAborted), { hints: { onAbort: () => () => undefined, onRun: () => () => undefined } });
    const run = room.memory.begin();
    await until(() => expect(room.memory.attempt(run).openStep).not.toBeNull());
    await room.memory.command(run, { kind: 'cancel' });
    await until(() => expect(room.memory.attempt(run).lease).toBeNull());
  });

  it('is left behind when it does not obey an abort, and may begin and say nothing more', async () => {
    const room = open();
    await room.connect();
    let later: Promise<unknown> | undefined;
    await room.enter(
      step((_assignment, boundary) => {
        boundary.signal.addEventListener('abort', () => {
          later = new Promise((resolve) => setTimeout(resolve, 600)).then(() => {
            boundary.output('I am still here.');
            return boundary.begin({ estimate: noCost });
          });
        });
        return new Promise(() => undefined);
      }),
    );
    const run = room.memory.begin();
    await until(() => expect(room.memory.attempt(run).openStep).not.toBeNull());
    await room.memory.command(run, { kind: 'cancel' });
    await until(() => expect(room.memory.attempt(run).lease).toBeNull());
    expect(await later).toEqual({ go: false });
    expect(room.memory.outputs).toEqual([]);
  });

  it('ends in a blocker when it throws, and the others go on (R9)', async () => {
    const room = open();
    await room.connect();
    const [bad, good] = [room.memory.begin(), room.memory.begin()];
    await room.enter(
      step(async ({ runId }) => {
        if (runId === bad) throw new Error('the executor is broken');
        return done();
      }),
    );
    await until(() => expect([bad, good].map((id) => room.memory.status(id))).toEqual(['blocked', 'completed']));
    expect(JSON.stringify(room.memory.states.get(bad)?.asks)).toContain('the executor is broken');
  });

  it.each(['write', 'command'] as const)('books a %s step that nobody can price at its estimate', async (kind) => {
    const room = open();
    await room.connect();
    const estimate = { microUsd: 700, inputTokens: 30, outputTokens: 4 };
    await room.enter(async (_assignment, boundary) => {
      await boundary.begin({ estimate: estimate });
      throw new Error('the executor is broken');
    });
    const run = room.memory.begin(kind);
    await until(() => expect(room.memory.status(run)).toBe('blocked'));
    expect(room.memory.states.get(run)?.run.spent).toEqual(estimate);
  });

  it('books what a result cost that could not be kept, not an estimate', async () => {
    const room = open();
    await room.connect();
    const { runs } = room.memory.ports;
    const cost = { microUsd: 5, inputTokens: 2, outputTokens: 1 };
    await room.enter(
      step(async () => ({ ...done(), cost })),
      {
        rules: (state, event) => {
          if (event.kind === 'finish') throw new TypeError('the result can not be kept');
          return decide(state, event);
        },
        runs,
      },
    );
    const run = room.memory.begin('command');
    await until(() => expect(room.memory.status(run)).toBe('blocked'));
    expect(room.memory.states.get(run)?.run.spent).toEqual(cost);
    expect(room.memory.attempt(run).status, 'the command has ended well').toBe('unknown');
  });

  it('fails as unreadable when the text it works with is not the one that its digest names', async () => {
    // What can not be read is read again for half of it.
    const room = open(shortLease);
    await room.connect();
    const seen: unknown[] = [];
    await room.enter(
      step(async ({ inputs, stage }) => {
        if (stage.id === 'print') seen.push(inputs);
        return done(`Notes ${seen.length}`);
      }),
    );
    const sound = room.memory.begin('command', 60, 2);
    await until(() => expect(room.memory.status(sound)).toBe('completed'));
    room.memory.doctored = 'rm -rf /';
    const doctored = room.memory.begin('command', 60, 2);
    await until(() => expect(room.memory.status(doctored)).toBe('failed'));
    expect(seen).toEqual([{ notes: 'Notes 0' }]);
    expect(room.memory.attempt(doctored).lease).toBeNull();
  });

  it('ends in a blocker when its job always throws before it is claimed (R9)', async () => {
    const room = open();
    await room.connect();
    const { runs } = room.memory.ports;
    const run = room.memory.begin();
    let claims = 0;
    await room.enter(
      step(async () => done()),
      {
        runs: {
          ...runs,
          change: async (id, rule, delivery) => {
            const spoiled: typeof rule = (state) => {
              const decision = rule(state);
              if (!('refused' in decision) && decision.result.kind === 'claimed') {
                claims += 1;
                throw new TypeError('the claim can not be read');
              }
              return decision;
            };
            return runs.change(id, spoiled, delivery);
          },
        },
      },
    );
    await until(() => expect(room.memory.status(run)).toBe('blocked'));
    expect(claims).toBe(quickSettings.stageTries);
  });

  it.each([
    ['write', 'failed', 'time_limit'],
    ['command', 'unknown', 'uncertain_effect'],
  ] as const)('ends at its time limit: a %s step is then %s', async (kind, status, reason) => {
    const room = open();
    await room.connect();
    await room.enter(step(untilAborted));
    const run = room.memory.begin(kind, 1);
    await until(() => expect(room.memory.status(run)).toBe('blocked'));
    expect(room.memory.states.get(run)?.asks[0]?.subject).toMatchObject({ reason });
    expect(room.memory.attempt(run).status).toBe(status);
  });

  it('keeps a finished result while Postgres is away for longer than its lease, if nobody took the work over', async () => {
    const room = open({ ...shortLease, sweep: 1_000_000 });
    await room.connect();
    let executions = 0;
    await room.enter(
      step(async () => {
        executions += 1;
        room.memory.isAway = true;
        setTimeout(() => (room.memory.isAway = false), 1.2 * shortLease.lease);
        return done('Dear words.');
      }),
    );
    const run = room.memory.begin();
    await until(() => expect(room.memory.status(run)).toBe('completed'));
    expect(executions).toBe(1);
    expect([...room.memory.bodies.values()]).toContain('Dear words.');
  });

  it('is taken up again after an outage that was longer than its lease, and nobody is blamed', async () => {
    const room = open(shortLease);
    await room.connect();
    let executions = 0;
    await room.enter(
      step(async (assignment, boundary) => {
        executions += 1;
        if (executions === 1) {
          room.memory.isAway = true;
          setTimeout(() => (room.memory.isAway = false), 1.5 * shortLease.lease);
        }
        const begun = await boundary.begin({ estimate: noCost });
        return begun.go ? done() : { kind: 'stopped', continuation: null, cost: noCost };
      }),
    );
    const run = room.memory.begin();
    await until(() => expect(room.memory.status(run)).toBe('completed'));
    expect(executions).toBe(2);
    expect(room.memory.attempt(run).takeovers).toBe(1);
  });

  it.each([
    ['an outage at the boundary that its lease outlives', new DbError('db-timeout', 'It was locked.')],
    ['a boundary that says stop to a run which goes on', { refused: 'stale_work', why: 'lease' } as const],
  ])('goes on after %s', async (_, trouble) => {
    const room = open({ ...quickSettings, resultPatience: 100 });
    await room.connect();
    const { runs } = room.memory.ports;
    let executions = 0;
    let troubles = 0;
    const change: typeof runs.change = (id, rule, delivery) => {
      const spoiled: typeof rule = (state) => {
        const decision = rule(state);
        if ('refused' in decision || decision.result.kind !== 'begin' || troubles === 10) return decision;
        troubles += 1;
        if (trouble instanceof Error) throw trouble;
        troubles = 10;
        return trouble;
      };
      return runs.change(id, spoiled, delivery);
    };
    await room.enter(
      step(async () => {
        executions += 1;
        return done();
      }),
      { runs: { ...runs, change } },
    );
    const run = room.memory.begin('command');
    await until(() => expect(room.memory.status(run)).toBe('completed'));
    expect([executions, troubles]).toEqual([1, 10]);
  });

  it('R8: loses its lease to another worker while it sleeps, and its late result is refused', async () => {
    const room = open();
    await room.connect();
    const { runs } = room.memory.ports;
    const signals: AbortSignal[] = [];
    const isAsleep = { ...runs, renew: async () => Promise.reject(new Error('asleep')) };
    const slowAtFirst = step(async (_assignment, boundary) => {
      signals.push(boundary.signal);
      if (signals.length > 1) return done('In time.');
      await until(() => expect(room.memory.finished).toHaveLength(1));
      return done('Too late.');
    });
    const { log, lines } = listening();
    await room.enter(slowAtFirst, { runs: isAsleep, settings: { ...shortLease, abortGrace: 60_000 }, log });
    const run = room.memory.begin();
    await until(() => expect(signals).toHaveLength(1));
    await room.enter(slowAtFirst);
    await until(() => expect(room.memory.status(run)).toBe('completed'));
    expect(signals[0]?.reason).toMatchObject({ reason: 'lease_lost' });
    expect([...room.memory.bodies.values()]).not.toContain('Too late.');
    const { id: attempt } = room.memory.attempt(run);
    const told = lines
      .filter((line) => line.msg.startsWith('The lease'))
      .map(({ level, msg }) => [level, msg.split(/[:;]/)[0]]);
    expect(told).toEqual([
      ['warn', 'The lease could not be renewed'],
      ['warn', 'The lease was lost'],
    ]);
    expect(lines.find(({ msg }) => msg.startsWith('The lease was lost'))).toMatchObject({ run, attempt });
  });

  it('holds no job while it is paused, and goes on from where it stopped', async () => {
    const room = open();
    await room.connect();
    const continuations: unknown[] = [];
    const doing: Doing = async (assignment, boundary) => {
      continuations.push(assignment.continuation);
      for (;;) {
        const begun = await boundary.begin({ estimate: noCost });
        if (!begun.go) return { kind: 'stopped', continuation: 'from here', cost: noCost };
        if (assignment.continuation !== null) return done();
        if (begun.step === 1) await room.memory.command(assignment.runId, { kind: 'pause' });
      }
    };
    await room.enter(doing);
    const run = room.memory.begin();
    await until(() => expect(room.memory.attempt(run).status).toBe('parked'));
    expect([...room.memory.effects.values()].filter(({ effect }) => effect.do === 'run_stage')).toEqual([]);
    await room.memory.command(run, { kind: 'resume' });
    await until(() => expect(room.memory.status(run)).toBe('completed'));
    expect(continuations).toEqual([null, 'from here']);
  });

  it('keeps its live output in order, in few pieces', async () => {
    const room = open();
    await room.connect();
    const lines = Array.from({ length: 500 }, (_, n) => `line ${n}\n`);
    await room.enter(
      step(async (_assignment, boundary) => {
        for (const [n, line] of lines.entries()) {
          boundary.output(line);
          if (n % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 15));
        }
        return done();
      }),
    );
    const run = room.memory.begin();
    await until(() => expect(room.memory.status(run)).toBe('completed'));
    const pieces = room.memory.outputs.toSorted((a, b) => a.sequence - b.sequence);
    expect(pieces).toEqual(room.memory.outputs);
    expect(pieces.map(({ text }) => text).join('')).toBe(lines.join(''));
    expect(pieces.length).toBeLessThan(30);
  });

  it('is handed back at once by a worker that stops, and taken by another', async () => {
    const room = open({ ...quickSettings, lease: 600_000, drain: 300, handBack: 1_000 });
    await room.connect();
    const stopping = await room.enter(step(untilAborted));
    const run = room.memory.begin();
    await until(() => expect(room.memory.attempt(run).openStep).not.toBeNull());
    await room.enter(step(async () => done()));
    await stopping.stop();
    await until(() => expect(room.memory.status(run)).toBe('completed'));
    expect(room.memory.attempt(run).takeovers).toBe(0);
  });
});
