import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import { describe, it } from 'vitest';

const top = path.resolve(import.meta.dirname, '../..');
const vitest = path.join(top, 'node_modules/vitest/vitest.mjs');

/** Runs the sample, of which two tests need Redis and one needs nothing. */
async function runSample(variables: Record<string, string>): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [vitest, 'run', '--config', 'tests/fixtures/needs/vitest.config.ts'], {
    cwd: top,
    env: { PATH: process.env.PATH, NO_COLOR: '1', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

const lastLine = (output: string): string | undefined => output.trimEnd().split('\n').at(-1);

describe.concurrent('a test that needs more than every machine has', () => {
  it('is skipped where it is missing, and the end of the run says why', async ({ expect }) => {
    const { code, output } = await runSample({});
    expect(code).toBe(0);
    expect(output).toContain('skipped: 2 tests for want of Redis (set TEST_REDIS_URL)');
    expect(lastLine(output)).toBe('1 passed, 0 failed, 2 skipped');
  });

  it.for(['all', 'chromium,redis'])(
    'fails where it is missing and WHEELHOUSE_DEMAND is %s',
    async (demand, { expect }) => {
      const { code, output } = await runSample({ WHEELHOUSE_DEMAND: demand });
      expect(code).toBe(1);
      expect(lastLine(output)).toBe('1 passed, 1 failed, 0 skipped');
    },
  );

  it('runs where it is there', async ({ expect }) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { output } = await runSample({ TEST_REDIS_URL: `redis://127.0.0.1:${port}` });
    server.close();
    expect(lastLine(output)).toBe('3 passed, 0 failed, 0 skipped');
  });

  it('ends the run where what is named does not answer', async ({ expect }) => {
    const { code, output } = await runSample({ TEST_REDIS_URL: 'redis://127.0.0.1:1' });
    expect(code).toBe(1);
    expect(output).toContain('TEST_REDIS_URL is set, but nothing answers at 127.0.0.1:1.');
  });

  it('ends the run where WHEELHOUSE_DEMAND asks for what nobody knows', async ({ expect }) => {
    const { code, output } = await runSample({ WHEELHOUSE_DEMAND: 'reddis' });
    expect(code).toBe(1);
    expect(output).toContain('WHEELHOUSE_DEMAND names reddis');
  });
});
