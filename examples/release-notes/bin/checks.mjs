// Runs the repository's own checks on the commit that would be tagged.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fail, mustGit, step } from './git.mjs';
import { headOf, openRepository } from './repository.mjs';

const repository = openRepository();
const commit = headOf(repository);

const changed = mustGit(repository, ['status', '--porcelain', '--untracked-files=no']);
if (changed !== '') {
  fail(
    `These files differ from what is committed, so the checks would not be about what is tagged:\n${changed}\nCommit or put away the changes, then try again.`,
  );
}

const command = findChecks(repository);
step(`Repository: ${repository}`);
step(`Commit: ${commit}`);
step(`Command: ${command.join(' ')}`);
step('');
const done = spawnSync(command[0], command.slice(1), { cwd: repository, stdio: 'inherit' });
step('');
if (done.error) fail(`${command[0]} could not be started: ${done.error.message}`);
if (done.status !== 0)
  fail(`Result: failed with ${done.signal ?? `exit code ${done.status}`}. A release needs checks that pass.`);
step('Result: passed');

/** What the repository itself calls its checks. */
function findChecks(folder) {
  const has = (name) => existsSync(path.join(folder, name));
  if (has('package.json')) {
    const scripts = scriptsIn(path.join(folder, 'package.json'));
    const name = ['check', 'test'].find((it) => typeof scripts[it] === 'string');
    if (name !== undefined) return ['npm', 'run', '--silent', name];
  }
  const makefile = has('Makefile') ? readFileSync(path.join(folder, 'Makefile'), 'utf8') : '';
  const target = ['check', 'test'].find((it) => new RegExp(`^${it}\\s*:`, 'm').test(makefile));
  if (target !== undefined) return ['make', target];
  return fail(
    `No checks were found in ${folder}: neither a "check" or "test" script in package.json nor such a target in a Makefile. Write your own command into the stage "checks" of the project file.`,
  );
}

function scriptsIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).scripts ?? {};
  } catch (error) {
    return fail(`${file} can't be read: ${error.message}`);
  }
}
