import { messageForm, modeForm, rollbackForm } from '../core/cards/forms/control-forms.ts';
import { explain } from '../core/cards/explain.ts';
import { plainText } from '../core/cards/plain.ts';
import { problemWords } from '../core/cards/words/form.ts';
import { receipts } from '../core/cards/words/receipt.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { change } from './change.ts';
import { command } from './controls.ts';
import { editFormOf, shown } from './forms.ts';
import { attemptedOn, done, refuse } from './reply.ts';
import { sayOrStop } from './say-or-stop.ts';
import { modeIn, steeringIn, textIn, type Values } from './values.ts';
import { lacks } from './visitor.ts';
import type { FormToken } from '../core/cards/token.ts';
import type { Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { Permission } from '../core/project/definition.ts';
import type { RunState } from '../core/run/state.ts';
import type { Call } from './ports.ts';

type OnRun = Extract<FormToken, { runId: string }>;
type Edit = Extract<FormToken, { form: 'edit' }>;

interface Submitted<T = OnRun> {
  token: T;
  values: Values;
}

const needs: Record<OnRun['form'], Permission> = {
  message: 'message',
  edit: 'edit',
  resume: 'operate',
  rollback: 'operate',
  mode: 'configure',
};

export async function submitOnRun(call: Call, actor: PersonActor, state: RunState, form: Submitted): Promise<Reply> {
  const { token, values } = form;
  const { run } = state;
  // Checked before the values are read, since a form that comes back with problems shows what only permitted people may see.
  const refusal = lacks(actor, needs[token.form]);
  if (refusal) return refuse(call, refusal, attemptedOn(run, token.form, actor));
  switch (token.form) {
    case 'message':
      return message(call, actor, state, values);
    case 'edit':
      return edit(call, actor, state, { token, values });
    case 'resume': {
      const notes = textIn(values, 'words').trim();
      return command(call, actor, run, { kind: 'resume', epoch: token.epoch, notes: notes === '' ? null : notes });
    }
    case 'rollback': {
      const text = values['checkpoint'] ?? '';
      const typed = { values, problems: { checkpoint: problemWords.required } };
      if (!/^\d{1,6}$/.test(text)) return shown(rollbackForm(state, typed));
      const { epoch } = token;
      return command(call, actor, run, { kind: 'rollback', epoch, confirmed: true, checkpoint: Number(text) });
    }
    case 'mode': {
      const mode = modeIn(values);
      if (mode) return command(call, actor, run, { kind: 'change_mode', mode });
      return shown(modeForm(run, { values, problems: { mode: problemWords.required } }));
    }
  }
}

async function message(call: Call, actor: PersonActor, state: RunState, values: Values): Promise<Reply> {
  const text = textIn(values, 'text');
  if (text.trim() === '') {
    return shown(messageForm(state, { values, problems: { text: problemWords.required } }));
  }
  const steering = steeringIn(values);
  if (steering) return sayOrStop(call, actor, state, { text, ...steering });
  return shown(messageForm(state, { values, problems: { policy: problemWords.choose('steer, stage, pause') } }));
}

async function edit(call: Call, actor: PersonActor, state: RunState, form: Submitted<Edit>): Promise<Reply> {
  const { artifact, base } = form.token;
  const text = textIn(form.values, 'text');
  const outcome = await change(call, state.run.id, actor, { kind: 'edit', artifact, base, text });
  if (isRefusal(outcome)) return editRefused(call, actor, outcome, { state, form });
  const version = outcome.state.artifacts.find((it) => it.name === artifact)?.canon?.number ?? 0;
  return done(receipts.edited(artifact, version));
}

/** In a conflict, what was typed is not lost: the form comes back with it, now based on the version in force. */
async function editRefused(
  call: Call,
  actor: PersonActor,
  refusal: Refusal,
  { state, form }: { state: RunState; form: Submitted<Edit> },
): Promise<Reply> {
  const mendable = ['edit_conflict', 'no_change', 'empty', 'too_long'].includes(refusal.refused);
  const problems = { text: plainText(explain(refusal, call.visit.at)) };
  const now = mendable ? await call.ports.views.run(state.run.id) : null;
  const again = now && (await editFormOf(call, now.state, form.token.artifact, { values: form.values, problems }));
  return again ? shown(again) : refuse(call, refusal, attemptedOn(state.run, 'edit', actor));
}
