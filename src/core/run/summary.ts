import { summaryText } from '../cards/words/summary.ts';
import { summaryLabel, type RunSummary } from './run-summary.ts';
import { addCost, hasCost, noCost, type Cost } from './run.ts';
import type { RunState } from './state.ts';

/** The summary of a run, written once for each ending. The caller has set the status with which the run ended. */
export function summarise(state: RunState, at: Date): { text: string; metadata: RunSummary } {
  const metadata = metadataOf(state, at);
  return { text: summaryText(metadata, state.run.title), metadata };
}

function metadataOf(state: RunState, at: Date): RunSummary {
  const { run } = state;
  return {
    version: 1,
    summary_label: summaryLabel,
    run_id: run.id,
    project_id: run.projectId,
    pipeline_id: run.pipelineId,
    mode: run.parameters['mode'] ?? null,
    control_mode: run.mode,
    status: endOf(state),
    ending: Math.max(1, run.endings),
    started_at: run.startedAt.toISOString(),
    completed_at: at.toISOString(),
    duration_seconds: Math.max(0, (at.getTime() - run.startedAt.getTime()) / 1000),
    counts: countsOf(state),
    cost: { ...costOf(run.spent), ...inFlight(state) },
    artifacts: madeBy(state),
    top_candidates: [],
    links: { results_view: `/runs/${run.id}` },
  };
}

const costOf = ({ microUsd, inputTokens, outputTokens }: Cost): Omit<RunSummary['cost'], 'in_flight'> => ({
  usd: microUsd / 1_000_000,
  input_tokens: inputTokens,
  output_tokens: outputTokens,
});

/** Steps that no worker has accounted for yet: what they cost is booked after the summary is written, at most their estimates. */
function inFlight({ attempts }: RunState): Pick<RunSummary['cost'], 'in_flight'> {
  const most = attempts.reduce((sum, { openStep }) => (openStep ? addCost(sum, openStep.estimate) : sum), noCost);
  return hasCost(most) ? { in_flight: costOf(most) } : {};
}

/** If the status is not set yet, all stages are done. */
function endOf({ run }: RunState): RunSummary['status'] {
  return run.status === 'failed' || run.status === 'cancelled' ? run.status : 'completed';
}

function countsOf(state: RunState): RunSummary['counts'] {
  return {
    stages: state.definition.pipeline.stages.length,
    stages_done: state.run.stage,
    attempts: Math.max(0, ...state.attempts.map((attempt) => attempt.number)),
    artifacts: madeBy(state).length,
    candidates: 0,
    scenarios: 0,
    evaluations: 0,
  };
}

/** In the order of the stages; an artifact of the project counts when this run made its newest version. */
function madeBy(state: RunState): RunSummary['artifacts'] {
  const names = new Set(state.definition.pipeline.stages.map((stage) => stage.makes));
  return [...names].flatMap((name) => {
    const artifact = state.artifacts.find((it) => it.name === name);
    const ours = artifact?.runId === state.run.id || artifact?.lastRunId === state.run.id;
    if (!artifact?.canon || !ours) return [];
    const { number: version, digest, rehearsal } = artifact.canon;
    return [{ name, version, digest, rehearsal }];
  });
}
