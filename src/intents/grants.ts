import { grantViews, revokeButton } from '../core/cards/grants.ts';
import { grantsText, grantWords, type GrantsOf } from '../core/cards/words/grant.ts';
import { may } from '../core/people/actor.ts';
import { command } from './controls.ts';
import { attemptedOn, confirmFor, refuse, told, toldWith } from './reply.ts';
import { scopeOfCommand } from './scope.ts';
import { lacks, surfaceOf } from './visitor.ts';
import type { PressToken } from '../core/cards/token.ts';
import type { Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { GrantView } from '../core/ports.ts';
import type { Run } from '../core/run/run.ts';
import type { RunState } from '../core/run/state.ts';
import type { Call } from './ports.ts';

/** How many are listed in one answer: each has a button and some lines, and a message in Discord has 4,000 characters. */
const mostGrants = 6;

/** Lists all permissions in force in the project, for people who may view it. */
export async function grantsOfProject(call: Call, actor: PersonActor, projectId: string): Promise<Reply> {
  const refusal = lacks(actor, 'view');
  if (refusal) return refuse(call, refusal, { projectId, runId: null, verb: 'grants', actor });
  return listed(actor, 'project', await call.ports.views.grants(projectId, call.visit.at, mostGrants + 1));
}

/** Lists the permissions that count in this run: its own, and those for its whole pipeline. */
export async function grantsOfRun(call: Call, actor: PersonActor, state: RunState): Promise<Reply> {
  const refusal = lacks(actor, 'view');
  if (refusal) return refuse(call, refusal, attemptedOn(state.run, 'grants', actor));
  return listed(actor, 'run', grantViews(state, call.visit.at));
}

function listed(actor: PersonActor, of: GrantsOf, all: readonly GrantView[]): Reply {
  const shown = all.slice(0, mostGrants);
  const mayRevoke = may(actor, 'configure');
  const text = grantsText({ of, shown, more: all.length > shown.length, mayRevoke });
  if (shown.length === 0 || !mayRevoke) return told(text);
  const isOne = shown.length === 1;
  const labels = shown.map((_, index) => (isOne ? grantWords.revoke : grantWords.revokeNth(index + 1)));
  return toldWith(
    actor,
    text,
    shown.map((view, index) => revokeButton(view, labels[index])),
  );
}

interface Revoking {
  token: Extract<PressToken, { press: 'revoke' }>;
  confirmed: boolean;
}

/**
 * Revokes a grant. Asks once more first, but only people who may revoke, and only while the grant is in force: others are refused at once.
 * Then the list that the button was in is replaced by the present one, because its other buttons may be out of date.
 */
export async function revoke(call: Call, actor: PersonActor, state: RunState, pressed: Revoking): Promise<Reply> {
  const { token, confirmed } = pressed;
  const view = grantViews(state, call.visit.at).find(({ grant }) => grant.id === token.grantId);
  if (view && !confirmed && may(actor, 'configure')) {
    return { ...confirmFor(actor, revokeButton(view)), inPlace: true };
  }
  const reply = await command(call, actor, state.run, { kind: 'revoke_grant', grantId: token.grantId });
  // The console draws its lists again by itself.
  return reply.kind === 'told' && surfaceOf(call) !== 'console' ? withTheRest(call, actor, state.run, reply) : reply;
}

type Told = Extract<Reply, { kind: 'told' }>;

/** The reply, followed by the grants that are left. */
async function withTheRest(call: Call, actor: PersonActor, { projectId }: Run, reply: Told): Promise<Reply> {
  const thread = (await scopeOfCommand(call))?.thread;
  const left = thread ? await grantsOfRun(call, actor, thread.state) : await grantsOfProject(call, actor, projectId);
  return left.kind === 'told' ? { ...left, text: [...reply.text, '\n\n', ...left.text], inPlace: true } : reply;
}
