import type { Sql } from 'postgres';
import type { ConsoleHint, ConsoleHints } from '../../src/core/console/messages.ts';
import { consoleTopic } from './topic.ts';

type Listener = Parameters<ConsoleHints['onMessage']>[0];

/** Hears what other processes post. `end` gives the listening connection back. */
export async function listenToConsole(client: Sql): Promise<ConsoleHints & { end(): Promise<void> }> {
  const listeners = new Set<Listener>();
  const tell = (hint: ConsoleHint | null) => listeners.forEach((listener) => listener(hint));
  // On a new connection after a lost one: what was said meanwhile was not heard.
  const listening = await client.listen(
    consoleTopic,
    (payload) => tell(JSON.parse(payload) as ConsoleHint),
    () => tell(null),
  );
  return {
    onMessage(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    end: () => listening.unlisten(),
  };
}
