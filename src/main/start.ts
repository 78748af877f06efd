import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSignInLink } from '../bots/console/sign-in/link.ts';
import { readConfig, type Config } from '../config.ts';
import { createLog } from '../telemetry/log.ts';
import { createRedact } from '../telemetry/redact.ts';
import { noteAddress } from './console-address.ts';
import { openDatabase } from './database.ts';
import { guarded } from './heads.ts';
import { describeFatal } from './fatal-error.ts';
import { openHouse, type House, type Part } from './house.ts';
import { addressFile, headsFile, workspacesFolder } from './place.ts';
import { readProjects } from './projects.ts';
import { secretsOf } from './secrets.ts';
import { serve, type Serving } from './serve.ts';

export interface StartOptions {
  project: string[];
  data: string | null;
  /** Empty means all parts. */
  only: readonly Part[];
  heads: string | null;
}

/** For the operator, on the standard output; the log goes to the standard error. */
const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/** Starts the parts, prints a sign-in link, and runs until it is told to stop. */
export async function start(options: StartOptions): Promise<void> {
  const config = readConfig();
  const projects = await readProjects(options.project.map((file) => resolve(file)));
  const redact = createRedact(secretsOf(config, projects));
  const log = createLog(config.logLevel, redact);
  const data = options.data === null ? null : resolve(options.data);
  const parts: readonly Part[] = options.only.length === 0 ? ['worker', 'bots', 'api'] : options.only;
  let freeze = failed;
  const database = await guarded(await openDatabase(config, data, tell), {
    file: headsFile(config, options.data, options.heads),
    keep: parts.includes('worker'),
    log,
    onOlder: (error) => freeze(error),
  });
  const house = await openHouse({
    ...{ config, database, projects, parts, log, redact },
    workspaces: workspacesFolder(config, options.data),
  });
  const open = await listen(house, config, parts);
  const { serving } = open;
  let forget = async (): Promise<void> => undefined;
  stopOnSignal(() => open.close().finally(() => forget()));
  // Stops answering at once: decisions on a database that is older than its kept heads would be lost.
  freeze = (error) => void open.close(0).finally(() => failed(error));
  if (!serving || !parts.includes('bots')) {
    tell(serving ? `Wheelhouse (${parts.join(', ')}) listens on port ${serving.port}.` : 'Wheelhouse takes work.');
    return;
  }
  const path = await createSignInLink(house.sessions, firstConsoleUser(projects));
  const address = new URL(`http://${urlHost(config.host)}:${serving.port}`);
  forget = await noteAddress(addressFile(config, options.data), address);
  const base = config.publicUrl ?? address;
  tell('');
  tell(`  Wheelhouse is open. Sign in here (works once, within the hour):`);
  tell('');
  tell(`  ${new URL(path, base).href}`);
  tell('');
  tell(`  Projects: ${projects.map(({ project }) => project.name).join(', ')}. Stop with Ctrl+C.`);
}

interface Open {
  /** Null if this process serves no port of its own, as a worker. */
  serving: Serving | null;
  /** Takes no new work, and keeps serving for `delay` milliseconds (default: STOP_DELAY_MS). */
  close(delay?: number): Promise<void>;
}

async function listen(
  house: House,
  { host, port, healthPort, stopDelayMs }: Config,
  parts: readonly Part[],
): Promise<Open> {
  const isServed = parts.some((part) => part !== 'worker');
  const serving = isServed ? await serve(house.app, { host, port, variable: 'PORT' }) : null;
  const watched =
    healthPort === null ? null : await serve(house.watched, { host, port: healthPort, variable: 'HEALTH_PORT' });
  const close = async (delay = stopDelayMs): Promise<void> => {
    const turnedAway = sleep(delay).then(() => serving?.close());
    await Promise.all([house.drain(), turnedAway]);
    await watched?.close();
    await house.close();
  };
  return { serving, close };
}

function failed(error: Error): void {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

/** The wildcard addresses can be listened on but not visited: loopback stands in for them. */
const visitable: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** The host of the printed link, as a URL writes it. */
function urlHost(host: string): string {
  const named = visitable[host] ?? host;
  return named.includes(':') ? `[${named}]` : named;
}

/** The printed link is for the first person with a console account. `wheelhouse link` prints links for the others. */
function firstConsoleUser(projects: Awaited<ReturnType<typeof readProjects>>): string {
  const accounts = projects.flatMap(({ project }) => project.people.map((person) => person.accounts.console));
  return accounts.find((account) => account !== undefined)?.split('/')[1] ?? 'owner';
}

/** R16: the first signal drains and ends with 0; the second ends at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(signal === 'SIGINT' ? 130 : 143);
    stopping = true;
    tell('Stopping: work in hand is finished or handed back. Once more to stop at once.');
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`Stopping failed: ${describeFatal(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
