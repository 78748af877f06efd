import type { Cost, Feedback, Hold, Run, Trigger } from '../../src/core/run/run.ts';
import type { Stored } from '../schema/columns.ts';
import type { runs } from '../schema/runs.ts';

type Row = typeof runs.$inferSelect;

export const toFeedback = (stored: Stored<Feedback>[]): Feedback[] =>
  stored.map((item) => ({ ...item, at: new Date(item.at) }));

export const fromFeedback = (feedback: Feedback[]): Stored<Feedback>[] =>
  feedback.map((item) => ({ ...item, at: item.at.toISOString() }));

type Spending = Pick<Row, 'spentMicroUsd' | 'spentInputTokens' | 'spentOutputTokens'>;

export const toCost = (row: Spending): Cost => ({
  microUsd: row.spentMicroUsd,
  inputTokens: row.spentInputTokens,
  outputTokens: row.spentOutputTokens,
});

export const fromCost = (cost: Cost): Spending => ({
  spentMicroUsd: cost.microUsd,
  spentInputTokens: cost.inputTokens,
  spentOutputTokens: cost.outputTokens,
});

/** The columns that the constraint `runs_hold_whole` keeps together: all of them, or none. */
function toHold({ holdReason: reason, holdWhy: why, holdBy: by, holdAt: at }: Row): Hold | null {
  return reason === null || why === null || by === null || at === null ? null : { reason, why, by, at };
}

function toTrigger(row: Row): Trigger {
  return {
    id: row.triggerId,
    source: row.triggerSource,
    personId: row.triggerPersonId,
    personName: row.triggerPersonName,
    where: row.triggerWhere,
    at: row.triggeredAt,
    context: row.triggerContext,
    recommendedBy: row.recommendedBy,
    recommendedConfig: row.recommendedConfig,
  };
}

export function toRun(row: Row): Run {
  const { id, projectId, pipelineId, title, status, epoch, version, outputs, stage, round, tries, finished } = row;
  const { mode, brief, parameters, clearance, endings, startedAt, endedAt } = row;
  return {
    ...{ id, projectId, pipelineId, title, status, epoch, version, outputs, stage, round, tries, finished },
    ...{ mode, brief, parameters, clearance, endings, startedAt, endedAt },
    hold: toHold(row),
    budget: { microUsd: row.budgetMicroUsd, tokens: row.budgetTokens },
    spent: toCost(row),
    feedback: toFeedback(row.feedback),
    trigger: toTrigger(row),
  };
}

/** What a decision may change. Live output counts beside it, and the trigger never changes. */
export function fromRun(run: Run) {
  const { title, status, epoch, version, stage, round, tries, finished, mode, brief, parameters } = run;
  return {
    ...{ title, status, epoch, version, stage, round, tries, finished, mode, brief, parameters },
    holdReason: run.hold?.reason ?? null,
    holdWhy: run.hold?.why ?? null,
    holdBy: run.hold?.by ?? null,
    holdAt: run.hold?.at ?? null,
    budgetMicroUsd: run.budget.microUsd,
    budgetTokens: run.budget.tokens,
    ...fromCost(run.spent),
    clearance: run.clearance,
    feedback: fromFeedback(run.feedback),
    endings: run.endings,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
  };
}

/** What is written once, when the run is created. */
export function fromTrigger(trigger: Trigger) {
  return {
    triggerId: trigger.id,
    triggerSource: trigger.source,
    triggerPersonId: trigger.personId,
    triggerPersonName: trigger.personName,
    triggerWhere: trigger.where,
    triggeredAt: trigger.at,
    triggerContext: trigger.context,
    recommendedBy: trigger.recommendedBy,
    recommendedConfig: trigger.recommendedConfig,
  };
}
