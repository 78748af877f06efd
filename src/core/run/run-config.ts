import type { ControlMode, Parameter, Pipeline } from '../project/definition.ts';
import type { Refusal } from '../refusal.ts';
import type { Budget } from './run.ts';

/** What a run is started with, every default filled in. */
export interface RunConfig {
  brief: string;
  parameters: Record<string, string>;
  mode: ControlMode;
  budget: Budget;
}

/** The model that a writing role would use: a money budget needs its price. */
export interface UsedModel {
  role: string;
  name: string;
  priced: boolean;
  /** No model at all: the built-in stand-in, which costs nothing. */
  rehearses?: boolean;
}

export type ConfigProblem = Extract<Refusal, { refused: 'invalid' | 'unpriced_model' }>;

/** Everything that keeps a run from starting so. The form, the API and the rule that makes the run ask this one. */
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

/** Empty means the pipeline's own. */
export const budgetFor = (pipeline: Pipeline, asked: Budget): Budget => ({
  microUsd: asked.microUsd ?? microUsd(pipeline.budget?.usd),
  tokens: asked.tokens ?? pipeline.budget?.tokens ?? null,
});

const microUsd = (usd: number | undefined): number | null => (usd === undefined ? null : Math.round(usd * 1_000_000));
