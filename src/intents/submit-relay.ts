import { problemWords } from '../core/cards/words/form.ts';
import { foundNothing } from '../core/cards/words/refusal.ts';
import { attemptedOn, refuse, refusedWith } from './reply.ts';
import { chooseRunFor } from './relay.ts';
import { saidAlready } from './said-already.ts';
import { sayOrStop } from './say-or-stop.ts';
import { steeringIn, textIn, type Values } from './values.ts';
import { identify, lacks, surfaceOf } from './visitor.ts';
import type { FormToken } from '../core/cards/token.ts';
import type { Reply } from '../core/intent.ts';
import type { Call } from './ports.ts';

type Token = Extract<FormToken, { form: 'relay' }>;

/** The submitted form of a message shortcut, with the chosen run and the words, which the person may have changed. */
export async function submitRelay(call: Call, token: Token, values: Values): Promise<Reply> {
  const runId = values['run'] ?? '';
  const state = (await call.ports.views.run(runId))?.state;
  if (!state) return refusedWith(foundNothing.run(runId), 'not_found');
  const { run } = state;
  const actor = await identify(call, run.projectId);
  const attempted = attemptedOn(run, 'message', actor);
  if (!actor) return refuse(call, { refused: 'stranger' }, attempted);
  const refusal = lacks(actor, 'message');
  if (refusal) return refuse(call, refusal, attempted);
  const surface = surfaceOf(call);
  const { channel, message, mark } = token;
  const source = surface && { surface, channel, message, mark };
  const text = textIn(values, 'text');
  const steering = steeringIn(values);
  const problems = problemsOf(text, steering);
  if (!steering || problems) {
    return chooseRunFor(call, run.projectId, { source, typed: { values, problems: problems ?? {} } });
  }
  const before = source ? await call.ports.views.saidAt(source) : [];
  const already = await saidAlready(call, before);
  return already ?? sayOrStop(call, actor, state, { text, ...steering, source, replaces: before.at(-1)?.id ?? null });
}

function problemsOf(text: string, steering: ReturnType<typeof steeringIn>): Record<string, string> | null {
  if (text.trim() === '') return { text: problemWords.required };
  return steering ? null : { policy: problemWords.choose('steer, stage, pause') };
}
