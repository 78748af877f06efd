/**
 * Runs one command for a worker, in a process group of its own, and outlives the worker just long enough to end that
 * group: no orphan may run beside its successor. Plain JavaScript, so that it starts in the time that Node needs.
 *
 * One message says what to run; after that, the channel is a lifeline. When it closes (the worker let go, or was killed),
 * the command is ended. A worker that is frozen closes nothing: each of its messages says until when it may be silent, which is
 * as long as it is certain to hold its lease; then the command is ended too.
 */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, rmSync, unlinkSync } from 'node:fs';
import { Socket } from 'node:net';
import path from 'node:path';
import { endGroup, killMarked, sleep } from './process-group.mjs';

/** `cmd > >(tee log)` leaves a writer behind that still has the last lines to write. */
const lastLinesMs = 500;
const lettingGoMs = 3000;
const sharedClock = () => Number(process.hrtime.bigint()) / 1e6;
/** Part of every POSIX system, and nothing that Node can do. */
const makePipe = 'mkfifo';

/**
 * A shell heads the group, leaves a watcher behind and becomes the command. The watcher ends the group if this supervisor
 * is itself killed, for then nobody else is left to do it. It is forked twice: a command has no child that it did not start.
 */
const leader = '( ( read -r _ <&3 || kill -KILL 0 ) >/dev/null 2>&1 & ) ; exec 3<&- ; exec "$@"';

/**
 * `folder` is this command's own, and removed at its end; `mark` stands in its environment only.
 * @typedef {{ argv: string[], directory: string, environment: Record<string, string>, folder: string, mark: string }} Order
 * @typedef {{ until: number }} Sign milliseconds of the clock that the processes of a machine share
 */

/**
 * A real pipe: Node would give the command a socket, and `echo … > /dev/stderr` cannot open one.
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
    // Both streams on one pipe: what was printed first is read first.
    stdio: ['ignore', output, output, 'pipe'],
    detached: true,
  });
  child.stdio[3]?.on('error', () => {});
  if (pipe === null) return { child, drained: Promise.resolve() };
  closeSync(pipe.write);
  return { child, drained: relay(pipe.read) };
}

/** Not through process.stdout, whose writes block: a worker that reads slowly must not make its abort go unheard. */
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

// Only the lifeline ends it: a signal to all of the worker's processes must not leave the command alone.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => {});
process.once('message', (order) => {
  // Late: the worker was frozen on the way, and its lease may be another's by now.
  if (/** @type {Sign} */ (order).until <= sharedClock()) process.exit(0);
  try {
    run(/** @type {Order & Sign} */ (order));
  } catch (error) {
    // Arguments that are too long are thrown, not emitted.
    process.send?.({ problem: error instanceof Error ? error.message : String(error) }, () => process.exit(0));
  }
});
process.once('disconnect', () => setTimeout(() => process.exit(0), lettingGoMs).unref());
