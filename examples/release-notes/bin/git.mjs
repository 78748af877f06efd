import { spawnSync } from 'node:child_process';

/** Runs git without a shell: nothing that a person typed is ever read as a command. */
export function git(repository, args, options = {}) {
  const done = spawnSync('git', ['-C', repository, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  if (done.error?.code === 'ENOENT') fail('git is not installed, or not in PATH. Install it and try again.');
  if (done.error) fail(`git could not be started: ${done.error.message}`);
  return { ok: done.status === 0, out: done.stdout.trimEnd(), err: done.stderr.trim() };
}

/** The same, where failing means that the stage can't go on. */
export function mustGit(repository, args, options) {
  const done = git(repository, args, options);
  if (!done.ok) fail(`git ${args[0]} failed in ${repository}: ${done.err || 'it gave no reason'}`);
  return done.out;
}

export function fail(message) {
  console.error(message);
  process.exit(1);
}

export const step = (message) => console.log(message);
