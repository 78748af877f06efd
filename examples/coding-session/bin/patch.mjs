// Prints all that the run has changed in its copy, committed or not, as a patch for `git apply`.
import { git, start, workspace } from './git.mjs';

const folder = workspace();
git(['-C', folder, 'add', '--all', '--intent-to-add']);
const patch = git(['-C', folder, 'diff', '--binary', '--patch-with-stat', start]);
console.log(patch === '' ? 'Nothing was changed.' : patch);
