/**
 * A thread that looks for a pattern in texts, line by line. A pattern can take for ever, and nothing in this thread could
 * end it: the other side does. Plain JavaScript, so that it starts in the time that Node needs.
 */
import { toUSVString } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';

/** Characters of a line that are shown: some before what was found, and what follows. */
const before = 80;
const shown = 300;

/** @param {string} line @param {number} index */
function excerpt(line, index) {
  const from = index + 40 < shown ? 0 : index - before;
  const text = toUSVString(line.slice(from, from + shown));
  return `${from > 0 ? '…' : ''}${text}${from + shown < line.length ? '…' : ''}`;
}

/** @param {string} text @param {number} most */
function match(text, most) {
  const pattern = new RegExp(workerData.source, workerData.flags);
  const found = [];
  let number = 0;
  for (const line of text.split(/\r?\n/)) {
    number += 1;
    const index = line.search(pattern);
    if (index !== -1) found.push({ line: number, text: excerpt(line, index) });
    if (found.length === most) break;
  }
  return found;
}

parentPort?.on('message', ({ text, most }) => {
  try {
    parentPort?.postMessage({ found: match(text, most) });
  } catch (error) {
    // A pattern may be found to be too large, or to need too deep a stack, only when it is used.
    parentPort?.postMessage({ problem: error instanceof Error ? error.message : String(error) });
  }
});
