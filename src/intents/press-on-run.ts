import { command, lead, pauseNow } from './controls.ts';
import { openRunForm, likeRun } from './forms.ts';
import { revoke } from './grants.ts';
import { focus, review } from './look.ts';
import { attemptedOn, refuse } from './reply.ts';
import { lacks } from './visitor.ts';
import type { PressToken } from '../core/cards/token.ts';
import type { Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { RunView } from '../core/ports.ts';
import type { Call } from './ports.ts';

export type RunToken = Extract<PressToken, { runId: string }>;

interface Pressed {
  token: RunToken;
  confirmed: boolean;
}

export async function pressOnRun(call: Call, actor: PersonActor, view: RunView, pressed: Pressed): Promise<Reply> {
  const { state } = view;
  const { token, confirmed } = pressed;
  if (token.press === 'revoke') return revoke(call, actor, state, { token, confirmed });
  const { verb, epoch } = token;
  switch (verb) {
    case 'pause':
      return pauseNow(call, actor, state.run, { by: 'button' });
    case 'resume':
      return command(call, actor, state.run, { kind: 'resume', epoch, notes: null });
    case 'cancel':
      return confirmed
        ? command(call, actor, state.run, { kind: 'cancel', epoch, confirmed })
        : lead(call, actor, state, { verb, epoch });
    case 'rollback':
      return lead(call, actor, state, { verb, epoch });
    case 'message':
      return lead(call, actor, state, { verb });
    case 'again':
      return again(call, actor, view);
    case 'focus':
    case 'review': {
      const refusal = lacks(actor, 'view');
      if (refusal) return refuse(call, refusal, attemptedOn(state.run, verb, actor));
      return verb === 'focus' ? focus(call, actor, view) : review(call, actor, view);
    }
  }
}

async function again(call: Call, actor: PersonActor, { state }: RunView): Promise<Reply> {
  const { run } = state;
  const record = await call.ports.projects.find(run.projectId);
  if (record) return openRunForm(call, actor, record, likeRun(run));
  return refuse(call, { refused: 'not_found', what: 'project', id: run.projectId }, attemptedOn(run, 'again', actor));
}
