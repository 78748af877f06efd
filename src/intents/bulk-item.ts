import { answerId, missingFor } from '../core/ask/answer.ts';
import { fateOf } from '../core/ask/fate.ts';
import { choiceMeant, foreseeMeant, leftOutOf } from '../core/cards/ask-bulk.ts';
import { explain } from '../core/cards/explain.ts';
import { questionOf } from '../core/cards/words/ask.ts';
import { bulkWords, leftOutWords } from '../core/cards/words/bulk.ts';
import { askBadge } from '../core/cards/words/outcome.ts';
import { receipts } from '../core/cards/words/receipt.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { answer, onAsk } from './answer.ts';
import { eventId } from './ids.ts';
import { textsOf } from './texts.ts';
import { precisely, record } from './reply.ts';
import { identify, lacks } from './visitor.ts';
import type { Ask, Choice } from '../core/ask/ask.ts';
import type { BulkItem, BulkResult, BulkVerb, LeftOut } from '../core/bulk.ts';
import type { AskView } from '../core/cards/ask-view.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { Call } from './ports.ts';

type About = BulkResult['about'];

/** Answers one of many Asks, as its own button would; Asks that have to be answered alone are left out. */
export async function answerItem(call: Call, verb: BulkVerb, item: BulkItem): Promise<BulkResult> {
  const { askId, revision } = item;
  const view = await call.ports.views.ask(askId);
  if (!view) return { askId, about: null, end: 'refused', code: 'not_found', text: bulkWords.notFound() };
  const { ask, run } = view;
  const actor = await identify(call, run.projectId);
  const choice = choiceMeant(ask, verb)?.id ?? verb;
  const chosen = { view, actor, choice, revision };
  if (!actor) return refused(call, chosen, { refused: 'stranger' });
  // It would be refused. The rules decide again under the lock, where a repeat of the delivery is recognised (R5).
  if (foreseeMeant(ask, verb, { revision, actor })) return give(call, { ...chosen, actor });
  if (item.digest !== ask.digest) return refused(call, chosen, { refused: 'outdated_ask', ask });
  const why = leftOutOf(view, verb, await textsOf(call.ports.bodies, ask));
  return why ? leftOut(askId, aboutOf(chosen), why) : give(call, { ...chosen, actor });
}

interface Chosen {
  view: AskView;
  /** Null for a stranger. */
  actor: PersonActor | null;
  choice: Choice['id'];
  /** The revision that was shown. */
  revision: number;
}

async function give(call: Call, chosen: Chosen & { actor: PersonActor }): Promise<BulkResult> {
  const { view, actor, choice, revision } = chosen;
  const given = { choice, revision, words: null, budget: null, confirmed: false };
  const outcome = await answer(call, actor, view, given);
  if (isRefusal(outcome)) return outcome.refused === 'repeated' ? before(call, chosen) : refused(call, chosen, outcome);
  const { result } = outcome;
  return cameOf(call, chosen, result.kind === 'voted' || result.kind === 'decided' ? result.ask : view.ask);
}

/** This delivery was acted upon before: tells what has become of the answer by now. */
async function before(call: Call, chosen: Chosen): Promise<BulkResult> {
  const now = await call.ports.views.ask(chosen.view.ask.id);
  return cameOf(call, chosen, now?.ask ?? chosen.view.ask);
}

function cameOf(call: Call, chosen: Chosen, ask: Ask): BulkResult {
  const head = headOf(chosen);
  const fate = fateOf(ask, { id: answerId(eventId(call.visit.delivery)), revision: chosen.revision });
  switch (fate) {
    case 'decided':
      return { ...head, end: 'answered', code: null, text: receipts.decided(askBadge(ask).word) };
    case 'put_aside':
      return { ...head, end: 'answered', code: null, text: receipts.putAside() };
    case 'voted': {
      const missing = missingFor(ask, { id: chosen.choice });
      return { ...head, end: 'voted', code: null, text: receipts.voted(missing) };
    }
    case 'asked_anew':
      return { ...head, end: 'revised', code: 'outdated_ask', text: bulkWords.askedAnew() };
    case 'withdrawn':
    case 'expired':
    case 'superseded':
      return { ...head, end: 'refused', code: 'ask_settled', text: bulkWords.undecided(fate) };
  }
}

async function refused(call: Call, chosen: Chosen, given: Refusal): Promise<BulkResult> {
  const refusal = await precisely(call, given, chosen.view.run.projectId);
  await record(call, refusal, onAsk(chosen.view, chosen.choice, chosen.actor));
  const end = refusal.refused === 'outdated_ask' ? 'revised' : 'refused';
  return { ...headOf(chosen), end, code: refusal.refused, text: explain(refusal, call.visit.at) };
}

const headOf = (chosen: Chosen): Pick<BulkResult, 'askId' | 'about'> => ({
  askId: chosen.view.ask.id,
  about: aboutOf(chosen),
});

/** Null for people who may not view runs: they learn nothing about them here either. */
function aboutOf({ view, actor }: Chosen): About {
  if (!actor || lacks(actor, 'view')) return null;
  const { ask, run, definition } = view;
  return { question: questionOf(ask.subject, definition), runId: run.id, runTitle: run.title };
}

export const leftOut = (askId: string, about: About, why: LeftOut): BulkResult => ({
  askId,
  about,
  end: 'left_out',
  code: why,
  text: [leftOutWords[why]],
});
