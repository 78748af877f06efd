import type { AskKind } from '../../ask/ask.ts';
import { oneLine } from '../agent-text.ts';
import type { Text } from '../card.ts';
import { plural } from '../numbers.ts';

interface Line {
  question: string;
  askId: string;
  run: string;
  since: Date;
  until: Date | null;
}

/** What reminders of open questions say. */
export const reminderWords = {
  label: 'Reminder',
  by: 'Wheelhouse',

  /** In its own run's thread. */
  one: (of: Line): Text => [
    { strong: of.question },
    ' has waited for an answer since ',
    { time: of.since },
    '. Answer on its card, in this thread or ',
    { link: { text: 'in the console', path: `/asks/${of.askId}` } },
    '.',
    ...untilOf(of.until),
  ],
  many: (count: number): Text => [
    { strong: `${plural(count, 'question')} ${count === 1 ? 'waits' : 'wait'} for an answer.` },
  ],
  line: (of: Line): Text => [
    '• ',
    { link: { text: of.question, path: `/asks/${of.askId}` } },
    ` · ${oneLine(of.run)} · asked `,
    { time: of.since },
    ...(of.until === null ? [] : [' · waits until ', { time: of.until }]),
  ],
  alike: (of: Line & { count: number; kind: AskKind; projectId: string }): Text => [
    '• ',
    { link: { text: of.question, path: `/inbox?kind=${of.kind}&project=${of.projectId}` } },
    ` · ${plural(of.count, 'run')} · oldest asked `,
    { time: of.since },
  ],
  more: (count: number): Text => [`• and ${plural(count, 'more question')}`],
  all: (): Text => [
    { link: { text: 'All of them in the console', path: '/inbox' } },
    '; here, ',
    { code: '/wheel inbox' },
    ' shows yours.',
  ],
};

const untilOf = (until: Date | null): Text => (until === null ? [] : [' It waits until ', { time: until }, '.']);
