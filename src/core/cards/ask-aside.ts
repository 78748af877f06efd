import { oneLine } from './agent-text.ts';
import { votesOf } from './ask-votes.ts';
import { callFacts } from './call-facts.ts';
import { pathOfSubject } from './console-path.ts';
import { cost } from './numbers.ts';
import { askWords } from './words/ask.ts';
import { blockerFacts } from './words/blocker.ts';
import { quoted } from './words/run.ts';
import type { AskView } from './ask-view.ts';
import type { Fact } from './card.ts';

/** The facts below the buttons: the run with a link, details of the subject, who may answer, and what silence does. */
export const askAside = (view: AskView): Fact[] => [runOf(view), ...subjectFacts(view), ...votesOf(view)];

/** The run, with a link to its page, from which one gets to its thread. The title is not the link, because a person wrote it. */
const runOf = ({ run }: AskView): Fact => ({
  label: askWords.run,
  value: [
    `${oneLine(run.title)} · `,
    { link: { text: askWords.openRun, path: pathOfSubject({ kind: 'run', id: run.id }) } },
  ],
});

function subjectFacts(view: AskView): Fact[] {
  const { ask, run, definition } = view;
  const { subject } = ask;
  switch (subject.about) {
    // Each text has its label above it.
    case 'stage_done':
    case 'stage_next':
    case 'suggested_version':
      return [];
    case 'question':
      return [{ label: blockerFacts.stage, value: [stageOf(subject.stage, subject.stageId, definition)] }];
    case 'tool_call':
      return callFacts(subject, view);
    case 'blocker':
      return [
        { label: blockerFacts.stage, value: [stageOf(subject.stage, subject.stageId, definition)] },
        ...triedOf(subject.tried),
        ...(ask.status === 'open' ? whileItWaits(run) : []),
      ];
  }
}

/** What fell over none of its tries, as a run whose budget is used up, has nothing to count. */
const triedOf = (tried: number): Fact[] =>
  tried === 0 ? [] : [{ label: blockerFacts.tried, value: [tried === 1 ? 'once' : `${tried} times`] }];

const stageOf = (index: number, id: string, { pipeline }: AskView['definition']): string =>
  quoted(pipeline.stages[index]?.name ?? id);

/** Shown only while the Ask is open: after that the run spends again, and nothing waits. */
const whileItWaits = (run: AskView['run']): Fact[] => [
  { label: blockerFacts.cost, value: [cost(run.spent)] },
  { label: blockerFacts.waiting, value: [blockerFacts.waitingCosts] },
];
