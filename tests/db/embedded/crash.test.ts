import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEmbedded } from '../../../db/embedded/start.ts';
import { makeFolder, pidOf, query, spawnParent, startParent, until } from './harness.ts';

const log = () => undefined;
const pidFileOf = (dataDir: string) => join(dataDir, 'cluster', 'postmaster.pid');

describe('the embedded database after a crash', () => {
  it('R1 survives the SIGKILL of its parent, and the next start adopts the running server', async () => {
    const dataDir = join(makeFolder(), 'postgres');
    const parent = await startParent(dataDir);
    await query(parent.url, 'create table kept as select 42 as answer');
    const pid = pidOf(dataDir);
    await parent.kill();
    expect(pidOf(dataDir)).toBe(pid);

    const adopted = await startEmbedded({ dataDir, log });
    expect(pidOf(dataDir)).toBe(pid);
    expect(adopted.url).toBe(parent.url);
    expect(await query(adopted.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await adopted.stop();
    expect(pidOf(dataDir)).toBeUndefined();
  });

  it('R1 comes up after parent and server were both killed, with everything that was committed', async () => {
    const dataDir = join(makeFolder(), 'postgres');
    const parent = await startParent(dataDir);
    await query(parent.url, 'create table kept as select 42 as answer');
    await parent.kill();
    process.kill(pidOf(dataDir) as number, 'SIGKILL');
    const next = await startEmbedded({ dataDir, log });
    expect(await query(next.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await next.stop();
  });

  it('R3 starts a server that died in use again, on the same port', async () => {
    const dataDir = join(makeFolder(), 'postgres');
    const lines: string[] = [];
    const database = await startEmbedded({ dataDir, log: (line) => lines.push(line) });
    const pid = pidOf(dataDir) as number;
    process.kill(pid, 'SIGKILL');
    await until(async () => pidOf(dataDir) !== pid && (await answers(database.url)), 'it answers again');
    expect(lines.join('\n')).toContain('has ended unasked');
    expect(new URL(database.url).port).toBe(readFileSync(join(dataDir, 'port'), 'utf8'));
    await until(() => keepers(database.url, 1), 'its keeper is back');
    await database.stop();
    expect(pidOf(dataDir)).toBeUndefined();
  });

  it('starts over a pid file whose pid now belongs to a stranger, and leaves the stranger alone', async () => {
    const dataDir = join(makeFolder(), 'postgres');
    const parent = await startParent(dataDir);
    const left = readFileSync(pidFileOf(dataDir), 'utf8');
    await parent.stop();
    const stranger = spawn('sleep', ['60']);
    writeFileSync(pidFileOf(dataDir), left.replace(/^\d+/, String(stranger.pid)));

    const lines: string[] = [];
    const database = await startEmbedded({ dataDir, log: (line) => lines.push(line) });
    expect(lines.join('\n')).toContain(`Process ${stranger.pid}`);
    expect(await answers(database.url)).toBe(true);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    await database.stop();
    stranger.kill();
    await once(stranger, 'exit');
  });

  it('makes the database anew when the first start was killed during initdb', async () => {
    const dataDir = join(makeFolder(), 'postgres');
    const parent = spawnParent(dataDir);
    await until(() => drafts(dataDir).length > 0, 'initdb has begun');
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    expect(readdirSync(dataDir)).not.toContain('cluster');

    const database = await startEmbedded({ dataDir, log });
    expect(await answers(database.url)).toBe(true);
    await database.stop();
    const again = await startEmbedded({ dataDir, log });
    await again.stop();
    expect(drafts(dataDir)).toEqual([]);
  });
});

function drafts(dataDir: string): string[] {
  try {
    return readdirSync(dataDir).filter((name) => name.startsWith('cluster.new-'));
  } catch {
    return [];
  }
}

async function answers(url: string): Promise<boolean> {
  return query(url, 'select 1').then(
    () => true,
    () => false,
  );
}

async function keepers(url: string, wanted: number): Promise<boolean> {
  const rows = await query(url, "select 1 from pg_stat_activity where application_name = 'wheelhouse-keeper'");
  return rows.length === wanted;
}
