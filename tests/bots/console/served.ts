import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Door, Intent, Reply, Visit } from '../../../src/core/intent.ts';
import { freshDatabase } from '../../setup/database.ts';
import { pressLink } from '../../setup/sign-in.ts';
import { type Own, type Rig, startRig } from './rig.ts';

export const cookieOf = (response: Response): string => response.headers.get('set-cookie')?.split(';')[0] ?? '';
export const nonce = (): string => `nonce-${Math.random().toString(36).slice(2)}-0123456789`;

/** A console of this file's tests alone, before a door that notes what it is asked and says what a test told it to. */
export function served(own: Own = {}) {
  const database = freshDatabase();
  let running: Rig | undefined;
  const at = {
    calls: [] as { intent: Intent; visit: Visit }[],
    reply: { kind: 'nothing' } as Reply,
    get rig(): Rig {
      if (!running) throw new Error('The console is started in beforeAll.');
      return running;
    },
    get url(): string {
      return database.url;
    },
    signIn: async (person = 'ada', headers: Record<string, string> = {}): Promise<string> =>
      cookieOf(await pressLink(at.rig.origin + (await at.rig.link(person)), { headers })),
    get: (path: string, headers: Record<string, string> = {}) =>
      fetch(at.rig.origin + path, { headers, redirect: 'manual' }),
    say: (cookie: string, text: string, more: Record<string, string> = {}, headers: Record<string, string> = {}) =>
      fetch(`${at.rig.origin}/say`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, origin: at.rig.origin, ...headers },
        body: new URLSearchParams({ nonce: nonce(), channel: 'film', thread: '', message: '', text, ...more }),
      }),
  };

  beforeAll(async () => {
    const door: Door = async (intent, visit) => {
      at.calls.push({ intent, visit });
      return at.reply;
    };
    running = await startRig(database.url, door, 15_000, () => own);
  });
  afterAll(() => running?.close());
  beforeEach(() => {
    at.calls = [];
    at.reply = { kind: 'nothing' };
  });
  return at;
}
