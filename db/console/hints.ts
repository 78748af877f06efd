import type { Sql } from 'postgres';
import type { ConsoleHint, ConsoleHints } from '../../src/core/console/messages.ts';
import { consoleTopic } from './topic.ts';

type Listener = Parameters<ConsoleHints['onMessage']>[0];

/** Listens to what other processes post. `end` stops listening. */
export async function listenToConsole(client: Sql): Promise<ConsoleHints & { end(): Promise<void> }> {
  const listeners = new Set<Listener>();
  const tell = (hint: ConsoleHint | null) => listeners.forEach((listener) => listener(hint));
  // `tell(null)` on every new connection: what was posted while there was none was not heard.
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
