// Makes an annotated tag with the approved notes as its message, on the commit that was checked.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fail, git, mustGit, step } from './git.mjs';
import { headOf, isSample, openRepository, readVersion } from './repository.mjs';

const repository = openRepository();
const version = readVersion(repository);
const ref = `refs/tags/${version}`;
const notes = tidy(readInput('notes'));
if (notes === '') fail('The approved notes are empty; a release without notes is not tagged.');
const commit = checkedCommit(readInput('checks'));

step(`Repository: ${repository}`);
step(`Tag: ${version}`);
step(`Commit: ${commit}, on which the checks passed`);
if (headOf(repository) !== commit) step('Mind: newer commits have come since; they are not part of this release.');

if (git(repository, ['rev-parse', '--verify', '--quiet', ref]).ok) compare();
else make();

function make() {
  step('Making the tag …');
  // Verbatim headings: without this, git takes lines that start with "#" for comments.
  const made = git(repository, ['tag', '--annotate', '--cleanup=whitespace', '--file=-', version, commit], {
    input: `${notes}\n`,
  });
  if (!made.ok) fail(`The tag was not made: ${made.err}\nNothing was changed.`);
  step('Done. The tag is in this repository only; nothing was pushed.');
  step(`See it:   git -C ${JSON.stringify(repository)} show ${version}`);
  if (!isSample()) step(`Publish:  git -C ${JSON.stringify(repository)} push origin ${version}`);
}

/** A tag is never moved: people may have fetched it. */
function compare() {
  const target = mustGit(repository, ['rev-parse', `${ref}^{commit}`]);
  const isAnnotated = mustGit(repository, ['cat-file', '-t', ref]) === 'tag';
  const message = isAnnotated
    ? tidy(mustGit(repository, ['for-each-ref', '--format=%(contents:subject)%0a%0a%(contents:body)', ref]))
    : '';
  if (target === commit && flat(message) === flat(notes)) {
    step('The tag exists already, on this commit and with these notes. There is nothing to do.');
    return;
  }
  const differences = [
    ...(target === commit ? [] : [`it stands on commit ${target}`]),
    ...(isAnnotated ? [] : ['it carries no notes']),
    ...(isAnnotated && flat(message) !== flat(notes) ? ['it carries other notes'] : []),
  ];
  fail(
    `The tag ${version} exists already and is not the same: ${differences.join(', and ')}.\nNothing was changed. Choose another version, or look at it with: git show ${version}`,
  );
}

function readInput(name) {
  const file = path.join(process.env.WHEEL_INPUTS ?? '', name);
  if (!process.env.WHEEL_INPUTS || !existsSync(file))
    fail(`The input "${name}" is missing: this command runs as a stage, with WHEEL_INPUTS set.`);
  return readFileSync(file, 'utf8');
}

function checkedCommit(checks) {
  const found = /^Commit: ([0-9a-f]{40,64})$/m.exec(checks)?.[1];
  if (found === undefined || !/^Result: passed$/m.test(checks))
    fail("The check results don't say that they passed, and on which commit. Nothing was tagged.");
  if (!git(repository, ['cat-file', '-e', `${found}^{commit}`]).ok)
    fail(`The commit ${found} that was checked is not in ${repository}. Nothing was tagged.`);
  return found;
}

/** As git keeps a message: no blanks at line ends, no empty lines around it, never two in a row. */
function tidy(text) {
  return text
    .replaceAll(/[^\S\n]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** Where git has put line breaks between subject and body says nothing about the notes. */
function flat(text) {
  return text.replaceAll(/\s+/g, ' ');
}
