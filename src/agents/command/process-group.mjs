import { readdirSync, readFileSync } from 'node:fs';

const isLinux = process.platform === 'linux';
const killAfterMs = 1000;
const longestPollMs = 80;

/** @param {number} ms */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {number} pid a negative one is a group @param {NodeJS.Signals | 0} signal @returns {boolean} somebody was there */
function send(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/**
 * Everything in the group gets SIGTERM, and SIGKILL a second later.
 * @param {number} leader
 */
export async function endGroup(leader) {
  const end = Date.now() + killAfterMs;
  send(-leader, 'SIGTERM');
  // One that was stopped cannot take its leave.
  send(-leader, 'SIGCONT');
  for (let poll = 5; Date.now() < end && isAlive(leader); poll = Math.min(2 * poll, longestPollMs)) await sleep(poll);
  send(-leader, 'SIGKILL');
}

/**
 * The system counts the dead as members until somebody collects them, and in a container often nobody does.
 * @param {number} leader
 */
function isAlive(leader) {
  if (!send(-leader, 0)) return false;
  return !isLinux || processes().some((pid) => isMember(pid, leader));
}

/** @param {string} pid @param {number} leader */
function isMember(pid, leader) {
  // pid (name) state parent group …, where a name may hold anything.
  const [state, , group] = read(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(group) === leader && state !== 'Z' && state !== 'X';
}

/**
 * What made itself a session of its own left the group, but still bears the mark in its environment. Linux tells; elsewhere
 * nothing does. One that was born while the others were looked for is found the next time.
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
    // Gone meanwhile, or another user's.
    return '';
  }
}
