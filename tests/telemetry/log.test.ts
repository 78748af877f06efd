import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { during } from '../../src/telemetry/context.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createRedact, type Redact } from '../../src/telemetry/redact.ts';

type Line = Record<string, unknown>;

function listen(redact: Redact = createRedact([])) {
  const lines: string[] = [];
  const log = createLog('debug', redact, { write: (line: string) => void lines.push(line) });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Line };
}

/** As drizzle, ioredis and the AI SDK make them: everything that was sent hangs on the error. */
function loadedError(secret: string): Error {
  const cause = Object.assign(new Error('WRONGPASS invalid username-password pair'), {
    code: 'WRONGPASS',
    command: { name: 'auth', args: [secret] },
    requestBodyValues: { messages: [secret] },
    responseHeaders: { 'x-anything': secret },
  });
  return Object.assign(new Error(`Failed query: insert into bodies values ($1)\nparams: ${secret}`, { cause }), {
    params: [secret],
    query: 'insert into bodies values ($1)',
  });
}

describe('the log', () => {
  it('names level and time in words, and the request in whose course it was written', async () => {
    const { log, last } = listen();
    await during('req-1', async () => log.child({ run: 'r1', project: 'p' }).warn({ ask: 'a1' }, 'Something.'));
    expect(last()).toMatchObject({
      level: 'warn',
      request: 'req-1',
      run: 'r1',
      project: 'p',
      ask: 'a1',
      msg: 'Something.',
    });
    expect(new Date(last().time as string).getTime()).toBeGreaterThan(Date.now() - 60_000);
    log.info('Later.');
    expect(last()).not.toHaveProperty('request');
  });

  it('says of an error what helps, and nothing that was sent (S16)', () => {
    const { log, lines, last } = listen();
    log.error({ err: loadedError('words that a person wrote') }, 'It failed.');
    expect(lines.join()).not.toContain('words that a person wrote');
    expect(last().err).toMatchObject({
      type: 'Error',
      message: 'Failed query',
      stack: expect.stringContaining('at '),
      cause: { code: 'WRONGPASS', message: 'WRONGPASS invalid username-password pair' },
    });
  });

  it('would have said it with the serializer that pino brings', () => {
    const line = JSON.stringify(pino.stdSerializers.err(loadedError('words that a person wrote')));
    expect(line).toContain('words that a person wrote');
  });

  it('hides secrets on the final line, wherever they came in', () => {
    const { log, lines } = listen(createRedact(['canary-value']));
    log
      .child({ bound: 'canary-value' })
      .warn({ deep: { list: ['canary-value'] }, err: new Error('canary-value') }, 'x canary-value');
    expect(lines.join()).not.toContain('canary-value');
    expect(lines.join().match(/\[redacted\]/g)).toHaveLength(4);
  });
});
