import { spawnSync } from 'node:child_process';

/** Runs git without a shell: nothing that a person typed is ever read as a command. */
export function git(args) {
  const done = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (done.error?.code === 'ENOENT') fail('git is not installed, or not in PATH. Install it and try again.');
  if (done.error) fail(`git could not be started: ${done.error.message}`);
  if (done.status !== 0) fail(`git ${args.find((it) => /^[a-z-]+$/.test(it)) ?? ''} failed: ${done.stderr.trim()}`);
  return done.stdout.trimEnd();
}

export function fail(message) {
  console.error(message);
  process.exit(1);
}

/** Where the run began; only this copy knows it. */
export const start = 'refs/wheelhouse/start';

/** The run's own folder, which nobody else works in. */
export function workspace() {
  const folder = process.env.WHEEL_WORKSPACE;
  if (!folder) fail('WHEEL_WORKSPACE is missing: this command runs as a stage.');
  return folder;
}
