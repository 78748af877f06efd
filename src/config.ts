import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { z } from 'zod';
import { platformFaults, platformVariables, readPlatforms, type PlatformSettings } from './config/platforms.ts';
import { readSignIn, signInFaults, signInVariables, type SignInSettings } from './config/sign-in.ts';
import { secretUrl, url } from './config/web-url.ts';

/** Something that the operator has to change. Printed as it is, without a stack. */
export class ConfigError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'ConfigError';
    this.code = code;
  }
}

const port = z
  .string()
  .regex(/^[0-9]{1,5}$/, 'write a port number, such as 3000')
  .transform(Number)
  .refine((number) => number < 65_536, 'a port number ends at 65535');

const environment = z.object({
  DATABASE_URL: url(/^postgres(ql)?:\/\/[^/?#]/, 'postgres://user:password@host:5432/wheelhouse').optional(),
  REDIS_URL: url(/^rediss?:/, 'redis://host:6379').optional(),
  PORT: port.optional(),
  HOST: z
    .string()
    .regex(/^[\w.:%-]+$/, 'write an address to listen on, such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  PUBLIC_URL: secretUrl(
    'https://wheelhouse.example.com',
    'over plain http, anybody on the network path can read the session and act as that person',
  ).optional(),
  ...signInVariables,
  ...platformVariables,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  MODEL_BASE_URL: url(/^https?:/, 'https://models.example.com/v1').optional(),
  MODEL_NAME: z.string().min(1).optional(),
  MODEL_API_KEY: z.string().min(1).optional(),
  /** How long a worker may be silent before its stage is given to another, in milliseconds. */
  WHEELHOUSE_LEASE_MS: z
    .string()
    .regex(/^[0-9]{3,6}$/, 'write milliseconds, such as 6000')
    .transform(Number)
    .optional(),
  HEALTH_PORT: port.optional(),
  METRICS_TOKEN: z.string().min(16, 'write at least 16 characters').optional(),
  /** How long a process that stops goes on answering, in milliseconds. */
  STOP_DELAY_MS: z
    .string()
    .regex(/^[0-9]{1,4}$/, 'write milliseconds, at most 9999')
    .transform(Number)
    .optional(),
});

const checked = environment.superRefine((read, context) => {
  for (const { variable, message } of [...signInFaults(read), ...platformFaults(read)]) {
    context.addIssue({ code: 'custom', path: [variable], message });
  }
});

/** The settings from the environment, checked. `process.env` is read in this file and nowhere else. */
export interface Config {
  databaseUrl: string | null;
  redisUrl: string | null;
  /** Null: 3000, or the next free one above it. */
  port: number | null;
  host: string;
  publicUrl: URL | null;
  signIn: SignInSettings;
  platforms: PlatformSettings;
  logLevel: z.infer<typeof environment>['LOG_LEVEL'];
  model: { baseUrl: string | null; name: string | null; apiKey: string | null };
  leaseMs: number | null;
  /** A second port, for health and metrics alone; null: none. */
  healthPort: number | null;
  /** Lets programs on other machines read the metrics. */
  metricsToken: string | null;
  /** How long a stopping process keeps answering, in milliseconds, while `/readyz` already says that it is not ready. */
  stopDelayMs: number;
  /** The value of a variable that a project file names (`api_key_from`); undefined if it is not set. */
  keyNamed: (variable: string) => string | undefined;
  /** The few variables that commands inherit; nothing here is a secret. */
  hostEnvironment: Partial<Record<'PATH' | 'HOME' | 'LANG' | 'TZ' | 'TMPDIR', string>>;
  machine: { root: boolean; home: string; platform: NodeJS.Platform; stateHome: string | undefined };
}

type Variables = Record<string, string | undefined>;

/** Throws a ConfigError that lists every fault at once. */
export function readConfig(variables: Variables = process.env): Config {
  const read = readEnvironment(variables);
  return {
    databaseUrl: read.DATABASE_URL ?? null,
    redisUrl: read.REDIS_URL ?? null,
    port: read.PORT ?? null,
    host: read.HOST,
    publicUrl: read.PUBLIC_URL === undefined ? null : new URL(read.PUBLIC_URL),
    signIn: readSignIn(read),
    platforms: readPlatforms(read),
    logLevel: read.LOG_LEVEL,
    model: {
      baseUrl: read.MODEL_BASE_URL ?? null,
      name: read.MODEL_NAME ?? null,
      apiKey: read.MODEL_API_KEY ?? null,
    },
    leaseMs: read.WHEELHOUSE_LEASE_MS ?? null,
    healthPort: read.HEALTH_PORT ?? null,
    metricsToken: read.METRICS_TOKEN ?? null,
    stopDelayMs: read.STOP_DELAY_MS ?? 0,
    keyNamed: (name) => valueOf(variables, name),
    hostEnvironment: hostEnvironment(variables),
    machine: {
      root: process.getuid?.() === 0,
      home: homedir(),
      platform: process.platform,
      stateHome: variables.XDG_STATE_HOME,
    },
  };
}

function readEnvironment(variables: Variables): z.infer<typeof environment> {
  const given = Object.keys(environment.shape).map((name) => ({ name, ...lookUp(variables, name) }));
  const unread = given.flatMap((it) => (it.problem === null ? [] : [it]));
  const parsed = checked.safeParse(Object.fromEntries(given.map(({ name, value }) => [name, value])));
  if (!parsed.success || unread.length > 0) throw faulty(unread, parsed.error?.issues ?? []);
  return parsed.data;
}

/** The unchecked value of each variable, and where it comes from; to show the settings. */
export function readGiven(variables: Variables = process.env): { name: string; value: string | null; from: string }[] {
  return Object.entries(environment.shape).map(([name, schema]) => {
    const { value, problem } = lookUp(variables, name);
    const usual = schema.safeParse(undefined).data;
    if (problem !== null) return { name, value: null, from: problem.message };
    if (value === undefined) return { name, value: usual === undefined ? null : String(usual), from: 'default' };
    return { name, value, from: variables[name] ? 'environment' : `${name}_FILE` };
  });
}

type Found = { value: string | undefined; problem: null } | { value: undefined; problem: ConfigError };

function lookUp(variables: Variables, name: string): Found {
  try {
    return { value: valueOf(variables, name), problem: null };
  } catch (error) {
    if (error instanceof ConfigError) return { value: undefined, problem: error };
    throw error;
  }
}

function hostEnvironment({ PATH, HOME, LANG, TZ, TMPDIR }: Variables): Config['hostEnvironment'] {
  const all = { PATH, HOME, LANG, TZ, TMPDIR };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** Every variable also as NAME_FILE, so that a secret can come from a mounted file. */
function valueOf(variables: Variables, name: string): string | undefined {
  const direct = variables[name] === '' ? undefined : variables[name];
  const file = variables[`${name}_FILE`];
  if (file === undefined || file === '') return direct;
  if (direct !== undefined) {
    throw new ConfigError('config-twice', `${name} and ${name}_FILE are both set: keep one of them.`);
  }
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new ConfigError('config-file', `${name}_FILE names ${file}, which can't be read: ${String(error)}`);
  }
}

interface Unread {
  name: string;
  problem: ConfigError;
}

/** One error for all faults. A variable whose file can't be read is not reported as missing as well. */
function faulty(unread: readonly Unread[], issues: readonly z.core.$ZodIssue[]): ConfigError {
  const [first] = unread;
  const others = issues.filter(({ path }) => !unread.some(({ name }) => name === path[0]));
  if (first && unread.length === 1 && others.length === 0) return first.problem;
  const lines = [
    ...unread.map(({ problem }) => `  ${problem.message}`),
    ...others.map(({ path, message }) => `  ${path.join('.')}: ${message}`),
  ];
  return new ConfigError('config-environment', ['The environment has to be changed:', ...lines].join('\n'));
}
