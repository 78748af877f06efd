import type { Surface } from '../../core/cards/surface.ts';
import { Sparingly } from '../../core/sparingly.ts';
import { createIntake, type Delivery, type Intake } from '../chat/intake.ts';
import { afterMissed } from '../chat/missed/after-missed.ts';
import { CatchUp } from '../chat/missed/catch-up.ts';
import { Self } from '../chat/self.ts';
import { startTakingUp } from '../chat/take-up.ts';
import { times } from '../chat/times.ts';
import { within } from '../chat/within.ts';
import { handle, sayUnreachable, type HandlingParts } from './answer/handle.ts';
import { keepRegistered } from './commands/register.ts';
import { grantedIntents } from './intents.ts';
import type { DiscordParts } from './parts.ts';
import { readDispatch, waitingIn } from './read/dispatch.ts';
import type { Read, Seen } from './read/read.ts';
import { createDeliver } from './receive/deliver.ts';
import { type Dispatch, dispatchIn } from './receive/dispatch.ts';
import { createGateway, type Gateway } from './receive/gateway.ts';
import { discordSource } from './receive/kind.ts';
import { permissionsChangedBy } from './receive/permission-changes.ts';
import { createMissedReader } from './receive/read-missed.ts';
import { OwnRoles } from './receive/own-roles.ts';
import { gatewayWords } from './receive/words.ts';
import { DiscordRefused } from './send/errors.ts';
import { createDiscordSurface } from './surface.ts';

export interface Discord {
  surface: Surface;
  /** Connects, registers the commands, and takes up what others left. What can't be reached is tried again: nothing of it stops the program. */
  start(): void;
  /** Resolves when nothing of what came is in hand any more. */
  idle(): Promise<void>;
  /** Takes nothing new, and lets what is in hand end, for some seconds. */
  stop(): Promise<void>;
}

type DiscordSelf = Self<{ application: string; user: string }>;

/** Discord as one of the surfaces. It knows no rules: what it reads goes to the door, and what the door replies is drawn. */
export function createDiscord(parts: DiscordParts): Discord {
  const { api, sends, log, publicUrl } = parts;
  const site = { publicUrl };
  const self: DiscordSelf = new Self(() => api.whoAmI());
  const ownRoles = new OwnRoles();
  const stopping = new AbortController();
  const receive: Intake['receive'] = (incoming) => intake.receive(incoming);
  const deliver = createDeliver({ receive, log, stopping: stopping.signal });
  const catchUp = new CatchUp({
    ...{ platform: 'Discord', threads: parts.threads, read: createMissedReader({ api, deliver }), log },
    isRefusal: (error) => error instanceof DiscordRefused,
  });
  const handling = { ...parts, site, refusals: new Sparingly() };
  const intake = intakeOf(parts, { self, ownRoles, handling, catchUp });
  const gateway = gatewayOf(parts, (dispatch) => {
    ownRoles.hear(dispatch);
    parts.heard(dispatch);
    void deliver(dispatch, 'now');
    const changed = permissionsChangedBy(dispatch);
    if (changed !== undefined) void api.changed(changed);
    if (dispatch.t === 'READY') catchUp.start();
  });
  let stops: (() => unknown)[] = [];
  return {
    surface: createDiscordSurface({ api, sends, site }),
    start: () => {
      gateway.start();
      const registering = keepRegistered({ api, guild: parts.connection.guild, log });
      stops = [() => registering.stop(), startTakingUp({ name: discordSource.name, self, intake, log })];
    },
    idle: () => intake.idle(),
    stop: async () => {
      stopping.abort();
      catchUp.stop();
      const ended = Promise.all([gateway.stop(), ...stops.map((stop) => stop())]).then(() => intake.idle());
      await within(times.drain, ended);
    },
  };
}

interface Reading {
  self: DiscordSelf;
  ownRoles: OwnRoles;
  handling: HandlingParts;
  catchUp: CatchUp;
}

function intakeOf(parts: DiscordParts, reading: Reading): Intake {
  const { arrivals, log } = parts;
  const { handling, catchUp } = reading;
  return createIntake({
    ...{ source: discordSource, arrivals, log },
    take: async (delivery) => {
      const dispatch = dispatchIn(delivery.body);
      const read = dispatch && (await readDispatch(dispatch, await seenBy(parts, reading, delivery)));
      await noteLife(parts, read);
      if (!delivery.isLate && isInTalk(read)) await afterMissed(catchUp, read);
      if (read !== null) return handle(handling, delivery, read);
      log.warn(discordSource.describe(delivery.body), 'Discord sent a shape that we do not know. It changes nothing.');
      const waiting = dispatch && waitingIn(dispatch);
      if (waiting) await handle(handling, delivery, { kind: 'outdated', spot: waiting.spot });
    },
    tellUnreachable: (delivery) => sayAway(handling, delivery),
  });
}

async function seenBy({ api, authors }: DiscordParts, { self, ownRoles }: Reading, delivery: Delivery): Promise<Seen> {
  const { user, application } = await self.get();
  return {
    ...{ botUser: user, application, at: delivery.at, isFresh: !delivery.isLate },
    placeOf: async (id) => {
      const channel = await api.channel(id);
      if (channel === null) return null;
      return channel.parent === null || channel.kind !== 'thread'
        ? { channel: channel.id, thread: null }
        : { channel: channel.parent, thread: channel.id };
    },
    ownRole: async (guild) => ownRoles.of(guild, user),
    authorOf: (at) => authors.of(at),
  };
}

/** Messages reach us only from channels that the bot sees; commands come from the others, too. */
async function noteLife({ api }: DiscordParts, read: Read | null): Promise<void> {
  if (read?.kind !== 'visit' || read.intent.kind !== 'words') return;
  const { channel } = read.visit.where;
  if (channel !== null) await api.heardFrom(channel);
}

/** Not by an interaction, which has to be answered within three seconds. */
const isInTalk = (read: Read | null): read is Extract<Read, { kind: 'visit' }> =>
  read?.kind === 'visit' && read.spot.interaction === null;

/** The store is away: whoever waits for an answer gets one. Nobody waits after a message, which is tried again (`receive/deliver.ts`). */
async function sayAway(handling: HandlingParts, { body }: Delivery): Promise<boolean> {
  const dispatch = dispatchIn(body);
  const waiting = dispatch && waitingIn(dispatch);
  return waiting === null ? false : sayUnreachable(handling, waiting.spot, waiting.typed);
}

function gatewayOf(parts: DiscordParts, hear: (dispatch: Dispatch) => void): Gateway {
  const { api, connection, log } = parts;
  return createGateway({
    ...{ connection, log, hear },
    grantedIntents: async () => grantedIntents((await api.whoAmI()).flags),
    onChange: (fault) => void api.gatewayIs(fault === null ? null : { code: fault, ...gatewayWords(fault) }),
  });
}
