import type { Cost, Feedback, Hold, Run, Trigger } from '../../src/core/run/run.ts';
import type { RunState } from '../../src/core/run/state.ts';
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
  const { mode, brief, parameters, clearance, execution, endings, startedAt, endedAt } = row;
  return {
    ...{ id, projectId, pipelineId, title, status, epoch, version, outputs, stage, round, tries, finished },
    ...{ mode, brief, parameters, clearance, execution, endings, startedAt, endedAt },
    hold: toHold(row),
    budget: { microUsd: row.budgetMicroUsd, tokens: row.budgetTokens },
    spent: toCost(row),
    feedback: toFeedback(row.feedback),
    trigger: toTrigger(row),
  };
}

/** All columns except those that are written separately: the count of live output, and the id of the summary. */
export function fromState({
  run,
  lastSteerer,
  lastEditor,
}: RunState): Omit<Row, 'definitionDigest' | 'outputs' | 'runSummaryMessageId'> {
  const { hold, budget, spent, feedback, trigger, outputs: _outputs, ...rest } = run;
  return {
    ...rest,
    holdReason: hold?.reason ?? null,
    holdWhy: hold?.why ?? null,
    holdBy: hold?.by ?? null,
    holdAt: hold?.at ?? null,
    budgetMicroUsd: budget.microUsd,
    budgetTokens: budget.tokens,
    ...fromCost(spent),
    feedback: fromFeedback(feedback),
    ...fromTrigger(trigger),
    lastSteerer,
    lastEditor,
  };
}

function fromTrigger(trigger: Trigger) {
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
