import { z } from 'zod';
import { duration } from './duration.ts';
import { label, name, variable, words } from './fields.ts';

const approvers = z
  .union([z.literal('anyone-who-may-decide'), z.array(name).min(1)])
  .describe('anyone-who-may-decide, or a list of at least one person id');

/** Who decides at a stage's gate, and whether it opens in every control mode. */
export const gateSchema = z.strictObject({
  when: z.enum(['before', 'after']).default('after'),
  human: z.enum(['by-mode', 'always']).default('by-mode'),
  approvers: approvers.default('anyone-who-may-decide'),
  quorum: z.number().int().min(1).max(20).default(1),
  exclude: z.array(z.enum(['starter', 'last-steerer', 'last-editor'])).default([]),
  /** Silence for this long expires the gate and holds the run; without it, a gate waits for ever. */
  expires: duration.optional(),
});
export type GateDefinition = z.infer<typeof gateSchema>;

const stageBase = {
  id: name,
  name: label,
  needs: z.array(name).default([]),
  makes: name,
  gate: gateSchema.optional(),
  time_limit: duration.prefault('10m'),
  scope: z.enum(['run', 'project']).default('run'),
};

const writeStage = z.strictObject({
  ...stageBase,
  do: z.literal('write'),
  role: name,
  brief: words,
  repeatable: z.boolean().default(true),
});

const commandLine = z
  .union([words, z.array(z.string()).min(1)])
  .describe('a command line as text, or a list of a program and its arguments');

const commandStage = z.strictObject({
  ...stageBase,
  do: z.literal('command'),
  /** A string goes to `sh -c`; a list is run as it stands. */
  run: commandLine,
  /** Relative paths start at the project file's folder. */
  directory: z.string().default('.'),
  environment: z.record(variable, z.string()).default({}),
  repeatable: z.boolean().default(false),
  /** The card says, before it is approved, that this can't be undone. */
  irreversible: z.boolean().default(false),
});

/** The tools that an agent may be given, besides commands. */
export const plainTools = ['list', 'read', 'search', 'write', 'edit', 'ask', 'propose'] as const;

/** Whether a person approves each call, and what more than that one call an approval may cover. */
const approval = (unless: 'never' | 'needed') => ({
  approval: z.enum(['never', 'needed']).default(unless),
  grants: z.enum(['none', 'run', 'always']).default('run'),
});

const agentCommand = z.strictObject({
  run: commandLine,
  about: z.string().trim().min(1).max(200).optional(),
  repeatable: z.boolean().default(false),
  /** The card says, before it is approved, that this can't be undone. */
  irreversible: z.boolean().default(false),
  time_limit: duration.optional(),
  ...approval('never'),
});

const agentStage = z.strictObject({
  ...stageBase,
  do: z.literal('agent'),
  role: name,
  brief: words,
  /** The workspace: its tools read and write nothing outside of it. Relative paths start at the project file's folder. */
  directory: z.string().default('.'),
  environment: z.record(variable, z.string()).default({}),
  tools: z.array(z.enum(plainTools)).default(['list', 'read', 'search']),
  /** Commands that it may run by their name, as they stand here. */
  commands: z.record(name, agentCommand).prefault({}),
  /** Lets it run any command line. */
  shell: z.strictObject({ time_limit: duration.optional(), ...approval('needed') }).optional(),
  /** Those of its tools whose every call a person approves. */
  approve: z.array(z.enum(['list', 'read', 'search', 'write', 'edit', 'propose'])).default([]),
  /** The most calls of the model. Calls that give it a person's words are not counted. */
  turns: z.number().int().min(1).max(1000).default(40),
});

export const stageSchema = z.discriminatedUnion('do', [writeStage, commandStage, agentStage]);
export type Stage = z.infer<typeof stageSchema>;
export type WriteStage = Extract<Stage, { do: 'write' }>;
export type CommandStage = Extract<Stage, { do: 'command' }>;
export type AgentStage = Extract<Stage, { do: 'agent' }>;
