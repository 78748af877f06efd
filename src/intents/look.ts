import { holdsTheRun, type Ask } from '../core/ask/ask.ts';
import { askCard } from '../core/cards/ask-card.ts';
import type { AskView } from '../core/cards/ask-view.ts';
import { pageCard } from '../core/cards/pages.ts';
import { foundNothing } from '../core/cards/words/refusal.ts';
import { lookWords } from '../core/cards/words/receipt.ts';
import { questionOf } from '../core/cards/words/ask.ts';
import { placeWords } from '../core/cards/words/outcome.ts';
import { leadTo, leadToRun } from './lead.ts';
import { cardsFor, drawnRun, type Drawn } from './private-cards.ts';
import { attemptedOn, done, refuse, told } from './reply.ts';
import { textsOf } from './texts.ts';
import { lacks } from './visitor.ts';
import type { PressToken } from '../core/cards/token.ts';
import type { Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { RunView } from '../core/ports.ts';
import type { Run } from '../core/run/run.ts';
import type { Call } from './ports.ts';

/** How many cards one private answer holds. */
export const mostCards = 10;

async function drawnAsk(call: Call, { ask, run, definition }: AskView): Promise<Drawn> {
  return { card: askCard(ask, run, definition, await textsOf(call.ports.bodies, ask)), run, ask };
}

const drawn = (views: (RunView | null)[]): Drawn[] => views.flatMap((view) => (view ? [drawnRun(view)] : []));

/** Several runs could be meant: shows a card of each, with its own buttons, to people who may view them. */
export async function chooseRun(call: Call, actor: PersonActor, runs: Run[]): Promise<Reply> {
  const refusal = lacks(actor, 'view');
  if (refusal)
    return refuse(call, refusal, { projectId: runs[0]?.projectId ?? '', runId: null, verb: 'status', actor });
  const views = await Promise.all(runs.map((run) => call.ports.views.run(run.id)));
  return cardsFor(call, actor, lookWords.choose(), drawn(views));
}

/** A stop word in a place that is no run's: shows a card of each active run, with its Pause (P20). Null if there is none. */
export async function chooseToPause(call: Call, actor: PersonActor, projectId: string): Promise<Reply | null> {
  if (lacks(actor, 'view')) return null;
  const runs = await call.ports.views.runs(projectId, 'active', mostCards);
  const views = await Promise.all(runs.map((run) => call.ports.views.run(run.id)));
  return runs.length === 0 ? null : cardsFor(call, actor, lookWords.chooseToPause(), drawn(views));
}

export async function status(call: Call, actor: PersonActor, projectId: string): Promise<Reply> {
  const refusal = lacks(actor, 'view');
  if (refusal) return refuse(call, refusal, { projectId, runId: null, verb: 'status', actor });
  const runs = await call.ports.views.runs(projectId, 'active', mostCards);
  if (runs.length === 0) return told(foundNothing.activeRun());
  const views = await Promise.all(runs.map((run) => call.ports.views.run(run.id)));
  return cardsFor(call, actor, lookWords.status(runs.length), drawn(views));
}

export const oneRun = (call: Call, actor: PersonActor, view: RunView): Promise<Reply> =>
  cardsFor(call, actor, lookWords.thisRun(), [drawnRun(view)]);

export async function inbox(call: Call, actor: PersonActor, projectId: string): Promise<Reply> {
  const refusal = lacks(actor, 'view');
  if (refusal) return refuse(call, refusal, { projectId, runId: null, verb: 'inbox', actor });
  const asks = await drawnAsks(call, await call.ports.views.openAsks([projectId], mostCards));
  return asks.length === 0 ? told(lookWords.emptyInbox()) : cardsFor(call, actor, lookWords.inbox(asks.length), asks);
}

async function drawnAsks(call: Call, asks: Ask[]): Promise<Drawn[]> {
  const views = await Promise.all(asks.map((ask) => call.ports.views.ask(ask.id)));
  return Promise.all(views.filter((view) => view !== null).map((view) => drawnAsk(call, view)));
}

/** Leads to the question for which the run waits. If there are several, shows a card of each, since some may not be posted yet. */
export async function review(call: Call, actor: PersonActor, { state }: RunView): Promise<Reply> {
  const refusal = lacks(actor, 'view');
  if (refusal) return refuse(call, refusal, attemptedOn(state.run, 'review', actor));
  const [first, ...others] = state.asks.filter(holdsTheRun);
  if (!first) return done(lookWords.nothingToReview());
  if (others.length > 0) return cardsFor(call, actor, lookWords.review(), await drawnAsks(call, [first, ...others]));
  const { run, definition } = state;
  const text = lookWords.reviewThere(questionOf(first.subject, definition));
  const draw = (): Promise<Drawn> => drawnAsk(call, { ask: first, run, definition });
  return leadTo(call, actor, { subject: { kind: 'ask', id: first.id }, text, passing: true, draw });
}

/** Shows a page of a long subject. If the subject has changed since the last page, starts again at the first: pages of two revisions don't make one text (P13). */
export async function page(call: Call, actor: PersonActor, view: AskView, at: PageAt): Promise<Reply> {
  const isNow = at.revision === view.ask.revision;
  const card = pageCard(view, await textsOf(call.ports.bodies, view.ask), isNow ? at.page : 0);
  const intro = isNow ? lookWords.everything() : lookWords.everythingAnew();
  return cardsFor(call, actor, intro, [{ card, run: view.run, ask: view.ask }]);
}

type PageAt = Pick<Extract<PressToken, { press: 'page' }>, 'page' | 'revision'>;

/** Tells where the run's thread and its page are, and its ids (S0-11, S0-12). */
export async function focus(call: Call, actor: PersonActor, view: RunView): Promise<Reply> {
  const { run } = view.state;
  const postings = await call.ports.postings.ofSubject({ kind: 'run', id: run.id });
  const places = postings.flatMap(({ ref, place }) =>
    ref ? [placeWords({ surface: place.surface, channel: ref.channel, thread: null })] : [],
  );
  const { title, id, projectId: project } = run;
  const thread = places.length === 0 ? lookWords.noThread : lookWords.threadIn(places);
  return leadToRun(call, actor, view, lookWords.focus({ title, id, project, thread, path: `/runs/${id}` }));
}
