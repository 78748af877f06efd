import type { Logger } from 'pino';
import type { consoleStore } from '../../db/console.ts';
import { createConsole } from '../bots/console/app.tsx';
import type { Config } from '../config.ts';
import type { ConsoleHints } from '../core/console/messages.ts';
import type { Door } from '../core/intent.ts';
import type { Hints } from '../core/ports.ts';
import type { Records } from '../core/records/records.ts';
import type { Troubles } from '../core/troubles.ts';
import { createBulk } from '../intents/bulk.ts';
import { createLinking } from '../intents/linking.ts';
import type { DoorPorts } from '../intents/ports.ts';
import { signInWays } from '../sign-in/ways.ts';
import { createForReader, createRedrawing, refsOn } from './redrawing.ts';
import type { DiscordAccess } from './discord.ts';
import { createRoster } from './roster.ts';
import type { SlackAccess } from './slack.ts';
import { createThreadsElsewhere } from './threads-elsewhere.ts';
import { troublesOf } from './troubles.ts';

interface Around {
  config: Config;
  stores: DoorStores & { console: ReturnType<typeof consoleStore>; records: Records; troubles: Troubles };
  door: DoorPorts;
  open: Door;
  hints: Hints;
  consoleHints: ConsoleHints;
  slackAccess: SlackAccess | null;
  discordAccess: DiscordAccess | null;
  log: Logger;
}

type DoorStores = Pick<DoorPorts, 'projects' | 'people' | 'views' | 'bodies' | 'postings'>;

export function openConsole({
  config,
  stores,
  door,
  open,
  hints,
  consoleHints,
  slackAccess,
  discordAccess,
  log,
}: Around): ReturnType<typeof createConsole> {
  const roster = createRoster(stores.projects, stores.people);
  return createConsole({
    store: stores.console,
    door: open,
    answerAll: createBulk(door),
    roster,
    troublesOf: troublesOf({ ...stores, roster }),
    people: stores.people,
    linking: createLinking(door),
    records: stores.records,
    views: stores.views,
    bodies: stores.bodies,
    redrawing: createRedrawing(stores),
    forReader: createForReader(stores),
    placesOf: async (subject) => refsOn('console', await stores.postings.ofSubject(subject)),
    threadsElsewhere: createThreadsElsewhere({ postings: stores.postings, slack: slackAccess, discord: discordAccess }),
    hints: consoleHints,
    runHints: hints,
    ways: signInWays(config.signIn),
    publicUrl: config.publicUrl,
    log,
  });
}
