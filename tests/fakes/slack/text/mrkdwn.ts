import { readInline, type Reading } from './inline.ts';
import { noNames } from './names.ts';
import { addText, newPassage, type Passage } from './passage.ts';

const fence = /```([\s\S]+?)```/g;
const quoted = /^(?:>|&gt;) ?/;
const quotedToTheEnd = /^(?:>>>|&gt;&gt;&gt;) ?/;

/** Slack's own markup as a reader sees it: https://docs.slack.dev/messaging/formatting-message-text */
export function readMrkdwn(source: string, reading: Reading = { names: noNames, verbatim: false }): Passage[] {
  const passages: Passage[] = [];
  let done = 0;
  for (const match of source.matchAll(fence)) {
    passages.push(...readLines(source.slice(done, match.index), reading));
    passages.push(readFence(match[1] ?? '', reading));
    done = match.index + match[0].length;
  }
  passages.push(...readLines(source.slice(done), reading));
  return passages.filter(({ text }) => text.trim() !== '');
}

/** Nothing is formatted in a fence, but control sequences in it are live: Slack reads them before it looks at anything else. */
function readFence(inside: string, reading: Reading): Passage {
  const code = newPassage('code');
  readInline(inside.replace(/^\n/, '').replace(/\n$/, ''), code, reading, false);
  return code;
}

function readLines(source: string, reading: Reading): Passage[] {
  const passages: Passage[] = [];
  let toTheEnd = false;
  for (const line of source.split('\n')) {
    const opens = quotedToTheEnd.exec(line);
    toTheEnd ||= opens !== null;
    const mark = opens ?? (toTheEnd ? null : quoted.exec(line));
    const kind = toTheEnd || mark !== null ? 'quote' : 'words';
    const last = passages.at(-1);
    const into = last?.kind === kind ? last : newPassage(kind);
    if (into === last) addText(into, '\n');
    else passages.push(into);
    readInline(line.slice(mark?.[0].length ?? 0), into, reading);
  }
  return passages;
}
