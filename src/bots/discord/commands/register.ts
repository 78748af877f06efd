import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../chat/log.ts';
import type { CommandScope, DiscordApi } from '../send/discord-api.ts';
import { DiscordRefused } from '../send/errors.ts';
import { commandsFor } from './definitions.ts';
import { differ } from './differ.ts';
import { commandWords } from './words.ts';

export interface Registering {
  api: Pick<DiscordApi, 'commands' | 'putCommands' | 'commandsAre'>;
  /** The only guild that shall have them, for developing; null: all guilds. */
  guild: string | null;
  log: Pick<Log, 'info' | 'warn'>;
  /** Milliseconds before each further try; the last is used again and again. */
  waits?: readonly number[];
}

/** An outage is soon over; what a person has to mend takes longer. */
const usualWaits = [5_000, 30_000, 300_000];

/**
 * Registers the commands if Discord has others: a guild allows 200 creations a day, so a start that changes nothing makes none. It is tried again
 * until it succeeds; nothing waits for it.
 */
export function keepRegistered(parts: Registering): { stop(): void } {
  const over = new AbortController();
  void tryOn(parts, over.signal);
  return { stop: () => over.abort() };
}

async function tryOn(parts: Registering, signal: AbortSignal): Promise<void> {
  const { waits = usualWaits } = parts;
  for (let tries = 0; !signal.aborted; tries++) {
    if (await register(parts)) return;
    await sleep(waits[tries] ?? waits.at(-1), null, { signal, ref: false }).catch(() => null);
  }
}

/** False: it failed, and is to be tried again. */
export async function register({ api, guild, log }: Registering): Promise<boolean> {
  const scope: CommandScope = guild === null ? 'everywhere' : { guild };
  const commands = commandsFor(scope);
  try {
    if (differ(await api.commands(scope), commands)) {
      await api.putCommands(scope, commands);
      log.info({ guild }, commandWords.registered);
    }
    await api.commandsAre(null);
    return true;
  } catch (error) {
    log.warn({ err: error, guild }, commandWords.unregistered);
    // That Discord is away, or refuses our token, is a trouble of its own.
    if (error instanceof DiscordRefused) await api.commandsAre({ code: error.code, ...commandWords.refused(guild) });
    return false;
  }
}
