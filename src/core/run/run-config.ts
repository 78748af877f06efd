import type { ControlMode, Parameter, Pipeline } from '../project/definition.ts';
import type { Refusal } from '../refusal.ts';
import type { Budget } from './run.ts';

/** The configuration with which a run is started, with all defaults filled in. */
export interface RunConfig {
  brief: string;
  parameters: Record<string, string>;
  mode: ControlMode;
  budget: Budget;
}

/** The model that a role would use; a budget in money needs its price. */
export interface UsedModel {
  role: string;
  name: string;
  priced: boolean;
  /** There is no model, only the rehearsal, which costs nothing. */
  rehearses?: boolean;
}

export type ConfigProblem = Extract<Refusal, { refused: 'invalid' | 'unpriced_model' }>;

/** All reasons why a run can't start like this. The form, the API and the rule that makes the run all ask this function. */
export function problemsOf(pipeline: Pipeline, config: RunConfig, models: readonly UsedModel[]): ConfigProblem[] {
  const { brief, parameters, budget } = config;
  const unpriced = budget.microUsd === null ? undefined : models.find((model) => !model.priced);
  const unknown = Object.keys(parameters).filter((name) => !pipeline.parameters.some((it) => it.name === name));
  return [
    ...(pipeline.brief && brief.trim() === '' ? [invalid('brief', 'Fill this in.')] : []),
    ...unknown.map((name) => invalid(name, 'This pipeline has no such parameter.')),
    ...pipeline.parameters.flatMap((it) => wrong(it, parameters[it.name]?.trim() ?? '')),
    ...(unpriced ? [{ refused: 'unpriced_model', model: unpriced.name, role: unpriced.role } as const] : []),
  ];
}

const invalid = (field: string, problem: string): ConfigProblem => ({ refused: 'invalid', field, problem });

function wrong(parameter: Parameter, value: string): ConfigProblem[] {
  const problem = problemWith(parameter, value);
  return problem === null ? [] : [invalid(parameter.name, problem)];
}

const longestValue = 4000;

function problemWith({ kind, required, choices }: Parameter, value: string): string | null {
  if (value === '') return required ? 'Fill this in.' : null;
  if (value.length > longestValue) return `Write at most ${longestValue} characters.`;
  if (kind === 'number' && !Number.isFinite(Number(value))) return `“${value}” is not a number. Write one like 0.50.`;
  if (kind === 'choice' && !choices?.includes(value)) return `Choose one of: ${choices?.join(', ') ?? ''}.`;
  return null;
}

/** The budget of a run: for null, the pipeline's own limit. */
export const budgetFor = (pipeline: Pipeline, asked: Budget): Budget => ({
  microUsd: asked.microUsd ?? microUsd(pipeline.budget?.usd),
  tokens: asked.tokens ?? pipeline.budget?.tokens ?? null,
});

const microUsd = (usd: number | undefined): number | null => (usd === undefined ? null : Math.round(usd * 1_000_000));
