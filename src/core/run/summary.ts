import { z } from 'zod';
import { controlModes } from '../project/definition.ts';
import { summaryText } from '../cards/words/summary.ts';
import type { RunState } from './state.ts';

const whole = z.number().int().nonnegative();

/** S3-49: what a search pipeline found; other pipelines have none. */
const candidate = z.strictObject({
  candidate_id: z.string().min(1),
  label: z.string(),
  I: z.number(),
  P: z.number().optional(),
  R: z.number().optional(),
  notes: z.string().optional(),
});

/** The structured half of a post-run summary (S3-47..52). `mode` is the pipeline's own run mode, where it has one. */
export const runSummarySchema = z.strictObject({
  version: z.literal(1),
  summary_label: z.string().min(1),
  run_id: z.string().min(1),
  project_id: z.string().min(1),
  pipeline_id: z.string().min(1),
  mode: z.string().nullable(),
  control_mode: z.enum(controlModes),
  status: z.enum(['completed', 'failed', 'cancelled']),
  /** 1 for the first ending; a run reopened by a rollback has another. */
  ending: z.number().int().positive(),
  started_at: z.iso.datetime(),
  completed_at: z.iso.datetime(),
  duration_seconds: z.number().nonnegative(),
  counts: z.strictObject({
    stages: whole,
    stages_done: whole,
    attempts: whole,
    artifacts: whole,
    candidates: whole.default(0),
    scenarios: whole.default(0),
    evaluations: whole.default(0),
  }),
  cost: z.strictObject({ usd: z.number().nonnegative(), input_tokens: whole, output_tokens: whole }),
  artifacts: z.array(
    z.strictObject({
      name: z.string(),
      version: z.number().int().positive(),
      digest: z.string(),
      rehearsal: z.boolean(),
    }),
  ),
  top_candidates: z.array(candidate).max(3).default([]),
  /** Paths below the console's address. */
  links: z.strictObject({ results_view: z.string().min(1), download: z.string().optional() }),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export const summaryLabel = 'Post-run summary';

/** Written once per ending; the caller has set the status that the run ended with. */
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
    cost: {
      usd: run.spent.microUsd / 1_000_000,
      input_tokens: run.spent.inputTokens,
      output_tokens: run.spent.outputTokens,
    },
    artifacts: madeBy(state),
    top_candidates: [],
    links: { results_view: `/runs/${run.id}` },
  };
}

/** A caller that has not set the status yet can only mean that all stages are done. */
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
