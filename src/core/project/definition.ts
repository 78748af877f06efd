import { z } from 'zod';
import { steerPolicies } from '../steering/message.ts';
import { label, name, variable, words } from './fields.ts';
import { remindersSchema } from './reminders.ts';
import { stageSchema } from './stage.ts';

/** What a person may do; DESIGN.md section 8. Missing or empty means no. */
export const permissions = ['view', 'message', 'operate', 'decide', 'edit', 'configure'] as const;
export type Permission = (typeof permissions)[number];

export const controlModes = ['autonomous', 'checkpoint', 'advisory'] as const;
export type ControlMode = (typeof controlModes)[number];

/** Where the work of a run is done, as people are told: a label for the workers. */
export const executions = ['local', 'cloud'] as const;
export type Execution = (typeof executions)[number];

/** What a plan can give: the controls of every run, or (to people with keys of their own) those of local runs. */
export const entitlements = ['run-controls', 'byok'] as const;
export type Entitlement = (typeof entitlements)[number];

export const surfaces = ['console', 'slack', 'discord'] as const;
export type SurfaceName = (typeof surfaces)[number];

export const parameterSchema = z.strictObject({
  name,
  label,
  help: z.string().max(200).optional(),
  kind: z.enum(['line', 'text', 'number', 'choice']).default('line'),
  choices: z.array(label).min(1).max(25).optional(),
  required: z.boolean().default(true),
  default: z.string().max(4000).optional(),
});
export type Parameter = z.infer<typeof parameterSchema>;

export const budgetSchema = z.strictObject({
  usd: z.number().positive().max(100_000).optional(),
  tokens: z.number().int().positive().max(1_000_000_000).optional(),
});

export const pipelineSchema = z.strictObject({
  id: name,
  name: label,
  about: words,
  /** The title of its runs; `{name}` stands for a parameter. Without it: the first line of the brief. */
  title: label.optional(),
  brief: z.strictObject({ label, help: z.string().max(200).optional(), default: words.optional() }).optional(),
  parameters: z.array(parameterSchema).max(4).default([]),
  budget: budgetSchema.optional(),
  stages: z.array(stageSchema).min(1).max(40),
});
export type Pipeline = z.infer<typeof pipelineSchema>;

// The descriptions below are shown to people whose project file has a fault there.

const group = z
  .string()
  .regex(/^[^/\s]+\/[^/\s]+$/)
  .describe('two ids with a "/" between them: team/usergroup, or guild/role');

export const roleSchema = z.strictObject({
  handle: name,
  name: label,
  emoji: z.string().min(1).max(8),
  /** The address of its picture, which Slack and Discord fetch themselves. */
  avatar: z
    .url({ protocol: /^https$/ })
    .max(500)
    .describe('the https:// address of a picture, at most 500 characters')
    .optional(),
  domain: z.array(label).min(1),
  /** 1 speaks first in its field; higher numbers do not interrupt lower ones. */
  tier: z.number().int().min(1).max(5).default(2),
  instructions: words,
  /** The name of a model in `models`; without it, the default model. */
  model: name.optional(),
  /** A group of a platform. Mentioning it is like writing the role's handle. */
  mentioned_as: z.strictObject({ discord: group }).optional(),
});
export type Role = z.infer<typeof roleSchema>;

const money = z.number().nonnegative().max(10_000);

/** An OpenAI-compatible endpoint; prices are US dollars for a million tokens. */
export const modelSchema = z.strictObject({
  name: z.string().min(1),
  base_url: z
    .url({ protocol: /^https?$/ })
    .describe('a web address that starts with https:// or http://, without the /chat/completions')
    .optional(),
  /** The name of the environment variable that holds the key, never the key. */
  api_key_from: variable.optional(),
  price: z.strictObject({ input: money, output: money }).optional(),
  /** The longest answer, in tokens. It is sent with each call, and used to estimate what the call costs. */
  max_output: z.number().int().min(1).max(1_000_000).default(8192),
  /** The longest conversation of an agent that is sent with one call, in tokens of four characters each. */
  max_input: z.number().int().min(1000).max(10_000_000).optional(),
});
export type ModelDefinition = z.infer<typeof modelSchema>;

const account = z
  .string()
  .regex(/^[^/\s]+\/[^/\s]+$/)
  .describe('two ids with a "/" between them: team/user, or guild/user');

const mayList = z
  .union([z.literal('everything'), z.array(z.enum(permissions))])
  .describe(`everything, or a list of some of: ${permissions.join(', ')}`);

const oidcAccount = z
  .string()
  .regex(/^\S{1,255}$/)
  .describe('a text: the subject ("sub") at your OpenID Connect provider, or an e-mail address that it has verified');

export const personSchema = z.strictObject({
  id: name,
  name: label,
  may: mayList,
  /** Immutable ids, "team/user" or "guild/user", never names. E-mail addresses only for OpenID Connect, and only if the provider has verified them. */
  accounts: z
    .strictObject({
      console: account.optional(),
      slack: account.optional(),
      discord: account.optional(),
      oidc: oidcAccount.optional(),
    })
    .default({}),
});
export type Person = z.infer<typeof personSchema>;

/** The permissions of everybody in a group of a platform: a Slack user group, or a Discord role. */
export const groupSchema = z.strictObject({ slack: group.optional(), discord: group.optional(), may: mayList });
export type Group = z.infer<typeof groupSchema>;

const entitled = z
  .union([z.literal('everybody'), z.array(name)])
  .describe('everybody, or a list of person ids')
  .default([]);

/** Who may pause, resume, cancel and roll back; needed in addition to the permission. */
export const planSchema = z.strictObject({
  'run-controls': entitled,
  byok: entitled,
  /** Shown with every refusal: where to get what is missing. */
  get: z.string().trim().min(1).max(200),
});

/**
 * What a place can show. `questions` is whatever waits for an answer, of every kind; the next four are kinds of questions.
 * `progress` is the live card of each run, `talk` is what roles, people and the system say in its thread.
 */
export const showable = ['questions', 'gates', 'blockers', 'suggestions', 'proposals', 'progress', 'talk'] as const;

export const placeSchema = z.strictObject({
  surface: z.enum(surfaces),
  channel: z.string().min(1).max(80),
  /** Without it, everything. */
  shows: z.array(z.enum(showable)).min(1).optional(),
});
/** A channel on a surface, with what it shows. */
export type ProjectPlace = z.infer<typeof placeSchema>;
/** A channel on a surface. */
export type Place = Pick<ProjectPlace, 'surface' | 'channel'>;

export const projectSchema = z.strictObject({
  project: name,
  name: label,
  about: words.optional(),
  control_mode: z.enum(controlModes).default('checkpoint'),
  execution: z.enum(executions).default('local'),
  default_policy: z.enum(steerPolicies).default('steer'),
  director: name.optional(),
  places: z.array(placeSchema).default([]),
  people: z.array(personSchema).min(1),
  /** Each is read once a minute, and Slack allows 20 such calls a minute. */
  groups: z.array(groupSchema).max(15).optional(),
  reminders: remindersSchema.optional(),
  plan: planSchema.optional(),
  roles: z.array(roleSchema).default([]),
  models: z.record(name, modelSchema).default({}),
  pipelines: z.array(pipelineSchema).min(1),
});
export type Project = z.infer<typeof projectSchema>;
