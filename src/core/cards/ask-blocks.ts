import { isCut, isUnreadable, quotes } from './ask-parts.ts';
import { callWhy } from './call-facts.ts';
import { workFacts } from './work-facts.ts';
import { askWords, nextAfter } from './words/ask.ts';
import { choiceLabel } from './words/choice.ts';
import { blockerAdvice } from './words/blocker.ts';
import { doerOf } from './words/run.ts';
import { needsReading } from '../ask/choices.ts';
import type { AskView } from './ask-view.ts';
import type { Block, Text } from './card.ts';

export function askWhy(view: AskView): Text {
  const { ask, run, definition } = view;
  if (ask.status !== 'open') return [whatItWas(view)];
  const { subject } = ask;
  switch (subject.about) {
    case 'stage_done':
      return [`${madeBy(view)} Approving makes it final. ${nextAfter(subject.stage, definition)}`.trimStart()];
    case 'stage_next':
      return [askWords.runsThis(run.execution)];
    case 'suggested_version':
      return [askWords.suggests];
    case 'blocker':
      return [blockerAdvice[subject.reason]];
    case 'question':
      return [askWords.waitsForWords];
    case 'tool_call':
      return callWhy(subject, view);
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

/** What is asked about, to the letter: nothing else stands between the question and its buttons. */
export function askBlocks(view: AskView, texts: ReadonlyMap<string, string>): Block[] {
  const { subject } = view.ask;
  const work: Block[] = subject.about === 'stage_next' ? [{ kind: 'facts', facts: workFacts(subject, view) }] : [];
  return [...work, ...quotes(view, texts), ...readOn(view, texts)];
}

/** Why it can't be agreed to here, and where it can. */
function readOn(view: AskView, texts: ReadonlyMap<string, string>): Block[] {
  const { ask } = view;
  const yes = ask.status === 'open' ? ask.choices.find(needsReading) : undefined;
  if (!yes) return [];
  const label = ask.kind === 'question' ? askWords.answers : choiceLabel(yes.id, ask.subject);
  if (isUnreadable(ask, texts)) return [{ kind: 'note', text: [askWords.cannotAgree(label)] }];
  return isCut(view, texts) ? [{ kind: 'note', text: [askWords.readOn(label)] }] : [];
}
