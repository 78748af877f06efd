import type { GrantView } from '../../ports.ts';
import { oneLine, quotation } from '../agent-text.ts';
import type { Confirm, Text } from '../card.ts';
import { pathOfSubject } from '../console-path.ts';
import { callWords } from './call.ts';
import { doerOf, quoted } from './run.ts';

/** Characters that are quoted of what the agent wrote. The card where it was approved has all of it. */
const longestAbout = 200;

/** The same for the dialog, which holds 300 characters in Slack altogether. */
const longestInDialog = 60;

export const grantWords = {
  revoke: 'Revoke',
  revokeNth: (n: number): string => `Revoke ${n}`,
  hint: 'From the next step on, a person is asked again before each such call. Takes effect at once; the next question can give it anew. Costs nothing.',
};

/** Whether a list has the grants of a run or of a project. For a run, it says “this run”. */
export type GrantsOf = 'run' | 'project';

/** “Engineer may run a command line: `npm test`, at “Make the tests pass”, in this run. Given by Mara, …” */
export function grantText(view: GrantView, of: GrantsOf): Text {
  const { grant, definition } = view;
  const { tool, about, stageId, by, at } = grant;
  const stage = definition.pipeline.stages.find(({ id }) => id === stageId);
  return [
    mayWhat(view),
    ...(about === null || tool === 'command' ? [] : [': ', { code: oneLine(about, longestAbout) }]),
    `, at ${quoted(oneLine(stage?.name ?? stageId))}, `,
    ...scopeOf(view, of),
    `. Given by ${oneLine(by)}, `,
    { time: at },
    '.',
  ];
}

/** “Engineer may run a command line”. */
function mayWhat({ grant: { tool, about, stageId }, definition }: GrantView): string {
  const stage = definition.pipeline.stages.find(({ id }) => id === stageId);
  const who = stage ? doerOf(stage, definition) : 'An agent';
  return `${oneLine(who)} may ${callWords.deed({ tool, what: about })}`;
}

function scopeOf({ grant: { runId, expiresAt }, run, definition }: GrantView, of: GrantsOf): Text {
  if (runId !== null) return [of === 'run' ? 'in this run' : `in the run ${quotation(run.title, 80)}`];
  const where = of === 'run' ? 'this pipeline' : quoted(oneLine(definition.pipeline.name));
  return [`in every run of ${where}`, ...(expiresAt === null ? [] : [' until ', { time: expiresAt }])];
}

export const grantConfirm = (view: GrantView): Confirm => ({
  title: 'Revoke this permission?',
  text: `${oneLine(mayWhat(view))}${aboutIn(view)}. ${grantWords.hint}`,
  yes: grantWords.revoke,
  no: 'Keep it',
});

const aboutIn = ({ grant: { tool, about } }: GrantView): string =>
  about === null || tool === 'command' ? '' : `: ${quotation(about, longestInDialog)}`;

interface Listed {
  of: GrantsOf;
  shown: readonly GrantView[];
  /** There are more than are shown. */
  more: boolean;
  mayRevoke: boolean;
}

const nothingGiven: Record<GrantsOf, string> = {
  run: 'No agent of this run may do more without a question than its stages say: nobody has given a standing permission.',
  project: 'No standing permission is in force: agents do without a question what their stages say, and nothing else.',
};

const heading: Record<GrantsOf, string> = {
  run: 'What agents of this run may do without a question, as people have let them:',
  project: 'What agents may do without a question, as people have let them:',
};

/** The list for one person, numbered as its buttons are. */
export function grantsText({ of, shown, more, mayRevoke }: Listed): Text {
  if (shown.length === 0) return [nothingGiven[of]];
  return [
    heading[of],
    ...shown.flatMap((view, index): Text => [
      `\n${index + 1}. `,
      ...grantText(view, of),
      ' ',
      { link: { text: 'Where it was given', path: pathOfSubject({ kind: 'ask', id: view.grant.askId }) } },
    ]),
    ...(more
      ? ['\nThere are more, older ones. ', { link: { text: 'All of them in the console', path: '/grants' } }]
      : []),
    ...(mayRevoke ? [] : ['\nWhoever may configure the project revokes them.']),
  ];
}
