import { describe, expect, it } from 'vitest';
import type { Runs } from '../../src/core/ports.ts';
import { deciding } from '../../src/core/run/deciding.ts';
import type { RunEvent } from '../../src/core/run/event.ts';
import { during } from '../../src/telemetry/context.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createMeter } from '../../src/telemetry/meter.ts';
import { createRedact } from '../../src/telemetry/redact.ts';
import { watchRuns } from '../../src/telemetry/watched-runs.ts';
import { at, decide, here, sampleAsk, starting } from '../db/sample.ts';

const account = { surface: 'console' as const, team: 'local', user: 'ada' };
const ada = { kind: 'person' as const, personId: 'ada', name: 'Ada', permissions: [], account, where: here };
const pause: RunEvent = { kind: 'pause', id: 'e', at: new Date(), actor: ada, why: null };

/** A store that answers as it is told to, watched. */
function watched(answer: () => ReturnType<Runs['change']>) {
  const unused = (): never => {
    throw new Error('watching does not use this');
  };
  const lines: Record<string, unknown>[] = [];
  const log = createLog('info', createRedact([]), {
    write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  const meter = createMeter('1.2.3', {
    readiness: async () => ({ ready: true, checks: [{ check: 'database', ok: true, reason: null }] }),
    backlog: async () => null,
    queueJobs: async () => null,
    troubles: async () => null,
    pool: () => ({ busy: 1, idle: 2, waiting: 3 }),
  });
  const store: Runs = { change: answer, create: answer, find: unused, renew: unused, appendOutput: unused };
  return { runs: watchRuns(store, { meter, log }), lines, read: () => meter.read() };
}

const outcome = { status: 'decided', choice: 'approve', by: 'Ada', words: null, where: null, why: null } as const;
const after = (seconds: number): Date => new Date(at.getTime() + seconds * 1000);

const rules = () => decide(starting('r1').state);

describe('decisions that are watched', () => {
  it('are counted by kind and result, and timed from the click', async () => {
    const { runs, read } = watched(async () => decide(starting('r1').state));
    await during('req-1', () => runs.change('r1', deciding(pause, rules)));
    await runs.create(starting('r1'));
    const text = await read();
    expect(text).toContain('wheelhouse_decisions_total{kind="pause",result="committed"} 1');
    expect(text).toContain('wheelhouse_decisions_total{kind="start",result="committed"} 1');
    expect(text).toContain('wheelhouse_decision_duration_seconds_count 2');
    expect(text).toContain('wheelhouse_click_commit_duration_seconds_count 1');
  });

  it('tell how long an answer took, and which came faster than reading', async () => {
    const asked = { ...sampleAsk('r1', 'a'), status: 'decided' as const, outcome: { ...outcome, at: after(1) } };
    const anew = { ...asked, id: 'b', revisedAt: after(100), outcome: { ...outcome, at: after(400) } };
    const gone = { ...asked, id: 'c', status: 'withdrawn' as const };
    const { runs, read } = watched(async () => decide(starting('r1').state, { settled: [asked, anew, gone] }));
    await runs.change('r1', deciding(pause, rules));
    const text = await read();
    expect(text).toContain('wheelhouse_answer_seconds_bucket{le="2",kind="gate"} 1');
    expect(text).toContain('wheelhouse_answer_seconds_sum{kind="gate"} 301');
    expect(text).toContain('wheelhouse_answer_seconds_count{kind="gate"} 2');
  });

  it('are counted where they are refused, repeated, or fail', async () => {
    const answers = [
      async () => ({ refused: 'stranger' as const }),
      async () => ({ refused: 'repeated' as const }),
      async () => Promise.reject(new Error('away')),
    ];
    const { runs, read } = watched(() => answers.shift()!());
    await runs.change('r1', deciding(pause, rules));
    await runs.change('r1', deciding(pause, rules));
    await expect(runs.change('r1', deciding(pause, rules))).rejects.toThrow('away');
    const text = await read();
    for (const result of ['refused', 'repeated', 'failed'])
      expect(text).toContain(`wheelhouse_decisions_total{kind="pause",result="${result}"} 1`);
    expect(text).toContain('wheelhouse_click_commit_duration_seconds_count 0');
  });

  it('S2-61: leave a line with project, run and request', async () => {
    const { runs, lines } = watched(async () => decide(starting('r1').state));
    await during('req-1', () => runs.change('r1', deciding(pause, rules)));
    expect(lines).toMatchObject([
      {
        request: 'req-1',
        project: 'paper',
        run: 'r1',
        kind: 'pause',
        person: 'ada',
        result: 'committed',
        msg: 'Decided.',
      },
    ]);
  });

  it('have labels of few values: no id becomes a series', async () => {
    const { runs, read } = watched(async () => decide(starting('r1').state));
    const series = async (): Promise<number> =>
      (await read()).split('\n').filter((it) => it.startsWith('wheelhouse')).length;
    await runs.change('r-first', deciding(pause, rules));
    const before = await series();
    for (let n = 0; n < 500; n += 1) await runs.change(`r${n}`, deciding({ ...pause, id: `e${n}` }, rules));
    expect(await series()).toBe(before);
  });
});
