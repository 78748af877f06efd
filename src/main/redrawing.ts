import { type About, allowedCard, cantPress } from '../core/cards/allowed.ts';
import { askCard } from '../core/cards/ask-card.ts';
import type { AskView } from '../core/cards/ask-view.ts';
import type { Button, Card } from '../core/cards/card.ts';
import { grantViews } from '../core/cards/grants.ts';
import { pageCard } from '../core/cards/pages.ts';
import { privately } from '../core/cards/private.ts';
import { isPossible, runCard } from '../core/cards/run-card.ts';
import type { PostRef } from '../core/cards/surface.ts';
import { parsePress, type PressToken } from '../core/cards/token.ts';
import type { ForReader, Redrawing, ShownCard } from '../core/cards/redrawing.ts';
import type { Run } from '../core/run/run.ts';
import type { Account } from '../core/people/actor.ts';
import { permissionsOf } from '../core/people/permissions.ts';
import type { Bodies, People, Posting, Projects, Views } from '../core/ports.ts';
import type { SurfaceName } from '../core/project/definition.ts';
import { textsOf } from '../intents/texts.ts';

interface Ports {
  views: Views;
  bodies: Bodies;
  people: Pick<People, 'find'>;
  projects: Pick<Projects, 'find'>;
}

/** Draws again, for one person, what they were shown before. */
export const createRedrawing = (ports: Ports): Redrawing => ({
  card: async (shown, account) => {
    const drawn = shown.subject.kind === 'run' ? await drawRun(ports, shown) : await drawAsk(ports, shown);
    const met = drawn && (await meet(ports, drawn.run.projectId, account));
    if (!drawn || !met || !permissionsOf(met.person).includes('view')) return null;
    return privately(allowedCard(drawn.card, met.person, met.project, drawn), met.person.id);
  },
  buttons: async (shown, account) => {
    const works = await Promise.all(shown.map((button) => canWork(ports, button, account)));
    return shown.filter((_, index) => works[index]);
  },
});

async function meet({ people, projects }: Pick<Ports, 'people' | 'projects'>, projectId: string, account: Account) {
  const [person, record] = await Promise.all([people.find(projectId, account), projects.find(projectId)]);
  return person && record && { person, project: record.project };
}

interface Drawn extends About {
  card: Card;
  run: Run;
}

async function drawRun({ views }: Ports, { subject }: ShownCard): Promise<Drawn | null> {
  const view = await views.run(subject.id);
  return view && { card: runCard(view), run: view.state.run, ask: null };
}

async function drawAsk({ views, bodies }: Ports, shown: ShownCard): Promise<Drawn | null> {
  const found = await views.ask(shown.subject.id);
  if (!found) return null;
  const texts = await textsOf(bodies, found.ask);
  return { card: askOrPage(found, texts, shown), run: found.run, ask: found.ask };
}

function askOrPage(view: AskView, texts: ReadonlyMap<string, string>, { page, pageOf }: ShownCard): Card {
  const { ask, run, definition } = view;
  if (page === undefined) return askCard(ask, run, definition, texts);
  // Pages read of an older revision don't count for this one: reading starts again at the first page (P13).
  return pageCard(view, texts, pageOf === ask.revision ? page : 0);
}

async function canWork({ views, people }: Ports, { token: text }: Button, account: Account): Promise<boolean> {
  const token = parsePress(text)?.token;
  const run = token && (await runToWorkOn(views, token));
  const person = run && (await people.find(run.projectId, account));
  return person ? cantPress(token, person, { run, ask: null }) === null : false;
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

/** Words can become an answer only while they are unread, and while the question is still the same revision. */
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

/** Only these two depend on the run's epoch: Pause always works, and a new run may be started from any old card. */
const boundToEpoch = ({ verb }: Extract<PressToken, { press: 'command' }>): boolean =>
  verb === 'resume' || verb === 'cancel';

/**
 * Cuts a card of a channel, which is drawn once for everybody, down to the buttons that its reader may press. The run itself is not read for
 * this: where it is executed is taken from the project as it is now.
 */
export const createForReader =
  (ports: Pick<Ports, 'views' | 'people'> & { projects: Pick<Projects, 'ofChannel'> }): ForReader =>
  (channel, account) => {
    let reader: ReturnType<typeof readerOf> | undefined;
    return async (card) => {
      if (card.buttons.length === 0) return card;
      const met = await (reader ??= readerOf(ports, channel, account));
      if (!met) return { ...card, buttons: [] };
      const { person, project } = met;
      const ask = card.subject.kind === 'ask' ? ((await ports.views.ask(card.subject.id))?.ask ?? null) : null;
      return allowedCard(card, person, project, { run: { execution: project.execution }, ask });
    };
  };

async function readerOf(
  { people, projects }: { people: Ports['people']; projects: Pick<Projects, 'ofChannel'> },
  channel: string,
  account: Account,
) {
  const record = await projects.ofChannel('console', channel);
  const person = record && (await people.find(record.project.project, account));
  return person && { person, project: record.project };
}

/** The messages that show a subject on one surface. */
export const refsOn = (surface: SurfaceName, postings: readonly Posting[]): PostRef[] =>
  postings.flatMap(({ place, ref, lost }) => (ref && lost === null && place.surface === surface ? [ref] : []));
