import { digestOf } from '../../digest.ts';
import { budget } from '../numbers.ts';
import { encodeForm } from '../token.ts';
import { modeWords } from '../words/run.ts';
import { runFormWords } from '../words/form.ts';
import {
  controlModes,
  type ControlMode,
  type Parameter,
  type Pipeline,
  type Project,
} from '../../project/definition.ts';
import type { UsedModel } from '../../run/run-config.ts';
import type { Field, Form } from '../card.ts';

/** Values that are in a form when it is shown: what was typed before, or what prefills it. */
export interface Typed {
  values: Readonly<Record<string, string>>;
  problems: Record<string, string>;
}

export const nothingTyped: Typed = { values: {}, problems: {} };

export interface RunFormAbout {
  project: Pick<Project, 'project' | 'control_mode' | 'models' | 'execution'>;
  pipeline: Pipeline;
  /** The models of the pipeline's roles. */
  models: readonly UsedModel[];
  actionId: string;
}

/** The name of a parameter's field. The prefix keeps parameters called `brief` or `mode` apart from our own fields. */
export const parameterField = (name: string): string => `p_${name}`;

/** A digest of what Run would start, and of what that would cost. 36 bits, since a token has no room for more. */
export const describedBy = ({ project, pipeline, models }: Omit<RunFormAbout, 'actionId'>): string =>
  Buffer.from(digestOf({ pipeline, models, prices: project.models, execution: project.execution }), 'hex')
    .toString('base64url')
    .slice(0, 6);

/** The form that starts a run: in chat, there is no other way. */
export function runForm(about: RunFormAbout, typed: Typed = nothingTyped): Form {
  const { project, pipeline, models, actionId } = about;
  const described = describedBy(about);
  const fields = [
    ...briefField(pipeline),
    ...pipeline.parameters.map(parameterOf),
    modeField(project.control_mode),
    ...budgetFields(pipeline),
  ];
  return {
    token: encodeForm({ form: 'run', actionId, described, projectId: project.project, pipelineId: pipeline.id }),
    title: runFormWords.title(pipeline),
    intro: [runFormWords.intro(pipeline, models, project.execution)],
    blocks: [],
    fields: fill(fields, typed),
    submit: runFormWords.submit,
    danger: false,
    problems: typed.problems,
  };
}

/** The fields with what was typed into them before. */
export const fill = (fields: Field[], typed: Typed): Field[] =>
  fields.map((field) => ({ ...field, value: typed.values[field.name] ?? field.value }));

function briefField({ brief }: Pipeline): Field[] {
  if (!brief) return [];
  const { label, help, default: value } = brief;
  return [{ kind: 'text', rows: 6, name: 'brief', label, help: help ?? null, required: true, value: value ?? '' }];
}

function parameterOf(parameter: Parameter): Field {
  const field = {
    name: parameterField(parameter.name),
    label: parameter.label,
    help: parameter.help ?? null,
    required: parameter.required,
    value: parameter.default ?? '',
  };
  switch (parameter.kind) {
    case 'line':
    case 'number':
      return { ...field, kind: parameter.kind };
    case 'text':
      return { ...field, kind: 'text', rows: 4 };
    case 'choice':
      return { ...field, kind: 'choice', choices: (parameter.choices ?? []).map((it) => ({ value: it, label: it })) };
  }
}

export const modeChoices = controlModes.map((mode) => ({
  value: mode,
  label: `${modeWords[mode].name}: ${modeWords[mode].means}`,
}));

const modeField = (mode: ControlMode): Field => ({
  kind: 'choice',
  choices: modeChoices,
  name: 'mode',
  label: runFormWords.mode,
  help: runFormWords.modeHelp,
  required: true,
  value: mode,
});

/** There is a field for tokens only if the pipeline limits them, because Discord's forms have only five inputs. */
function budgetFields(pipeline: Pipeline): Field[] {
  const usd = pipeline.budget?.usd;
  const tokens = pipeline.budget?.tokens;
  const limit = budget({ microUsd: usd === undefined ? null : usd * 1_000_000, tokens: tokens ?? null });
  const help = runFormWords.budgetHelp(limit);
  const field = { kind: 'number', help, required: false } as const;
  const money: Field = {
    ...field,
    name: 'budget_usd',
    label: runFormWords.budgetUsd,
    value: usd === undefined ? '' : String(usd),
  };
  if (tokens === undefined) return [money];
  return [money, { ...field, name: 'budget_tokens', label: runFormWords.budgetTokens, value: String(tokens) }];
}

/** The form that asks which of several pipelines is meant. */
export function pipelineForm(project: Project): Form {
  const choices = project.pipelines.map((it) => ({ value: it.id, label: it.name }));
  return {
    token: encodeForm({ form: 'pipeline', projectId: project.project }),
    title: runFormWords.choose,
    intro: [runFormWords.chooseIntro],
    blocks: [],
    fields: [
      {
        kind: 'choice',
        choices,
        name: 'pipeline',
        label: runFormWords.pipeline,
        help: null,
        required: true,
        value: choices[0]?.value ?? '',
      },
    ],
    submit: runFormWords.chooseSubmit,
    danger: false,
    problems: {},
  };
}
