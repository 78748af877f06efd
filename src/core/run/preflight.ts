import type { Ask } from '../ask/ask.ts';
import type { Pipeline } from '../project/definition.ts';
import { problemsOf, type ConfigProblem, type RunConfig, type UsedModel } from './run-config.ts';

/** Why a run can't start like this. Codes for prerequisites will come with pipelines that declare some (DESIGN.md ruling 6). */
export interface Blocker {
  code: 'validation_error';
  /** A parameter's name, `brief`, `budget`, or what else was sent; null where it is about the whole. */
  field: string | null;
  message: string;
}

export interface Warning {
  code: 'high_budget';
  message: string;
}

/** Where a run is said to come from. */
export interface Origin {
  /** Of the run. */
  projectId: string;
  session: string | null;
  recommendedBy: string | null;
  /** The Ask with the id in `recommendedBy`, if there is one. */
  found: Pick<Ask, 'kind' | 'projectId'> | null;
}

/** Whether a run could start like this, and with which configuration: the same answer that starting it would give. */
export interface Preflight {
  ready: boolean;
  blockers: Blocker[];
  warnings: Warning[];
  config: RunConfig;
  /** By name: whether it is met. */
  prerequisites: Record<string, boolean>;
  notes: string[];
}

export function preflight(
  pipeline: Pipeline,
  config: RunConfig,
  models: readonly UsedModel[],
  origin: Origin,
): Preflight {
  const blockers = [...problemsOf(pipeline, config, models).map(toBlocker), ...originBlockers(origin)];
  const warnings = warningsOf(pipeline, config);
  const notes = notesOf(pipeline);
  return { ready: blockers.length === 0, blockers, warnings, config, prerequisites: {}, notes };
}

/** The session and the proposal that recommends a run belong to the run's project (S3-31). */
function originBlockers({ projectId, session, recommendedBy, found }: Origin): Blocker[] {
  const isProposal = found?.kind === 'proposal' && found.projectId === projectId;
  return [
    // There are no sessions yet, so an id of one is always wrong.
    ...(session === null ? [] : [noneOf('chat_session_id')]),
    ...(recommendedBy === null || isProposal ? [] : [noneOf('recommended_message_id')]),
  ];
}

const noneOf = (field: string): Blocker => ({
  code: 'validation_error',
  field,
  message: 'This project has none of that id.',
});

function toBlocker(problem: ConfigProblem): Blocker {
  if (problem.refused === 'invalid')
    return { code: 'validation_error', field: problem.field, message: problem.problem };
  const message = `A budget in dollars needs prices, and “${problem.model}” (of ${problem.role}) has none in the project file.`;
  return { code: 'validation_error', field: 'budget', message };
}

function warningsOf({ budget: own }: Pipeline, { budget }: RunConfig): Warning[] {
  const dollars = own?.usd !== undefined && (budget.microUsd ?? 0) > own.usd * 1_000_000;
  const tokens = own?.tokens !== undefined && (budget.tokens ?? 0) > own.tokens;
  return dollars || tokens
    ? [{ code: 'high_budget', message: 'The budget is higher than the one that the pipeline declares.' }]
    : [];
}

/** Notes for people before they start the run: which stages ask in every control mode, and which can't be undone. */
function notesOf({ stages }: Pipeline): string[] {
  const asked = stages.filter((stage) => stage.gate?.human === 'always').map((stage) => stage.name);
  const final = stages.filter((stage) => stage.do === 'command' && stage.irreversible).map((stage) => stage.name);
  return [
    ...asked.map((name) => `“${name}” waits for a person in every control mode.`),
    ...final.map((name) => `“${name}” can't be undone.`),
  ];
}
