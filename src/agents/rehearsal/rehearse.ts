import type { Role } from '../../core/project/definition.ts';
import type { WriteStage } from '../../core/project/stage.ts';
import type { Output } from '../../core/run/event.ts';
import type { Assignment } from '../../core/stage/executor.ts';
import type { Message } from '../../core/steering/message.ts';
import { excerpt } from '../text.ts';
import { fulfil, reopen } from './change.ts';
import { draftNumber, parse, render, type Document } from './document.ts';
import { compose } from './form.ts';
import { inSentence, wrote } from './person.ts';
import { countWords, inSeries } from './words.ts';
import { wishesIn } from './wish.ts';

/** What somebody asked of the next draft. */
interface Request {
  from: string;
  text: string;
}

/**
 * The built-in stand-in for a model that writes. Equal inputs give equal text. It makes a document from the words of the brief and the inputs, does
 * what people ask as far as rules can tell, and says in the text that no model was called.
 */
export function rehearse(role: Role, assignment: Assignment, messages: readonly Message[]): Output {
  const stage = assignment.stage as WriteStage;
  const requests = requestsOf(assignment, messages);
  const { brief, parameters, inputs, draft } = assignment;
  const isRevision = draft !== null && requests.length > 0;
  const start = isRevision ? parse(draft, stage.name) : compose({ role, stage, brief, parameters, inputs });
  const texts = [...Object.values(inputs), brief];
  const { document, did } = takeUp(start, requests, texts);
  const number = draft === null ? 1 : draftNumber(draft) + 1;
  const text = render(document, noteOf(number, requests));
  return { text, rehearsal: true, remark: remarkOf(number, requests, did, document) };
}

/** What people asked, with the task and meanwhile. The failure of an earlier attempt is nobody's request. */
const requestsOf = (assignment: Assignment, messages: readonly Message[]): Request[] => [
  ...assignment.feedback.filter((it) => it.kind !== 'failure').map(({ from, text }) => ({ from, text })),
  ...messages.map((it) => ({ from: it.authorName, text: it.text })),
];

function takeUp(
  start: Document,
  requests: readonly Request[],
  texts: readonly string[],
): { document: Document; did: string[] } {
  let document = start;
  const did: string[] = [];
  for (const { from, text } of requests) {
    const wishes = wishesIn(text);
    const changes = wishes.length > 0 ? wishes : [null];
    for (const wish of changes) {
      const change =
        wish === null ? reopen(document, excerpt(text, 300), from) : fulfil(document, wish, { from, texts });
      document = change.document;
      did.push(change.did);
    }
  }
  return { document, did };
}

const quoted = (requests: readonly Request[]): string =>
  requests.map(({ from, text }) => `${wrote(from)}: “${excerpt(text, 160).replaceAll('_', ' ')}”`).join('; ');

function noteOf(number: number, requests: readonly Request[]): string | null {
  if (requests.length > 0) return `Draft ${number}. Revised after ${quoted(requests)}`;
  return number === 1 ? null : `Draft ${number}`;
}

const ordinals = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth', 'Ninth', 'Tenth'];

function remarkOf(number: number, requests: readonly Request[], did: readonly string[], document: Document): string {
  const draft = number <= ordinals.length ? `${ordinals[number - 1]} draft` : `Draft ${number}`;
  if (requests.length === 0) {
    const words = countWords([document.opening, ...document.sections.flatMap((it) => it.lines)].join(' '));
    return `${draft}: “${document.title}”, ${words} words.`;
  }
  const people = inSeries([...new Set(requests.map((it) => inSentence(it.from)))]);
  return `${draft}: I ${inSeries([...new Set(did)])}, after ${people} wrote ${quotesOnly(requests)}.`;
}

const quotesOnly = (requests: readonly Request[]): string =>
  inSeries(requests.map(({ text }) => `“${excerpt(text, 80).replace(/\.$/, '')}”`));
