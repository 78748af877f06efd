import { askCard } from '../core/cards/ask-card.ts';
import type { AskView } from '../core/cards/ask-view.ts';
import type { Button, Card } from '../core/cards/card.ts';
import { grantViews } from '../core/cards/grants.ts';
import { pageCard } from '../core/cards/pages.ts';
import { privately } from '../core/cards/private.ts';
import { isPossible, runCard } from '../core/cards/run-card.ts';
import type { PostRef } from '../core/cards/surface.ts';
import { parsePress, type PressToken } from '../core/cards/token.ts';
import type { Redrawing, ShownCard } from '../core/cards/redrawing.ts';
import type { Run } from '../core/run/run.ts';
import type { Account } from '../core/people/actor.ts';
import { permissionsOf } from '../core/people/permissions.ts';
import type { Bodies, People, Posting, Views } from '../core/ports.ts';
import type { SurfaceName } from '../core/project/definition.ts';
import { textsOf } from './drawing.ts';

interface Ports {
  views: Views;
  bodies: Bodies;
  people: Pick<People, 'find'>;
}

/** Draws for one person what they were shown before. */
export const createRedrawing = (ports: Ports): Redrawing => ({
  card: async (shown, account) => {
    const drawn = shown.subject.kind === 'run' ? await drawRun(ports, shown) : await drawAsk(ports, shown);
    const person = drawn && (await ports.people.find(drawn.projectId, account));
    return drawn && person && permissionsOf(person).includes('view') ? privately(drawn.card, person.id) : null;
  },
  buttons: async (shown, account) => {
    const works = await Promise.all(shown.map((button) => canWork(ports, button, account)));
    return shown.filter((_, index) => works[index]);
  },
});

interface Drawn {
  card: Card;
  projectId: string;
}

async function drawRun({ views }: Ports, { subject }: ShownCard): Promise<Drawn | null> {
  const view = await views.run(subject.id);
  return view && { card: runCard(view), projectId: view.state.run.projectId };
}

async function drawAsk({ views, bodies }: Ports, shown: ShownCard): Promise<Drawn | null> {
  const found = await views.ask(shown.subject.id);
  if (!found) return null;
  const texts = await textsOf(bodies, found.ask);
  return { card: askOrPage(found, texts, shown), projectId: found.run.projectId };
}

function askOrPage(view: AskView, texts: ReadonlyMap<string, string>, { page, pageOf }: ShownCard): Card {
  const { ask, run, definition } = view;
  if (page === undefined) return askCard(ask, run, definition, texts);
  // What was read of an older revision is not read of this one (P13).
  return pageCard(view, texts, pageOf === ask.revision ? page : 0);
}

async function canWork({ views, people }: Ports, { token: text }: Button, account: Account): Promise<boolean> {
  const token = parsePress(text)?.token;
  const run = token && (await runToWorkOn(views, token));
  return run ? (await people.find(run.projectId, account)) !== null : false;
}

/** The run that the button could still do something to. */
async function runToWorkOn(views: Views, token: PressToken): Promise<Run | null> {
  if (token.press === 'with') return runOfWords(views, token);
  if (token.press === 'revoke') return runOfGrant(views, token);
  if (token.press !== 'command') return null;
  const run = (await views.run(token.runId))?.state.run;
  if (!run) return null;
  const isFresh = !boundToEpoch(token) || token.epoch === run.epoch;
  return isFresh && isPossible(run.status, token.verb) ? run : null;
}

/** Words can be an answer while they wait, and while it is asked as it was. */
async function runOfWords(views: Views, token: Extract<PressToken, { press: 'with' }>): Promise<Run | null> {
  const [found, words] = await Promise.all([views.ask(token.askId), views.message(token.messageId)]);
  const isOpen = found?.ask.status === 'open' && found.ask.revision === token.revision;
  return isOpen && words?.message.status === 'queued' ? found.run : null;
}

async function runOfGrant(
  views: Views,
  { runId, grantId }: Extract<PressToken, { press: 'revoke' }>,
): Promise<Run | null> {
  const state = (await views.run(runId))?.state;
  const isThere = state && grantViews(state, new Date()).some(({ grant }) => grant.id === grantId);
  return isThere ? state.run : null;
}

/** Pause always works, and a new run may be started from any old one. */
const boundToEpoch = ({ verb }: Extract<PressToken, { press: 'command' }>): boolean =>
  verb === 'resume' || verb === 'cancel';

/** Where a subject stands on one surface. */
export const refsOn = (surface: SurfaceName, postings: readonly Posting[]): PostRef[] =>
  postings.flatMap(({ place, ref, lost }) => (ref && lost === null && place.surface === surface ? [ref] : []));
