import { serve, type ServerType } from '@hono/node-server';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from '../../../db/client.ts';
import { listenToConsole } from '../../../db/console/hints.ts';
import { consoleStore } from '../../../db/console.ts';
import { createBodies } from '../../../db/bodies.ts';
import { createHints } from '../../../db/hints.ts';
import { createProjects } from '../../../db/projects.ts';
import { createRecords } from '../../../db/records.ts';
import { createViews } from '../../../db/views.ts';
import { migrate } from '../../../db/migrate.ts';
import { namedOnly, noLinking } from '../../setup/people.ts';
import { createConsole } from '../../../src/bots/console/app.tsx';
import { createSignInLink } from '../../../src/bots/console/sign-in/link.ts';
import type { PostRef } from '../../../src/core/cards/surface.ts';
import type { ConsoleSurface } from '../../../src/bots/console/surface.ts';
import type { CardSubject } from '../../../src/core/effect.ts';
import type { Card } from '../../../src/core/cards/card.ts';
import type { ForReader, Redrawing } from '../../../src/core/cards/redrawing.ts';
import type { ConsoleRoster } from '../../../src/core/console/roster.ts';
import type { ConsoleStore } from '../../../src/core/console/store.ts';
import type { Door } from '../../../src/core/intent.ts';
import { permissions } from '../../../src/core/project/definition.ts';
import type { Projects } from '../../../src/core/ports.ts';
import type { ConsoleParts } from '../../../src/bots/console/parts.ts';

export interface Rig {
  origin: string;
  surface: ConsoleSurface;
  store: ConsoleStore;
  /** The truth that private cards are drawn from; a test may change it. */
  redrawing: Redrawing;
  places: Map<string, PostRef[]>;
  /** The path of a fresh one-time link. */
  link(person: string): Promise<string>;
  /** Stops the server and starts it again on the same port, as after a crash: nothing in memory survives. */
  restart(): Promise<void>;
  /** Deletes a message, as nothing in the product does yet. */
  remove(message: string): Promise<void>;
  close(): Promise<void>;
}

const all = { may: permissions, starters: { names: [], groups: false } };

export const roster: ConsoleRoster = {
  channels: async () => [
    { id: 'film', project: 'The Lighthouse', about: 'A short film, from its brief to its look book', ...all },
    { id: 'releases', project: 'Release notes', about: null, ...all },
  ],
  projects: async () => [{ id: 'film', name: 'The Lighthouse' }],
  completions: async () => ({
    verbs: [
      { verb: 'run', help: 'Start a run: opens the form' },
      { verb: 'status', help: 'What is running' },
      { verb: 'inbox', help: 'What waits for you' },
      { verb: 'pause', help: 'Pause the run of this thread' },
      { verb: 'cancel', help: 'Cancel the run of this thread' },
      { verb: 'help', help: 'All commands' },
    ],
    roles: [
      { handle: 'director', name: 'Director', emoji: '🎬', about: 'the whole' },
      { handle: 'visual_architect', name: 'Visual architect', emoji: '🎨', about: 'look, light and colour' },
    ],
  }),
  accountsOf: async () => [],
  nameOf: async (account) => account.user[0]!.toUpperCase() + account.user.slice(1),
};

/** The console on a real database and a real port, before a door of the test's own. */
export type Own = Partial<
  Pick<ConsoleParts, 'ways' | 'roster' | 'people' | 'publicUrl' | 'log' | 'troublesOf' | 'postLimit'>
>;

export async function startRig(
  url: string,
  door: Door,
  heartbeat = 15_000,
  own: (projects: Projects) => Own = () => ({}),
): Promise<Rig> {
  await migrate(url);
  const client = connect(url, { max: 4 });
  const store = consoleStore(client);
  // The console keeps whole cards, and asks with them.
  const redrawing: Redrawing = { card: async (shown) => shown as Card, buttons: async (buttons) => [...buttons] };
  const places = new Map<string, PostRef[]>();
  const placesOf = async ({ id }: CardSubject) => places.get(id) ?? [];
  const stores = {
    records: createRecords(client),
    views: createViews(client),
    bodies: createBodies(client),
    projects: createProjects(client),
  };
  const answerAll = () => Promise.reject(new Error('this rig answers nothing'));
  const forReader: ForReader = () => async (card) => card;
  const truth = {
    redrawing,
    forReader,
    placesOf,
    threadsElsewhere: async () => [],
    answerAll,
    runHints: await createHints(client),
    ...stores,
  };
  const start = async (port: number) => {
    const hints = await listenToConsole(client.sql);
    const people = namedOnly(stores.projects);
    const nowhere = { ways: [], publicUrl: null, troublesOf: async () => [], log: { warn: () => undefined } };
    const usual = { roster, people, linking: noLinking, ...nowhere };
    const made = createConsole({ store, door, hints, heartbeat, ...truth, ...usual, ...own(stores.projects) });
    const server = serve({ fetch: made.app.fetch, hostname: '127.0.0.1', port });
    await once(server, 'listening');
    return { server, hints, surface: made.surface };
  };
  let running = await start(0);
  const { port } = running.server.address() as AddressInfo;
  const stop = async () => {
    await shut(running.server);
    await running.hints.end();
  };
  return {
    origin: `http://localhost:${port}`,
    surface: running.surface,
    store,
    redrawing,
    places,
    link: (person) => createSignInLink(store, person),
    restart: async () => {
      await stop();
      running = await start(port);
    },
    remove: async (message) => {
      await client.sql`delete from console_messages where id = ${message}`;
    },
    close: async () => {
      await stop();
      await client.close();
    },
  };
}

async function shut(server: ServerType): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  await closed;
}
