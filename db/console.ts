import type { ConsoleStore } from '../src/core/console/store.ts';
import type { Client } from './client.ts';
import { consoleMessageStore } from './console/messages.ts';
import { consoleNoticeStore } from './console/notices.ts';
import { consoleSessionStore } from './console/sessions.ts';

/** The console's own chat in Postgres. A change is told to every process as it commits; see console/hints.ts. */
export const consoleStore = (client: Pick<Client, 'db' | 'pool'>): ConsoleStore => ({
  ...consoleMessageStore(client),
  ...consoleNoticeStore(client.db),
  ...consoleSessionStore(client.db),
});
