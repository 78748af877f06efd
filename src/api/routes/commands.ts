import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { z } from 'zod';
import {
  cancelSchema,
  changeModeSchema,
  commandedSchema,
  interveneSchema,
  messageSchema,
  pauseSchema,
  resumeSchema,
  revokeGrantSchema,
  rollbackSchema,
} from '../../core/api/command.ts';
import type { RunCommand } from '../../core/desk.ts';
import { may } from '../../core/people/actor.ts';
import { isRefusal } from '../../core/refusal.ts';
import { drawRun } from '../draw/run.ts';
import { drawSaid } from '../draw/said.ts';
import { idempotency, replayed, visitAs } from '../order.ts';
import type { Api, ApiEnv, ApiParts } from '../parts.ts';
import { problem } from '../problem.ts';
import { refused } from '../refused.ts';
import { answers, body, problems, runParam } from '../shared.ts';
import { findRun } from './runs.ts';

type Status = z.infer<typeof commandedSchema>['status'];

const route = <P extends string, S extends z.ZodType>(path: P, operationId: string, summary: string, schema: S) =>
  createRoute({
    method: 'post',
    path: `/runs/{run_id}/${path}`,
    operationId,
    summary,
    request: { params: runParam, headers: idempotency, ...body(schema) },
    responses: { 200: answers(commandedSchema, 'What was done, and the run as it stands now.'), default: problems },
  });

const pause = route('actions/pause', 'pauseRun', 'Pauses execution. You can resume later.', pauseSchema);
const resume = route('actions/resume', 'resumeRun', 'Lets the run go on from where it stopped', resumeSchema);
const cancel = route('actions/cancel', 'cancelRun', "Stops this run. This can't be undone.", cancelSchema);
const rollback = route(
  'actions/rollback',
  'rollbackRun',
  'Restores the run to a checkpoint, and leaves it paused. You may lose recent progress.',
  rollbackSchema,
);
const mode = route(
  'actions/mode',
  'changeMode',
  'Change the control mode, from the next boundary on',
  changeModeSchema,
);
const revokeGrant = route(
  'actions/revoke-grant',
  'revokeGrant',
  'Revoke a standing permission of an agent: from then on a person is asked again before each such call',
  revokeGrantSchema,
);
const message = route(
  'messages',
  'sendMessage',
  'Say something to the run, and hold it if the policy is `pause`',
  messageSchema,
);
const intervene = route(
  'actions/intervene',
  'intervene',
  'The same as a message, under its other name',
  interveneSchema,
);

/** What people do to a run with buttons. */
export function addCommands(api: Api, parts: ApiParts): void {
  api.openapi(pause, (c) => {
    const sent = c.req.valid('json');
    return carryOut(parts, c, sent, { kind: 'pause', why: sent.why ?? null });
  });
  api.openapi(resume, (c) => {
    const sent = c.req.valid('json');
    return carryOut(parts, c, sent, { kind: 'resume', epoch: sent.epoch, notes: sent.notes ?? null });
  });
  api.openapi(cancel, (c) => carryOut(parts, c, c.req.valid('json'), { kind: 'cancel', ...c.req.valid('json') }));
  api.openapi(rollback, (c) => carryOut(parts, c, c.req.valid('json'), { kind: 'rollback', ...c.req.valid('json') }));
  api.openapi(mode, (c) => {
    const sent = c.req.valid('json');
    return carryOut(parts, c, sent, { kind: 'change_mode', mode: sent.control_mode });
  });
  api.openapi(revokeGrant, (c) => {
    const sent = c.req.valid('json');
    return carryOut(parts, c, sent, { kind: 'revoke_grant', grantId: sent.grant_id });
  });
  api.openapi(message, (c) => carryOut(parts, c, c.req.valid('json'), messageIn(c.req.valid('json'))));
  api.openapi(intervene, (c) => carryOut(parts, c, c.req.valid('json'), messageIn(c.req.valid('json'))));
}

const messageIn = ({ text, policy, timing }: z.infer<typeof messageSchema>): RunCommand => ({
  kind: 'message',
  text,
  policy: policy ?? null,
  timing: timing ?? null,
});

async function carryOut(parts: ApiParts, c: Context<ApiEnv>, sent: unknown, command: RunCommand) {
  const admitted = await visitAs(parts, c, `key/${c.req.header('idempotency-key') ?? ''}`, sent);
  if (!('delivery' in admitted)) return admitted;
  const runId = c.req.param('run_id') ?? '';
  const outcome = await parts.desk.command(runId, command, admitted);
  if (!isRefusal(outcome)) {
    const { said } = outcome;
    const status = said?.message.status === 'rejected' ? 'rejected' : statusOf[command.kind];
    const done = { status, run: drawRun(outcome.run), ...(said && { message: drawSaid(said) }) };
    return c.json(done, 200, outcome.isRepeat ? replayed : {});
  }
  // Somebody who was too late gets the present state of the run along with the problem, if they may view it.
  const fault = refused(outcome);
  const isLate = fault.status === 409 || fault.status === 410;
  const now = isLate && may(c.get('requester'), 'view') ? await findRun(parts, c, runId) : null;
  return problem(c, now ? { ...fault, run: drawRun(now.state.run) } : fault);
}

const statusOf: Record<RunCommand['kind'], Status> = {
  pause: 'paused',
  resume: 'resumed',
  cancel: 'cancelled',
  rollback: 'rolled_back',
  change_mode: 'mode_changed',
  revoke_grant: 'grant_revoked',
  message: 'accepted',
};
