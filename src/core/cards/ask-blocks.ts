import { oneLine } from './agent-text.ts';
import { isCut, isUnreadable, quotes } from './ask-parts.ts';
import { cost } from './numbers.ts';
import { workFacts } from './work-facts.ts';
import { callFacts } from './call-facts.ts';
import { votesOf } from './ask-votes.ts';
import { askerOf, askWords, nextAfter } from './words/ask.ts';
import { choiceLabel } from './words/choice.ts';
import { blockerAdvice, blockerFacts } from './words/blocker.ts';
import { doerOf, quoted } from './words/run.ts';
import { needsReading } from '../ask/choices.ts';
import type { AskView } from './ask-view.ts';
import type { Block, Text } from './card.ts';

export function askWhy(view: AskView): Text {
  const { ask, definition } = view;
  if (ask.status !== 'open') return [whatItWas(view)];
  const { subject } = ask;
  switch (subject.about) {
    case 'stage_done':
      return [`${madeBy(view)} Approving makes it final. ${nextAfter(subject.stage, definition)}`.trimStart()];
    case 'stage_next':
      return ['Nothing of it has begun. Approving runs exactly what is shown here.'];
    case 'suggested_version':
      return [askWords.suggests];
    case 'blocker':
      return [blockerAdvice[subject.reason]];
    case 'question':
      return [askWords.waitsForWords(askerOf(subject.stage, subject.stageId, definition))];
    case 'tool_call':
      return [askWords.runsExactly];
  }
}

function whatItWas(view: AskView): string {
  switch (view.ask.subject.about) {
    case 'stage_done':
      return madeBy(view) || askWords.asked;
    case 'stage_next':
      return askWords.asked;
    case 'suggested_version':
      return askWords.suggested;
    case 'blocker':
      return askWords.stopped;
    case 'question':
    case 'tool_call':
      return askWords.asked;
  }
}

/** Empty for a stage that its pipeline does not have. */
function madeBy({ ask: { subject, status }, run, definition }: AskView): string {
  const stage = subject.about === 'stage_done' ? definition.pipeline.stages[subject.stage] : undefined;
  return stage ? askWords.madeIt(doerOf(stage, definition), status === 'open' ? run.round : 0) : '';
}

export function askBlocks(view: AskView, texts: ReadonlyMap<string, string>): Block[] {
  const runFact = { label: askWords.run, value: [oneLine(view.run.title)] };
  const own = { kind: 'facts' as const, facts: [runFact, ...subjectFacts(view), ...votesOf(view)] };
  return [own, ...quotes(view, texts), ...readOn(view, texts)];
}

function subjectFacts(view: AskView): { label: string; value: Text }[] {
  const { ask, run, definition } = view;
  const { subject } = ask;
  switch (subject.about) {
    case 'stage_done':
      return subject.items.map((item) => ({
        label: askWords.artifact,
        value: [askWords.version(item.name, item.version)],
      }));
    case 'stage_next':
      return workFacts(subject, view);
    case 'suggested_version':
      return [{ label: askWords.artifact, value: [askWords.version(subject.item.name, subject.item.version)] }];
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
const whileItWaits = (run: AskView['run']): { label: string; value: Text }[] => [
  { label: blockerFacts.cost, value: [cost(run.spent)] },
  { label: blockerFacts.waiting, value: [blockerFacts.waitingCosts] },
];

/** Why it can't be agreed to here, and where it can. */
function readOn(view: AskView, texts: ReadonlyMap<string, string>): Block[] {
  const { ask } = view;
  const yes = ask.status === 'open' ? ask.choices.find(needsReading) : undefined;
  if (!yes) return [];
  const label = ask.kind === 'question' ? askWords.answers : choiceLabel(yes.id, ask.subject);
  if (isUnreadable(ask, texts)) return [{ kind: 'note', text: [askWords.cannotAgree(label)] }];
  return isCut(view, texts) ? [{ kind: 'note', text: [askWords.readOn(label)] }] : [];
}
