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

/** Of which run it is, and the way there; who answers, and what silence does. */
export const askAside = (view: AskView): Fact[] => [runOf(view), ...subjectFacts(view), ...votesOf(view)];

/** Focus: one press leads to the run's page, and from there to its thread. The title is a person's words, and stays text. */
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
    // Which texts they are about stands above each of them.
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
        { label: blockerFacts.tried, value: [subject.tried === 1 ? 'once' : `${subject.tried} times`] },
        ...(ask.status === 'open' ? whileItWaits(run) : []),
      ];
  }
}

const stageOf = (index: number, id: string, { pipeline }: AskView['definition']): string =>
  quoted(pipeline.stages[index]?.name ?? id);

/** Once it is decided, the run goes on spending, and nothing waits any more. */
const whileItWaits = (run: AskView['run']): Fact[] => [
  { label: blockerFacts.cost, value: [cost(run.spent)] },
  { label: blockerFacts.waiting, value: [blockerFacts.waitingCosts] },
];
