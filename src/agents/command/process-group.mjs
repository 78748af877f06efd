import { readdirSync, readFileSync } from 'node:fs';

const isLinux = process.platform === 'linux';
const killAfterMs = 1000;
const longestPollMs = 80;

/** @param {number} ms */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {number} pid negative for a group @param {NodeJS.Signals | 0} signal @returns {boolean} whether such a process exists */
function send(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/**
 * Sends SIGTERM to everything in the group, and SIGKILL a second later.
 * @param {number} leader
 */
export async function endGroup(leader) {
  const end = Date.now() + killAfterMs;
  send(-leader, 'SIGTERM');
  // A process that was stopped (SIGSTOP) could not react to SIGTERM.
  send(-leader, 'SIGCONT');
  for (let poll = 5; Date.now() < end && isAlive(leader); poll = Math.min(2 * poll, longestPollMs)) await sleep(poll);
  send(-leader, 'SIGKILL');
}

/**
 * Whether a group has living members. The system counts dead processes until their parent collects them, and in a container often
 * none does.
 * @param {number} leader
 */
function isAlive(leader) {
  if (!send(-leader, 0)) return false;
  return !isLinux || processes().some((pid) => isMember(pid, leader));
}

/** @param {string} pid @param {number} leader */
function isMember(pid, leader) {
  // The format is "pid (name) state parent group …", and the name may contain anything.
  const [state, , group] = read(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(group) === leader && state !== 'Z' && state !== 'X';
}

/**
 * Kills processes that left the group by starting a session of their own: they still have the mark in their environment. Only Linux
 * shows that. It looks until it finds no new one, for a process may start another one meanwhile.
 * @param {string} mark NAME=value
 */
export function killMarked(mark) {
  const seen = new Set();
  for (let found = markedWith(mark); found.some((pid) => !seen.has(pid)); found = markedWith(mark)) {
    for (const pid of found) {
      seen.add(pid);
      send(Number(pid), 'SIGKILL');
    }
  }
}

/** @param {string} mark */
const markedWith = (mark) =>
  isLinux ? processes().filter((pid) => read(pid, 'environ').split('\0').includes(mark)) : [];

const processes = () => readdirSync('/proc').filter((name) => /^\d+$/.test(name));

/** @param {string} pid @param {string} file */
function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    // The process has ended meanwhile, or belongs to another user.
    return '';
  }
}
