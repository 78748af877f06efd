import type { Json } from '../world/message.ts';
import { formatDate } from './dates.ts';
import { addEmoji } from './emoji.ts';
import type { Names } from './names.ts';
import { addChannel, addLink, addPing, addText, newPassage, type Passage } from './passage.ts';

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block: what is not marked as live in it is not. */
export function readRichText(block: Json, names: Names): Passage[] {
  return listOf(block.elements).flatMap((element) => readElement(element, names));
}

function readElement(element: Json, names: Names): Passage[] {
  switch (element.type) {
    case 'rich_text_preformatted':
      return [readRuns(element, 'code', names)];
    case 'rich_text_quote':
      return [readRuns(element, 'quote', names)];
    case 'rich_text_list':
      return [readList(element, names)];
    default:
      return [readRuns(element, 'words', names)];
  }
}

function readList(element: Json, names: Names): Passage {
  const list = newPassage('words');
  listOf(element.elements).forEach((item, index) => {
    addText(list, `${index === 0 ? '' : '\n'}${element.style === 'ordered' ? `${index + 1}.` : '•'} `);
    for (const run of listOf(item.elements)) readRun(run, list, names);
  });
  return list;
}

function readRuns(element: Json, kind: Passage['kind'], names: Names): Passage {
  const passage = newPassage(kind);
  for (const run of listOf(element.elements)) readRun(run, passage, names);
  return passage;
}

function readRun(run: Json, into: Passage, names: Names): void {
  switch (run.type) {
    case 'text':
      return addText(into, wordOf(run.text));
    case 'link':
      return addLink(into, wordOf(run.url), wordOf(run.text) || wordOf(run.url));
    case 'user':
      return addPing(into, wordOf(run.user_id), `@${names.user(wordOf(run.user_id)) ?? wordOf(run.user_id)}`);
    case 'usergroup':
      return addPing(into, wordOf(run.usergroup_id), names.group(wordOf(run.usergroup_id)) ?? wordOf(run.usergroup_id));
    case 'broadcast':
      return addPing(into, wordOf(run.range), `@${wordOf(run.range)}`);
    case 'channel':
      return addChannel(
        into,
        wordOf(run.channel_id),
        `#${names.channel(wordOf(run.channel_id)) ?? wordOf(run.channel_id)}`,
      );
    case 'emoji':
      return addEmoji(into, wordOf(run.name));
    case 'date':
      return readDate(run, into, names);
    default:
      return addText(into, wordOf(run.value));
  }
}

function readDate(run: Json, into: Passage, names: Names): void {
  const shown = formatDate(Number(run.timestamp), wordOf(run.format), names.zone) ?? wordOf(run.fallback);
  if (typeof run.url === 'string') addLink(into, run.url, shown);
  else addText(into, shown);
}
