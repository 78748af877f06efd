// Prints what was committed since the last release.
import { git, mustGit, step } from './git.mjs';
import { headOf, openRepository, readVersion } from './repository.mjs';

/** More than this is not one release; the newest are the ones that count. */
const most = 200;

const repository = openRepository();
const version = readVersion(repository);

// Run again after the release, the history is still that of the release: its own tag doesn't count.
const last = git(repository, ['describe', '--tags', '--abbrev=0', '--exclude', version, 'HEAD']);
const range = last.ok ? `${last.out}..HEAD` : 'HEAD';
const count = Number(mustGit(repository, ['rev-list', '--count', '--no-merges', range]));
const isShallow = mustGit(repository, ['rev-parse', '--is-shallow-repository']) === 'true';

step(`Repository: ${repository}`);
step(`Commit: ${headOf(repository)}`);
step(`Since: ${last.ok ? last.out : 'the beginning, as there is no earlier tag'}`);
step(`Commits: ${count}${count > most ? `, of which the newest ${most} follow` : ''}`);
if (isShallow) step('Mind: this is a shallow clone, so older commits and tags may be missing.');
step('');
if (count === 0) step('Nothing was committed since then.');
else
  step(
    mustGit(repository, [
      'log',
      '--no-merges',
      `--max-count=${most}`,
      '--date=short',
      '--format=* %h %s%n%w(0,2,2)%an, %ad%n%b',
      range,
    ]),
  );
step('');
step('Files touched:');
step(last.ok ? mustGit(repository, ['diff', '--stat=100', range]) : '(the first release: all of them)');
