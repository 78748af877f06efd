import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embeddedEngine, type Engine } from './kill/engine.ts';
import { freePort } from './kill/free-port.ts';
import { Program } from './kill/program.ts';

const top = path.resolve(import.meta.dirname, '../..');

describe('the program, as an operator starts it', () => {
  let engine: Engine;
  let program: Program;
  beforeEach(async () => {
    engine = await embeddedEngine();
  });
  afterEach(async () => {
    await program.kill();
    await engine.close();
  });

  const start = (env: Record<string, string>, args: string[] = []): Program => {
    program = new Program({ args: [...engine.args, ...args], env: { ...engine.env, ...env } });
    return program;
  };

  it('names all faults of a project file, and ends with 1', async () => {
    const file = path.join(engine.folder, 'project.yaml');
    const roles = 'roles: [{ handle: writer, name: Writer, emoji: W, domain: [x], instructions: Write. }]';
    const stage = '{ id: a, name: A, do: write, role: wirter, makes: a, brief: B }';
    const pipeline = `pipelines: [{ id: p, name: P, about: A, stages: [${stage}] }]`;
    await writeFile(file, ['project: one', 'naem: One', 'control_mode: sometimes', roles, pipeline].join('\n'));
    await start({ PORT: String(await freePort()) }, ['--project', file]).ended;
    expect(program.end).toBe(1);
    const said = program.said.join('\n');
    for (const fault of ['naem', 'sometimes', 'config-project', file]) expect(said).toContain(fault);
    expect(said).not.toMatch(/^\s+at /m);
  });

  it('says that its port is taken, and ends with 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await start({ PORT: String(port) }).ended;
    other.close();
    expect(program.end).toBe(1);
    expect(program.said.join('\n')).toContain(`Port ${port} is in use. Set PORT to a free one.`);
    expect(program.link).toBeNull();
  });

  it('takes the next free port where none is asked for', async () => {
    const first = createServer();
    // Somebody else's program on it will do as well.
    await once(first.listen(3000, '127.0.0.1'), 'listening').catch(() => undefined);
    await start({}).ready();
    first.close();
    expect(Number(new URL(program.link ?? 'http://none').port)).toBeGreaterThan(3000);
  });

  it('R16: stops when npm, which started it, is told to stop', async () => {
    const port = await freePort();
    const env = { ...process.env, ...engine.env, PORT: String(port) };
    const npm = spawn('npm', ['start', '--', ...engine.args], { cwd: top, env, stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = once(npm.stdout, 'close');
    for await (const line of createInterface({ input: npm.stdout })) if (line.includes('Stop with Ctrl')) break;
    npm.kill('SIGTERM');
    // The pipe closes when the last process that could write to it has gone.
    npm.stdout.resume();
    await ended;
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  });

  it('R16: ends with 0 when it is told to stop', async () => {
    await start({ PORT: String(await freePort()) }).ready();
    const began = performance.now();
    await program.kill('SIGTERM');
    expect(program.end).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(program.said.join('\n')).toContain('Stopping');
  });
});
