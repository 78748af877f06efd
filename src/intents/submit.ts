import { parseForm, type FormToken } from '../core/cards/token.ts';
import { foundNothing } from '../core/cards/words/refusal.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { openRunForm } from './forms.ts';
import { freshnessFor } from './press.ts';
import { refuse, refusedWith, attemptedOn } from './reply.ts';
import { startRun } from './start-run.ts';
import { submitAnswer } from './submit-answer.ts';
import { submitRelay } from './submit-relay.ts';
import { submitOnRun } from './submit-on-run.ts';
import { identify, renew } from './visitor.ts';
import type { Intent, Reply } from '../core/intent.ts';
import type { Call } from './ports.ts';
import type { Values } from './values.ts';

/** A form that a person submitted. Its token says what it is for; the person's permission is checked as everywhere. */
export async function submit(call: Call, intent: Extract<Intent, { kind: 'submit' }>): Promise<Reply> {
  const token = parseForm(intent.token);
  if (!token) return refusedWith(foundNothing.form(), 'outdated_card');
  switch (token.form) {
    case 'run':
      return startRun(call, token, intent.values);
    case 'pipeline':
      return choosePipeline(call, token.projectId, intent.values);
    case 'answer':
      return onAsk(call, token, intent.values);
    case 'relay':
      return submitRelay(call, token, intent.values);
    case 'message':
    case 'edit':
    case 'resume':
    case 'rollback':
    case 'mode':
      return onRun(call, token, intent.values);
  }
}

async function choosePipeline(call: Call, projectId: string, values: Values): Promise<Reply> {
  const record = await call.ports.projects.find(projectId);
  if (!record) return refusedWith(foundNothing.form(), 'not_found');
  const actor = await identify(call, projectId);
  if (!actor) return refuse(call, { refused: 'stranger' }, { projectId, runId: null, verb: 'run', actor });
  return openRunForm(call, actor, record, { pipelineId: values['pipeline'] ?? '' });
}

const stranger: Refusal = { refused: 'stranger' };

async function onAsk(call: Call, token: Extract<FormToken, { form: 'answer' }>, values: Values): Promise<Reply> {
  const view = await call.ports.views.ask(token.askId);
  if (!view) return refusedWith(foundNothing.form(), 'not_found');
  const takes = { needs: 'decide', freshness: freshnessFor(view.ask, token.choice) } as const;
  const known = await identify(call, view.run.projectId);
  const actor = known ? await renew(call, view.run.projectId, known, takes) : stranger;
  if (!isRefusal(actor)) return submitAnswer(call, actor, view, { token, values });
  return refuse(call, actor, attemptedOn(view.run, token.choice, known, { ask: token.askId }));
}

async function onRun(call: Call, token: Extract<FormToken, { runId: string }>, values: Values): Promise<Reply> {
  const view = await call.ports.views.run(token.runId);
  if (!view) return refusedWith(foundNothing.form(), 'not_found');
  const { run } = view.state;
  const takes = { needs: 'operate', freshness: token.form === 'rollback' ? 'now' : 'recent' } as const;
  const known = await identify(call, run.projectId);
  const actor = known ? await renew(call, run.projectId, known, takes) : stranger;
  if (!isRefusal(actor)) return submitOnRun(call, actor, view.state, { token, values });
  return refuse(call, actor, attemptedOn(run, token.form, known));
}
