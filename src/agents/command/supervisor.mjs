/**
 * Runs one command for a worker, in a process group of its own. When the worker dies, it lives just long enough to end that group,
 * so that no orphan runs beside the next attempt. Plain JavaScript, so that it starts as fast as Node itself.
 *
 * The first message says what to run; after that, the channel is a lifeline. When it closes (the worker ended the command, or was
 * killed), the command is ended. A frozen worker closes nothing: so each message says how long the worker is certain to hold its
 * lease. If no further message comes by then, the command is ended too.
 */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, rmSync, unlinkSync } from 'node:fs';
import { Socket } from 'node:net';
import path from 'node:path';
import { endGroup, killMarked, sleep } from './process-group.mjs';

/** How long to wait for the last lines: `cmd > >(tee log)` leaves a process behind that still writes some. */
const lastLinesMs = 500;
const lettingGoMs = 3000;
const sharedClock = () => Number(process.hrtime.bigint()) / 1e6;
/** A command of every POSIX system; Node itself can't make a named pipe. */
const makePipe = 'mkfifo';

/**
 * A shell that leads the group: it starts a watcher and then becomes the command. The watcher ends the group if this supervisor is
 * killed, for nothing else could. It is forked twice, so that it is not a child of the command.
 */
const leader = '( ( read -r _ <&3 || kill -KILL 0 ) >/dev/null 2>&1 & ) ; exec 3<&- ; exec "$@"';

/**
 * `folder` is the command's own and is removed at its end; `mark` is a variable that only its environment has.
 * @typedef {{ argv: string[], directory: string, environment: Record<string, string>, folder: string, mark: string }} Order
 * @typedef {{ until: number }} Sign milliseconds of the clock that the processes of a machine share
 */

/**
 * Opens a real pipe: Node would give the command a socket, which `echo … > /dev/stderr` can't open.
 * @param {string} folder
 */
function openPipe(folder) {
  const name = path.join(folder, 'output');
  if (spawnSync(makePipe, [name], { stdio: 'ignore' }).status !== 0) return null;
  const read = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
  const write = openSync(name, constants.O_WRONLY);
  unlinkSync(name);
  return { read, write };
}

/** @param {Order} order */
function startCommand(order) {
  const pipe = openPipe(order.folder);
  const output = pipe?.write ?? 1;
  const child = spawn('/bin/sh', ['-c', leader, 'sh', ...order.argv], {
    cwd: order.directory,
    env: order.environment,
    // Both streams use one pipe, so that their lines are read in the order in which they were printed.
    stdio: ['ignore', output, output, 'pipe'],
    detached: true,
  });
  child.stdio[3]?.on('error', () => {});
  if (pipe === null) return { child, drained: Promise.resolve() };
  closeSync(pipe.write);
  return { child, drained: relay(pipe.read) };
}

/** Passes the output on. Not through process.stdout, whose writes block: with a slow reader, an abort would go unheard. */
function relay(/** @type {number} */ fd) {
  const source = new Socket({ fd, readable: true, writable: false });
  const sink = new Socket({ fd: 1, readable: false, writable: true });
  sink.on('error', () => source.destroy());
  source.on('error', () => {});
  source.pipe(sink);
  return new Promise((resolve) => sink.once('close', resolve));
}

/** @param {Order & Sign} order */
function run(order) {
  let isLetGo = false;
  const { child, drained } = startCommand(order);
  const lastLines = () => Promise.race([drained, sleep(lastLinesMs)]);

  child.once('error', (error) => leave({ problem: error.message }));
  child.once('exit', (code, signal) => void lastLines().then(() => endThenLeave({ code, signal })));
  process.once('disconnect', () => void endThenLeave(null));
  let silence = listenUntil(order);
  process.on('message', (sign) => {
    clearTimeout(silence);
    silence = listenUntil(/** @type {Sign} */ (sign));
  });

  /** @param {Sign} sign */
  function listenUntil({ until }) {
    return setTimeout(() => void endThenLeave(null), until - sharedClock());
  }

  /** @param {object | null} outcome */
  async function endThenLeave(outcome) {
    if (isLetGo) return;
    isLetGo = outcome === null;
    if (child.pid !== undefined) await endGroup(child.pid);
    killMarked(order.mark);
    await lastLines();
    leave(outcome);
  }

  /** @param {object | null} outcome */
  function leave(outcome) {
    rmSync(order.folder, { recursive: true, force: true });
    if (isLetGo || !process.connected) process.exit(0);
    process.send?.(outcome, () => process.exit(0));
  }
}

// Only the lifeline ends the supervisor: a signal to all of the worker's processes must not leave the command without one.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => {});
process.once('message', (order) => {
  // Too late: the worker was frozen meanwhile, and another one may hold the lease by now.
  if (/** @type {Sign} */ (order).until <= sharedClock()) process.exit(0);
  try {
    run(/** @type {Order & Sign} */ (order));
  } catch (error) {
    // For arguments that are too long, Node throws instead of emitting an event.
    process.send?.({ problem: error instanceof Error ? error.message : String(error) }, () => process.exit(0));
  }
});
process.once('disconnect', () => setTimeout(() => process.exit(0), lettingGoMs).unref());
