import { parameterField } from '../core/cards/forms/run-form.ts';
import { problemWords } from '../core/cards/words/form.ts';
import { controlModes, type ControlMode, type Pipeline } from '../core/project/definition.ts';
import { steerPolicies, type SteerPolicy, type Timing } from '../core/steering/message.ts';
import { budgetFor, type RunConfig } from '../core/run/run-config.ts';
import type { Budget } from '../core/run/run.ts';

/** What people typed into a form, by field; and what is wrong with it, by field. */
export type Values = Readonly<Record<string, string>>;
export type Problems = Record<string, string>;

/** Browsers submit line ends as CRLF: read as LF, so that an unchanged text is recognised as such. */
export const textIn = (values: Values, name: string): string => (values[name] ?? '').replace(/\r\n?/g, '\n');

export const modeIn = (values: Values): ControlMode | null =>
  controlModes.find((mode) => mode === values['mode']) ?? null;

/** What the words shall do to the run, and when they are read. Null if the form holds an unknown value (S1-54). */
export function steeringIn(values: Values): { policy: SteerPolicy | null; timing: Timing | null } | null {
  const chosen = values['policy'] ?? '';
  if (chosen === '') return { policy: null, timing: null };
  if (chosen === 'stage') return { policy: 'steer', timing: 'stage' };
  const policy = steerPolicies.find((it) => it === chosen);
  return policy ? { policy, timing: null } : null;
}

/** `config` is null if the form can't be read as one. Whether a run may start like that is for the rules to decide. */
export function readRun(pipeline: Pipeline, values: Values): { config: RunConfig | null; problems: Problems } {
  const problems: Problems = {};
  const brief = textIn(values, 'brief').trim();
  const parameters = readParameters(pipeline, values);
  const mode = modeIn(values);
  if (!mode) problems['mode'] = problemWords.choose(controlModes.join(', '));
  const budget = readBudget(values, problems);
  const config = mode && { brief, parameters, mode, budget: budgetFor(pipeline, budget) };
  return { config, problems };
}

const readParameters = ({ parameters }: Pipeline, values: Values): Record<string, string> =>
  Object.fromEntries(
    parameters
      .map(({ name }) => [name, textIn(values, parameterField(name)).trim()] as const)
      .filter(([, value]) => value !== ''),
  );

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
