import type { z } from 'zod';
import type { checkpointsSchema, runDetailSchema, runSchema } from '../../core/api/run.ts';
import { grantsNow } from '../../core/cards/grants.ts';
import type { Requester } from '../../core/people/actor.ts';
import { cantDo } from '../../core/people/entitlement.ts';
import type { RunView } from '../../core/ports.ts';
import type { GrantUse } from '../../core/records/records.ts';
import type { Attempt, Budget, Checkpoint, Run, Trigger } from '../../core/run/run.ts';
import type { Grant } from '../../core/stage/grant.ts';
import { allows } from '../../core/run/status.ts';

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const dollars = (microUsd: number): number => microUsd / 1_000_000;

export const drawBudget = ({ microUsd, tokens }: Budget) => ({
  usd: microUsd === null ? null : dollars(microUsd),
  tokens,
});

export function drawRun(run: Run): z.infer<typeof runSchema> {
  const { id, title, status, hold, epoch, stage, execution, brief, parameters, spent } = run;
  return {
    ...{ id, title, status, epoch, stage, execution, brief, parameters },
    project_id: run.projectId,
    pipeline_id: run.pipelineId,
    hold: hold && { ...hold, at: hold.at.toISOString() },
    control_mode: run.mode,
    budget: drawBudget(run.budget),
    spent: {
      usd: dollars(spent.microUsd),
      input_tokens: spent.inputTokens,
      output_tokens: spent.outputTokens,
    },
    trigger: drawTrigger(run.trigger),
    started_at: run.startedAt.toISOString(),
    ended_at: iso(run.endedAt),
  };
}

const drawTrigger = ({ id, source, personId, personName, at, where, context, recommendedBy }: Trigger) => ({
  ...{ id, source, where, context },
  by: { id: personId, name: personName },
  at: at.toISOString(),
  recommended_message_id: recommendedBy,
});

/** Who asks, when, and how often the run's standing permissions were used. */
export interface Asked {
  requester: Requester;
  uses: ReadonlyMap<string, GrantUse>;
  now: Date;
}

const verbs = ['pause', 'resume', 'cancel', 'rollback', 'message', 'change_mode'] as const;

export function drawRunDetail(
  { state, attempts }: RunView,
  { requester, uses, now }: Asked,
): z.infer<typeof runDetailSchema> {
  const { run, definition, asks } = state;
  return {
    ...drawRun(run),
    stages: definition.pipeline.stages.map(({ id, name, makes }) => ({ id, name, makes })),
    attempts: attempts.map(drawAttempt),
    open_asks: asks.map((ask) => ask.id),
    grants: grantsNow(state, now).map((grant) => drawGrant(grant, uses.get(grant.id))),
    may: verbs.filter((verb) => allows(run.status, verb) && cantDo(requester, verb, run.execution) === null),
  };
}

const drawGrant = ({ id, stageId, tool, about, runId, askId, by, at, expiresAt }: Grant, use?: GrantUse) => ({
  ...{ id, tool, about, by },
  stage_id: stageId,
  run_id: runId,
  ask_id: askId,
  at: at.toISOString(),
  expires_at: iso(expiresAt),
  used: use?.times ?? 0,
  last_used_at: iso(use?.last ?? null),
});

const drawAttempt = ({ id, number, stageId, status, error, startedAt, endedAt }: Attempt) => ({
  ...{ id, number, status, error },
  stage_id: stageId,
  started_at: iso(startedAt),
  ended_at: iso(endedAt),
});

export const drawCheckpoints = (checkpoints: Checkpoint[]): z.infer<typeof checkpointsSchema> => ({
  items: checkpoints.map(({ number, stage, versions, at }) => ({
    number,
    stage,
    versions: Object.entries(versions).map(([artifact, version]) => ({
      artifact,
      version: version.number,
      digest: version.digest,
      length: version.length,
    })),
    at: at.toISOString(),
  })),
});
