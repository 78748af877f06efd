import { expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../src/telemetry/log.ts';
import { freshDatabase } from '../setup/database.ts';
import { Room } from './room.ts';

const database = freshDatabase();

/** What is logged by a process of these parts. */
async function loggedBy(parts: readonly ('worker' | 'bots')[]): Promise<string> {
  const room = new Room({ redisUrl: null, databaseUrl: database.url });
  onTestFinished(() => room.leave());
  let logged = '';
  const log = createLog('info', (text) => text, { write: (line) => void (logged += line) });
  await room.enter(() => Promise.reject(new Error('no stage is expected')), { parts, log });
  return logged;
}

it('says that jobs are taken only where some are', async () => {
  expect(await loggedBy([])).not.toContain('Jobs are taken.');
  expect(await loggedBy(['bots'])).toContain('Jobs are taken.');
});
