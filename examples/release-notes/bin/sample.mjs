import { existsSync, lstatSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fail, mustGit } from './git.mjs';
import { history, lastRelease } from './sample-history.mjs';

/**
 * A small repository with a real history, one for each run. Its commits are the same every time, down to their ids, so
 * that a stage finds the commit it knows even when the temporary folder was cleaned while the run waited for a person.
 */
export function prepareSample(run) {
  const folder = path.join(tmpdir(), `wheelhouse-sample-${run.replaceAll(/[^\w-]/g, '_')}`);
  if (existsSync(path.join(folder, '.git'))) return checkOwner(folder);
  const draft = mkdtempSync(`${folder}-`);
  try {
    build(draft);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another attempt of this run was faster.
    if (!existsSync(path.join(folder, '.git'))) throw error;
  }
  return checkOwner(folder);
}

/** Temporary folders are shared: somebody else's repository could bring its own hooks. */
function checkOwner(folder) {
  const { uid } = lstatSync(folder);
  const us = process.getuid?.() ?? uid;
  if (uid !== us) fail(`${folder} belongs to another user (${uid}); remove it, or set TMPDIR to a folder of your own.`);
  return folder;
}

/** The sample depends on nothing that is set on this machine. */
const alone = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_DEFAULT_HASH: 'sha1' };

function build(folder) {
  mustGit(folder, ['init', '--quiet', '--template='], { env: { ...process.env, ...alone } });
  mustGit(folder, ['symbolic-ref', 'HEAD', 'refs/heads/main']);
  const settings = {
    'user.name': 'Sample',
    'user.email': 'sample@example.org',
    'commit.gpgsign': 'false',
    'tag.gpgsign': 'false',
    'core.autocrlf': 'false',
    'core.hooksPath': '.git/no-hooks',
  };
  for (const [key, value] of Object.entries(settings)) mustGit(folder, ['config', key, value]);
  for (const commit of history) {
    const env = environmentOf(commit);
    for (const [file, text] of Object.entries(commit.files)) write(path.join(folder, file), text);
    mustGit(folder, ['add', '--all'], { env });
    mustGit(folder, ['commit', '--quiet', '--file=-'], { env, input: commit.message });
    if (commit.tag) mustGit(folder, ['tag', '--annotate', '--message', lastRelease, commit.tag], { env });
  }
}

function environmentOf({ author, date }) {
  const email = `${author.toLowerCase().replaceAll(/[^a-z]/g, '')}@example.org`;
  return {
    ...process.env,
    ...alone,
    GIT_AUTHOR_NAME: author,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: author,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  };
}

function write(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
