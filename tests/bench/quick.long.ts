import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { quick } from '../../bench/plan.ts';
import type { BenchResult } from '../../bench/result.ts';
import { describeWith } from '../setup/needs.ts';

const run = promisify(execFile);
const top = path.resolve(import.meta.dirname, '../..');

/** A busy machine takes some times as long as a quiet one. */
const patience = 240_000;

describeWith(['redis', 'postgres'], 'npm run bench', () => {
  it(
    'brings up what it needs, measures everything on both engines, and leaves nothing behind',
    async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'bench-test-'));
      // A database that root starts runs as another user, who must be able to pass through.
      await chmod(folder, 0o755);
      const env = { ...process.env, TMPDIR: folder };
      await run('npm', ['run', 'bench', '--', '--quick', '--out', folder], { cwd: top, env });
      const { engines } = JSON.parse(await readFile(path.join(folder, 'bench.json'), 'utf8')) as BenchResult;
      expect(engines.map(({ engine }) => engine)).toEqual(['redis', 'embedded']);
      const slack = engines.flatMap((it) => it.slack ?? []);
      expect(slack.map(({ mode }) => mode)).toEqual(['Socket Mode', 'signed HTTP']);
      for (const { acknowledged, turnedAway } of slack) {
        expect(acknowledged.n).toBe(50);
        expect(turnedAway).toBe(0);
      }
      for (const { engine, clicks, parked, throughput } of engines) {
        expect(clicks.map((it) => it.card.n)).toEqual(quick[engine].bursts.map((it) => it.clicks));
        expect(parked.jobs).toBe(0);
        expect(throughput.every(({ runsPerSecond }) => runsPerSecond > 0)).toBe(true);
      }
      expect((await readdir(folder)).filter((name) => name.startsWith('wheelhouse-'))).toEqual([]);
      await rm(folder, { recursive: true });
    },
    patience,
  );
});
