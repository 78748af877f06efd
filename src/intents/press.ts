import { isFor, parsePress, type PressToken } from '../core/cards/token.ts';
import { subjectOf } from '../core/cards/token-subject.ts';
import { foundNothing } from '../core/cards/words/refusal.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { pressOnAsk } from './press-on-ask.ts';
import { pressOnRun, type RunToken } from './press-on-run.ts';
import { attemptedOn, refuse, refusedWith, type Attempted } from './reply.ts';
import { identify, renew, surfaceOf, type Takes } from './visitor.ts';
import type { Ask } from '../core/ask/ask.ts';
import type { Freshness } from '../core/people/groups.ts';
import type { Intent, Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { Run } from '../core/run/run.ts';
import type { Call } from './ports.ts';

type Press = Extract<Intent, { kind: 'press' }>;

/** A press counts only on a posting of its own subject (S10), on the console's own pages, or on a card that was drawn for this person alone. */
export async function press(call: Call, intent: Press): Promise<Reply> {
  const parsed = parsePress(intent.token);
  if (!parsed) return refusedWith(foundNothing.token(), 'outdated_card');
  const { token, mark } = parsed;
  const { confirmed } = intent;
  if ('runId' in token) return onRun(call, intent, { token, mark });
  const view = await call.ports.views.ask(token.askId);
  if (!view) return refusedWith(foundNothing.token(), 'not_found');
  const presser = await admit(call, intent, {
    run: view.run,
    token,
    mark,
    takes: { needs: 'decide', freshness: confirmed ? freshnessFor(view.ask, verbOf(token)) : 'recent' },
  });
  if (!('kind' in presser)) return presser.reply;
  return pressOnAsk(call, presser, view, { token, confirmed, isPrivate: mark !== null });
}

async function onRun(call: Call, intent: Press, { token, mark }: { token: RunToken; mark: string | null }) {
  const view = await call.ports.views.run(token.runId);
  if (!view) return refusedWith(foundNothing.token(), 'not_found');
  const { confirmed } = intent;
  const presser = await admit(call, intent, { run: view.state.run, token, mark, takes: takenBy(token, confirmed) });
  return 'kind' in presser ? pressOnRun(call, presser, view, { token, confirmed }) : presser.reply;
}

function takenBy(token: RunToken, confirmed: boolean): Takes {
  if (token.press === 'revoke') return { needs: 'configure', freshness: 'recent' };
  return { needs: 'operate', freshness: confirmed && token.verb === 'cancel' ? 'now' : 'recent' };
}

interface Pressed {
  run: Run;
  takes: Takes;
  token: PressToken;
  mark: string | null;
}

async function admit(call: Call, intent: Press, pressed: Pressed): Promise<PersonActor | { reply: Reply }> {
  const { run, token, mark, takes } = pressed;
  const actor = await identify(call, run.projectId);
  const attempted = attemptedOn(run, verbOf(token), actor, idsOf(token));
  if (!actor) return turnedAway(call, { refused: 'stranger' }, attempted);
  const counts = mark === null ? await isPosted(call, intent, token) : isFor(mark, actor.personId);
  if (!counts) return turnedAway(call, { refused: 'not_ours', what: 'button' }, attempted);
  const renewed = await renew(call, run.projectId, actor, takes);
  return isRefusal(renewed) ? turnedAway(call, renewed, attempted) : renewed;
}

export const freshnessFor = (ask: Ask, choice: string): Freshness =>
  ask.choices.some((it) => it.id === choice && it.irreversible) ? 'now' : 'recent';

const turnedAway = async (call: Call, refusal: Refusal, attempted: Attempted) => ({
  reply: await refuse(call, refusal, attempted),
});

const verbOf = (token: PressToken): string => {
  if (token.press === 'command') return token.verb;
  if (token.press === 'revoke') return 'revoke_grant';
  return token.press === 'answer' ? token.choice : token.press;
};

function idsOf(token: PressToken): Record<string, string> {
  if (token.press === 'command') return {};
  return token.press === 'revoke' ? { grant: token.grantId } : { ask: token.askId };
}

/** Pages of the console have no posting. There, the session and the Origin check prove what a posting proves elsewhere: that we drew the button. */
async function isPosted(call: Call, { on }: Press, token: PressToken): Promise<boolean> {
  const surface = surfaceOf(call);
  if (on === null) return surface === 'console';
  const posting = surface && (await call.ports.postings.at(surface, on));
  const subject = subjectOf(token);
  return posting?.subject.kind === subject.kind && posting.subject.id === subject.id;
}
