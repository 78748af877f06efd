// Makes the run's own copy of the repository, anew each time: after a rollback to the start, all is as it was found.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fail, git, start, workspace } from './git.mjs';

const said = (process.env.WHEEL_PARAM_REPOSITORY ?? '').trim() || 'sample';
const folder = workspace();
if (said === 'sample') copySample();
else clone(path.resolve(said.replace(/^~(?=$|\/)/, homedir())));
git(['-C', folder, 'update-ref', start, 'HEAD']);

console.log(`Repository: ${said}`);
console.log(`Copy: ${folder}`);
console.log(`Commit: ${git(['-C', folder, 'rev-parse', 'HEAD'])}`);
console.log(`\nFiles:\n${git(['-C', folder, 'ls-files'])}`);

/** A repository within a repository can't be checked in: its history begins here. */
function copySample() {
  clear();
  cpSync(path.join(import.meta.dirname, '../repository'), folder, { recursive: true });
  git(['-C', folder, 'init', '--quiet', '--initial-branch=main', '--template=']);
  const settings = { 'user.name': 'Engineer', 'user.email': 'engineer@example.org', 'commit.gpgsign': 'false' };
  for (const [key, value] of Object.entries(settings)) git(['-C', folder, 'config', key, value]);
  git(['-C', folder, 'add', '--all']);
  git(['-C', folder, 'commit', '--quiet', '--no-verify', '--message=As it was found']);
}

function clear() {
  rmSync(folder, { recursive: true, force: true });
}

function clone(source) {
  if (!existsSync(source)) fail(`There is no folder ${source}. Give the path of a git repository, or "sample".`);
  clear();
  git(['clone', '--quiet', '--', source, folder]);
  const run = (process.env.WHEEL_RUN ?? 'run').replaceAll(/[^\w-]/g, '_');
  git(['-C', folder, 'switch', '--quiet', '--create', `wheelhouse/${run}`]);
}
