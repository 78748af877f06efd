import { within } from '../../chat/within.ts';
import { Connections, type GatewayParts } from './connections.ts';

export interface Gateway {
  start(): void;
  stop(): Promise<void>;
}

/** Milliseconds: for the farewell. */
const closing = 1_000;

/** Discord's gateway, over one connection after the other. */
export function createGateway(parts: GatewayParts): Gateway {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  return {
    start: () => void (running = new Connections(parts, stopping.signal).keep()),
    stop: async () => {
      stopping.abort();
      await within(closing, running);
    },
  };
}
