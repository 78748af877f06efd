import type { ConsoleStore } from '../src/core/console/store.ts';
import type { Client } from './client.ts';
import { consoleMessageStore } from './console/messages.ts';
import { consoleNoticeStore } from './console/notices.ts';
import { consoleSessionStore } from './console/sessions.ts';
import { explainedStore } from './error.ts';

/** The console's own chat in Postgres. All processes are notified when a change is committed; see console/hints.ts. */
export const consoleStore = (client: Pick<Client, 'db' | 'pool'>): ConsoleStore =>
  explainedStore({
    ...consoleMessageStore(client),
    ...consoleNoticeStore(client.db),
    ...consoleSessionStore(client.db),
  });
