import type { SeenDialog, SeenMessage } from '../../fakes/slack/people/seen.ts';
import type { FakeSlack } from '../../fakes/slack/slack.ts';
import { film } from '../town/eyes.ts';

/** Everything that each of them sees now, as they read it: what a test that fails shows. */
export const transcript = (slack: FakeSlack, names: readonly string[]): string =>
  [channelSeenBy(slack, names[0]!), ...names.map((name) => seenAlone(slack, name))].join('\n\n');

function channelSeenBy(slack: FakeSlack, name: string): string {
  const person = slack.person(name);
  const heads = person.sees(film);
  const threads = heads.map(({ ts }) => person.sees({ ...film, thread: ts }));
  return ['#film', ...threads.map((thread) => thread.map(message).join('\n'))].join('\n\n');
}

function seenAlone(slack: FakeSlack, name: string): string {
  const person = slack.person(name);
  const [before, home] = [person.dialog(), person.home()];
  return [
    `${name} alone`,
    ...person.privately().map(message),
    ...(before === null ? [] : [dialog(before)]),
    ...(home === null ? [] : [`App Home\n${message(home)}`]),
    ...person.toasts,
  ].join('\n');
}

const message = ({ thread, author, icon, text, buttons, fallback }: SeenMessage): string => {
  const indent = thread === null ? '' : '    ';
  const lines = [`${icon ?? '▪'} ${author}`, ...text.split('\n'), ...(buttons.length === 0 ? [] : [brackets(buttons)])];
  return [...lines, `(notification: ${fallback.replaceAll('\n', ' / ')})`].map((line) => indent + line).join('\n');
};

const dialog = ({ kind, text, yes, no, fields }: SeenDialog): string =>
  [
    `${kind}: ${text}`,
    ...fields.map(({ label, value, options, problem }) => `${label}: ${value} ${brackets(options)} ${problem ?? ''}`),
    brackets([...(yes === null ? [] : [yes]), no]),
  ].join('\n');

const brackets = (labels: readonly string[]): string => labels.map((label) => `[ ${label} ]`).join(' ');
