import type { Output } from '../../core/run/event.ts';
import type { StageResult } from '../../core/stage/executor.ts';
import type { AgentModel, AgentReply, Talk } from '../model/agent-model.ts';
import type { CallFailed } from '../model/model.ts';
import type { Turn } from '../model/turn.ts';
import { readCall, withOwnIds } from './call.ts';
import type { Conversation } from './conversation.ts';
import { makeCalls, type Hands } from './make-calls.ts';
import { wordsTurn } from './prompt.ts';
import { lengthOf, shorten, tooLongNote } from './shorten.ts';
import type { TakenUp } from './taken-up.ts';
import { Watch } from './watch.ts';
import { cutAnswer, emptyAnswer, lastWord } from './words.ts';

export interface Work extends Hands {
  model: AgentModel;
  system: string;
  /** What is known of calls that its talk began with. */
  takenUp: TakenUp;
  /** What is still to be said where a talk begins or goes on, once nothing of it is open. */
  opening: (turns: readonly Turn[]) => Turn | null;
  /** What its report becomes. */
  outputOf: (report: string, turns: readonly Turn[]) => Output;
}

/** A talk that becomes no shorter than this is not worth another try. */
const worthwhile = 0.9;

type Answered = Extract<AgentReply, { kind: 'answered' }>;

/** Answer for answer and call for call, until the model says that it is done, the boundary says stop, or it gets nowhere. */
export async function workOn(talk: Conversation, work: Work): Promise<StageResult> {
  const watch = new Watch(work.model.name);
  const stopped = await makeCalls(talk, work, work.takenUp);
  if (stopped) return stopped;
  const opening = work.opening(talk.turns);
  if (opening) talk.say(opening);
  for (;;) {
    const ended = await takeTurn(talk, work, watch);
    if (ended) return ended;
  }
}

/** One answer, and its calls. */
async function takeTurn(talk: Conversation, work: Work, watch: Watch): Promise<StageResult | null> {
  const { model, tools, boundary } = work;
  const begun = await talk.begin({ estimate: model.estimate(toldOf(talk, work, false), tools) });
  if (!begun.go) return talk.stopped();
  if (begun.messages.length > 0) watch.beginAnew();
  for (const message of begun.messages) talk.say(wordsTurn(message));
  if (begun.wrapUp) talk.say({ by: 'house', text: lastWord, closing: true });
  const reply = await answerTo(talk, work, begun.wrapUp);
  if (reply === null) return talk.aborted();
  talk.spend(reply.cost);
  if (reply.kind === 'failed') return begun.wrapUp ? talk.stopped() : sayLess(talk, work, reply);
  const turn = withOwnIds(begun.wrapUp ? { ...reply.turn, calls: [] } : reply.turn, talk.callIds());
  talk.say(turn);
  if (turn.text !== '') boundary.output(`\n${turn.text}\n`);
  if (begun.wrapUp) return talk.stopped();
  return turn.calls.length > 0 ? act(talk, work, watch, reply.cut) : conclude(talk, work, watch, { ...reply, turn });
}

const toldOf = (talk: Conversation, { model, system }: Work, closing: boolean): Talk => ({
  system,
  turns: shorten(talk.turns, model.longest),
  closing,
});

/** What was too long for it is sent again, shorter, while that makes a difference. */
function sayLess(
  talk: Conversation,
  { model }: Work,
  { tooLong, error, passing, retryAfter }: CallFailed,
): StageResult | null {
  const now = lengthOf(shorten(talk.turns, model.longest));
  const then = lengthOf(shorten([...talk.turns, tooLongNote], model.longest));
  if (!tooLong || then > now * worthwhile) return talk.failed(error, { passing, retryAfter });
  talk.say(tooLongNote);
  return null;
}

/** Null where it was aborted: the request was on its way, and is booked at its estimate. */
async function answerTo(talk: Conversation, work: Work, closing: boolean): Promise<AgentReply | null> {
  const { model, tools, boundary } = work;
  const told = toldOf(talk, work, closing);
  try {
    return await model.call(told, tools, boundary.signal);
  } catch (error) {
    if (!boundary.signal.aborted) throw error;
    talk.spend(model.estimate(told, tools));
    return null;
  }
}

async function act(talk: Conversation, work: Work, watch: Watch, cut: boolean): Promise<StageResult | null> {
  const stopped = await makeCalls(talk, work);
  if (stopped) return stopped;
  const exchange = talk.exchange();
  if (exchange === null) throw new Error('bug: calls were made that no answer asked for');
  const isBroken = exchange.answer.calls.every((it) => 'problem' in readCall(it, work.tools));
  const why = isBroken ? watch.broken(cut) : watch.made(exchange);
  return why === null ? null : talk.gaveUp(why);
}

/** An answer without calls is the report; nothing, or a part of one, is none. */
function conclude(talk: Conversation, work: Work, watch: Watch, { turn, cut }: Answered): StageResult | null {
  if (!cut && turn.text.trim() !== '') return talk.done(work.outputOf(turn.text, talk.turns));
  const why = watch.broken(cut);
  if (why !== null) return talk.failed(why);
  talk.say({ by: 'house', text: cut ? cutAnswer : emptyAnswer });
  return null;
}
