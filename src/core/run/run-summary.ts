import { z } from 'zod';
import { controlModes } from '../project/definition.ts';

const whole = z.number().int().nonnegative();

/** S3-49: what a pipeline that searches has found. The summary's contract has it, with its counts (S3-48), for such pipelines; so far, none reports any. */
const candidate = z.strictObject({
  candidate_id: z.string().min(1),
  label: z.string(),
  I: z.number(),
  P: z.number().optional(),
  R: z.number().optional(),
  notes: z.string().optional(),
});

const cost = { usd: z.number().nonnegative(), input_tokens: whole, output_tokens: whole };

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
  /** `in_flight`: the most that is still to be booked for steps that the ending has cut off; left out if there are none, or if they cost nothing. */
  cost: z.strictObject({ ...cost, in_flight: z.strictObject(cost).optional() }),
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
