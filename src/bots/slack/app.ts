import type { Hono } from 'hono';
import type { Surface } from '../../core/cards/surface.ts';
import { Sparingly } from '../../core/sparingly.ts';
import { createIntake, type Delivery, type Intake } from '../chat/intake.ts';
import { afterMissed } from '../chat/missed/after-missed.ts';
import { CatchUp } from '../chat/missed/catch-up.ts';
import { Self } from '../chat/self.ts';
import { startTakingUp } from '../chat/take-up.ts';
import { times } from '../chat/times.ts';
import { within } from '../chat/within.ts';
import { sayUnreachable } from './answer/form.ts';
import { handle, tellUnreachable, type HandlingParts } from './answer/handle.ts';
import type { Site } from './draw/site.ts';
import { HomePages } from './home.ts';
import { slackLogger } from './log.ts';
import type { SlackParts } from './parts.ts';
import { spotIn } from './read/answerable.ts';
import type { Read } from './read/read.ts';
import { typeOf } from './receive/body.ts';
import { createDispatch } from './receive/dispatch.ts';
import { slackRoutes } from './receive/http.ts';
import { slackSource } from './receive/kind.ts';
import { createMissedReader } from './receive/read-missed.ts';
import { createSocket, type Socket } from './receive/socket.ts';
import { SlackRefused } from './send/errors.ts';
import type { SlackApi } from './send/slack-api.ts';
import { createSlackSurface } from './surface.ts';
import { words } from './words.ts';

export interface Slack {
  surface: Surface;
  /** To be mounted on our own port; null in Socket Mode. */
  routes: Hono | null;
  /** Connects, and takes up what others left. What can't be reached is tried again: nothing of it stops the program. */
  start(): void;
  /** Resolves when nothing of what came is in hand any more. */
  idle(): Promise<void>;
  /** Takes nothing new, and lets what is in hand end, for some seconds. */
  stop(): Promise<void>;
}

type SlackSelf = Self<Awaited<ReturnType<SlackApi['whoAmI']>>>;

/** Slack as one of the places where people steer. It knows no rules: what it reads goes to the door, what the door says is drawn. */
export function createSlack(parts: SlackParts): Slack {
  const { api, sends, log } = parts;
  const self = new Self(() => api.whoAmI());
  const site = siteOf(parts, self);
  const homes = new HomePages({ api, read: parts.readHome, hints: parts.hints, site, log });
  const handling: HandlingParts = {
    ...parts,
    site,
    refusals: new Sparingly(),
    openHome: (account) => homes.opened(account),
  };
  const receive: Intake['receive'] = (incoming) => intake.receive(incoming);
  const catchUp = new CatchUp({
    ...{ platform: 'Slack', threads: parts.threads, read: createMissedReader({ api, self, receive }), log },
    isRefusal: (error) => error instanceof SlackRefused,
  });
  const intake = intakeOf(parts, { self, handling, catchUp });
  const { routes, socket } = wayIn(parts, intake, catchUp);
  let stopTakingUp = async (): Promise<void> => undefined;
  return {
    surface: createSlackSurface({ api, sends, site }),
    routes,
    start: () => {
      if (socket === null) catchUp.start();
      else socket.start();
      stopTakingUp = startTakingUp({ name: slackSource.name, self, intake, log });
    },
    idle: () => intake.idle(),
    stop: async () => {
      catchUp.stop();
      // All of it: what Slack makes wait in a lane may wait for a minute.
      const ended = Promise.all([socket?.stop(), stopTakingUp(), homes.stop()]).then(() => intake.idle());
      await within(times.drain, ended);
    },
  };
}

/** Until Slack has said what the token may, roles are taken to speak under their own names. */
const siteOf = ({ publicUrl }: SlackParts, self: SlackSelf): Site => ({
  publicUrl,
  get mayCustomize() {
    return self.known?.scopes.includes('chat:write.customize') ?? true;
  },
});

interface Taking {
  self: SlackSelf;
  handling: HandlingParts;
  catchUp: CatchUp;
}

function intakeOf(parts: SlackParts, { self, handling, catchUp }: Taking): Intake {
  const { arrivals, log } = parts;
  const { apiUrl } = parts.connection;
  const take = createDispatch({
    ...{ self, apiUrl, log },
    handle: async (delivery, read) => {
      await noteLife(parts, read);
      if (!delivery.isLate && read?.kind === 'visit') await afterMissed(catchUp, read);
      if (read !== null) return handle(handling, delivery, read);
      log.warn({ type: typeOf(delivery.body) }, 'Slack sent a shape that we do not know. It changes nothing.');
      const spot = spotIn(delivery.body);
      if (spot !== null) await handle(handling, delivery, { kind: 'outdated', spot });
    },
  });
  return createIntake({
    source: slackSource,
    arrivals,
    take,
    tellUnreachable: (delivery) => sayAway(handling, delivery),
    log,
  });
}

/** Words reach us only from channels that we are in: commands come from everywhere. */
async function noteLife({ api }: SlackParts, read: Read | null): Promise<void> {
  if (read?.kind !== 'visit' || read.intent.kind !== 'words') return;
  const { channel } = read.visit.where;
  if (channel !== null) await api.heardFrom(channel);
}

/** The store is away: whoever waits for an answer gets one. Words come again by themselves. */
async function sayAway(handling: HandlingParts, { body, acknowledge }: Delivery): Promise<boolean> {
  const spot = spotIn(body);
  if (spot === null) return false;
  if (spot.view !== null) {
    await acknowledge(sayUnreachable(handling, spot.view));
    return true;
  }
  await acknowledge();
  await tellUnreachable(handling, spot).catch((error: unknown) => {
    handling.log.warn({ err: error }, 'Somebody in Slack could not be told that this could not be done.');
  });
  return true;
}

/**
 * Each new socket may follow an absence: a machine that has slept, and a connection that was dead for a while, both look as if they had been
 * away for a second.
 */
function wayIn(parts: SlackParts, intake: Intake, catchUp: CatchUp): { routes: Hono | null; socket: Socket | null } {
  const { api, connection, log } = parts;
  const { appToken, signingSecret, apiUrl } = connection;
  if (appToken === null) {
    return { routes: signingSecret === null ? null : slackRoutes({ signingSecret, intake, log }), socket: null };
  }
  const onChange = (fault: unknown): void => {
    const code = codeOf(fault);
    void api.socketIs(fault === null ? null : { code, ...words.socket(code) });
    if (fault === null) catchUp.start();
  };
  const socket = createSocket({ appToken, apiUrl, intake, onChange, log, logger: slackLogger(log) });
  return { routes: null, socket };
}

/** Slack's own name of it, where it has one; nothing of an error's text, which may hold a ticket. */
function codeOf(fault: unknown): string {
  const data = fault instanceof Error && 'data' in fault ? fault.data : null;
  const said = typeof data === 'object' && data !== null && 'error' in data ? data.error : null;
  return typeof said === 'string' && /^[a-z_]{1,60}$/.test(said) ? said : 'unreachable';
}
