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

/** The line below the title: what an answer does; for a settled Ask, only what it was about. */
export function askWhy(view: AskView): Text {
  const { ask } = view;
  // Once it is settled, its title, its body and its outcome say all; what an answer would do is no news any more.
  if (ask.status !== 'open') return madeBy(view) === '' ? [] : [madeBy(view)];
  return isHeldBack(view) ? [...answering(view), ` ${askWords.onResume}`] : answering(view);
}

/** A blocker's answer ends the pause; any other answer waits with the run. */
const isHeldBack = ({ ask: { kind }, run }: AskView): boolean =>
  run.status === 'paused' && (kind === 'gate' || kind === 'question');

function answering(view: AskView): Text {
  const { ask, run, definition } = view;
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

/** Who has made what the Ask is about. Empty if the pipeline has no such stage. */
function madeBy({ ask: { subject, status }, run, definition }: AskView): string {
  const stage = subject.about === 'stage_done' ? definition.pipeline.stages[subject.stage] : undefined;
  return stage ? askWords.madeIt(doerOf(stage, definition), status === 'open' ? run.round : 0) : '';
}

/** Exactly what is asked about. Nothing else comes between the question and its buttons. */
export function askBlocks(view: AskView, texts: ReadonlyMap<string, string>): Block[] {
  const { subject } = view.ask;
  const work: Block[] = subject.about === 'stage_next' ? [{ kind: 'facts', facts: workFacts(subject, view) }] : [];
  return [...work, ...quotes(view, texts), ...readOn(view, texts)];
}

/** Says why nobody can agree on this card, and where they can. */
function readOn(view: AskView, texts: ReadonlyMap<string, string>): Block[] {
  const { ask } = view;
  const yes = ask.status === 'open' ? ask.choices.find(needsReading) : undefined;
  if (!yes) return [];
  const label = ask.kind === 'question' ? askWords.answers : choiceLabel(yes.id, ask.subject);
  if (isUnreadable(ask, texts)) return [{ kind: 'note', text: [askWords.cannotAgree(label)] }];
  return isCut(view, texts) ? [{ kind: 'note', text: [askWords.readOn(label)] }] : [];
}
