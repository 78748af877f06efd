import type { Logger } from 'pino';
import { createBodies } from '../../db/bodies.ts';
import type { Client } from '../../db/client.ts';
import { consoleStore } from '../../db/console.ts';
import { oncePerWord } from '../../db/left-out.ts';
import { createLinks } from '../../db/links.ts';
import { createOutbox } from '../../db/outbox.ts';
import { createPeople } from '../../db/people.ts';
import { createPostings } from '../../db/postings.ts';
import { createProjects } from '../../db/projects.ts';
import { createRecords } from '../../db/records.ts';
import { rememberNumbers } from '../../db/records/remembered.ts';
import { createRefusals } from '../../db/refusals.ts';
import { createReminders } from '../../db/reminders.ts';
import { createRuns } from '../../db/runs.ts';
import { createSweep } from '../../db/sweep.ts';
import { createTalks } from '../../db/talks.ts';
import { createTroubles } from '../../db/troubles.ts';
import { createViews } from '../../db/views.ts';
import { reminderRound } from '../core/attention/round.ts';
import type { Dispatch } from '../jobs/dispatch.ts';
import type { DiscordAccess } from './discord.ts';
import { createPlaceTeams, platformsToAsk } from './place-teams.ts';
import type { SlackAccess } from './slack.ts';
import type { Watch } from './watch.ts';

/** What every part of the program can ask the platforms; null for one that is not configured. */
export interface PlatformAccess {
  slack: SlackAccess | null;
  discord: DiscordAccess | null;
}

interface Beneath {
  client: Client;
  dispatch: Dispatch;
  watch: Pick<Watch, 'runs'>;
  access: PlatformAccess;
  log: Logger;
}

export type Stores = ReturnType<typeof createStores>;

/** The stores, which all parts of the program share. */
export function createStores({ client, dispatch, watch, access, log }: Beneath) {
  const projects = createProjects(client);
  const links = createLinks(client);
  const onError = (error: unknown): void => {
    log.warn({ err: error }, 'Something after a commit failed; the sweep makes up for it.');
  };
  const onLeftOut = oncePerWord((why) => log.warn({ err: why }, 'Lists leave out what a newer Wheelhouse wrote.'));
  const reminders = createReminders(client, dispatch, onLeftOut);
  const groups = { slack: access.slack?.groups ?? null, discord: access.discord?.groups ?? null };
  const teamOf = createPlaceTeams(platformsToAsk(access.slack, access.discord));
  return {
    projects,
    runs: watch.runs(createRuns(client, { onCommitted: dispatch, onError })),
    bodies: createBodies(client),
    talks: createTalks(client),
    outbox: createOutbox(client),
    links,
    people: createPeople({ projects, links, groups }),
    postings: createPostings(client),
    records: rememberNumbers(createRecords(client, onLeftOut)),
    refusals: createRefusals(client),
    reminders,
    remind: reminderRound({ projects, links, reminders, teamOf }),
    sweep: createSweep(client),
    troubles: createTroubles(client),
    views: createViews(client, onLeftOut),
    console: consoleStore(client),
  };
}
