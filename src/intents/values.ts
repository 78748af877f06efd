import { parameterField } from '../core/cards/forms/run-form.ts';
import { problemWords } from '../core/cards/words/form.ts';
import { controlModes, type ControlMode, type Pipeline } from '../core/project/definition.ts';
import type { Budget } from '../core/run/run.ts';

/** What people typed into a form's fields, read; or what is wrong with it, by field. */
export type Values = Readonly<Record<string, string>>;
export type Problems = Record<string, string>;

export interface RunValues {
  brief: string;
  parameters: Record<string, string>;
  mode: ControlMode;
  budget: Budget;
}

/** Browsers submit CRLF; a text that differs by nothing else is the same text. */
export const textIn = (values: Values, name: string): string => (values[name] ?? '').replace(/\r\n?/g, '\n');

export const modeIn = (values: Values): ControlMode | null =>
  controlModes.find((mode) => mode === values['mode']) ?? null;

export function readRun(pipeline: Pipeline, values: Values): RunValues | { problems: Problems } {
  const problems: Problems = {};
  const brief = textIn(values, 'brief').trim();
  if (pipeline.brief && brief === '') problems['brief'] = problemWords.required;
  const parameters = readParameters(pipeline, values, problems);
  const mode = modeIn(values);
  if (!mode) problems['mode'] = problemWords.choose(controlModes.join(', '));
  const budget = readBudget(values, problems);
  if (Object.keys(problems).length > 0 || !mode) return { problems };
  return { brief, parameters, mode, budget: withDefaults(budget, pipeline) };
}

function readParameters(pipeline: Pipeline, values: Values, problems: Problems): Record<string, string> {
  const given: Record<string, string> = {};
  for (const { name, kind, required, choices } of pipeline.parameters) {
    const field = parameterField(name);
    const value = textIn(values, field).trim();
    if (value === '' && required) problems[field] = problemWords.required;
    else if (value !== '' && kind === 'number' && !Number.isFinite(Number(value)))
      problems[field] = problemWords.number(value);
    else if (value !== '' && kind === 'choice' && !choices?.includes(value))
      problems[field] = problemWords.choose(choices?.join(', ') ?? '');
    if (value !== '') given[name] = value;
  }
  return given;
}

/** Empty is null: no limit of that kind was given. */
export function readBudget(values: Values, problems: Problems): Budget {
  const usd = amount(values, 'budget_usd', problems);
  const tokens = amount(values, 'budget_tokens', problems);
  if (tokens !== null && !Number.isInteger(tokens)) problems['budget_tokens'] = problemWords.wholePositive;
  return { microUsd: usd === null ? null : Math.round(usd * 1_000_000), tokens };
}

function amount(values: Values, field: string, problems: Problems): number | null {
  const text = (values[field] ?? '').trim();
  if (text === '') return null;
  const number = Number(text.replace(/^\$/, ''));
  if (Number.isFinite(number) && number > 0 && number <= 1_000_000_000) return number;
  problems[field] = Number.isFinite(number) ? problemWords.positive : problemWords.number(text);
  return null;
}

const withDefaults = (budget: Budget, pipeline: Pipeline): Budget => ({
  microUsd:
    budget.microUsd ?? (pipeline.budget?.usd === undefined ? null : Math.round(pipeline.budget.usd * 1_000_000)),
  tokens: budget.tokens ?? pipeline.budget?.tokens ?? null,
});
