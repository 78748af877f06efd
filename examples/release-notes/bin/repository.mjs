import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fail, git, mustGit } from './git.mjs';
import { prepareSample } from './sample.mjs';

/** Values come through the environment only; see docs/guide/own-project.md. */
const given = (name) => (process.env[name] ?? '').trim();

/** The top folder of the repository that the run is about; "sample" makes one. */
export function openRepository() {
  const said = given('WHEEL_PARAM_REPOSITORY') || 'sample';
  if (said === 'sample') return prepareSample(given('WHEEL_RUN') || 'by-hand');
  const folder = path.resolve(said.replace(/^~(?=$|\/)/, homedir()));
  if (!existsSync(folder)) fail(`There is no folder ${folder}. Give the path of a git repository, or "sample".`);
  const top = git(folder, ['rev-parse', '--show-toplevel']);
  if (!top.ok) fail(`${folder} can't be used as a git repository: ${top.err}`);
  if (!git(top.out, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']).ok) fail(`${top.out} has no commit yet.`);
  return top.out;
}

/** The name of the tag to make. */
export function readVersion(repository) {
  const version = given('WHEEL_PARAM_VERSION');
  if (version === '') fail('No version was given: it becomes the name of the tag, like v1.1.0.');
  const isName = !version.startsWith('-') && git(repository, ['check-ref-format', `refs/tags/${version}`]).ok;
  if (!isName) fail(`${JSON.stringify(version)} can't be the name of a tag. Use something like v1.1.0.`);
  return version;
}

export const headOf = (repository) => mustGit(repository, ['rev-parse', 'HEAD']);

export const isSample = () => (given('WHEEL_PARAM_REPOSITORY') || 'sample') === 'sample';
