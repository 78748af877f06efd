import type { Hints } from '../src/core/ports.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { runChannel } from './run/announce.ts';
import { abortChannel } from './run/effects.ts';

type Listener = (id: string) => void;

/** Listens on a connection of its own, which is opened again after an outage, and is closed with the client. */
export async function createHints({ sql }: Client): Promise<Hints> {
  const aborts = new Set<Listener>();
  const runs = new Set<Listener>();
  const tell = (listeners: Set<Listener>) => (id: string) => listeners.forEach((listener) => listener(id));
  await explained(Promise.all([sql.listen(abortChannel, tell(aborts)), sql.listen(runChannel, tell(runs))]));
  return { onAbort: (listener) => subscribe(aborts, listener), onRun: (listener) => subscribe(runs, listener) };
}

function subscribe(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
