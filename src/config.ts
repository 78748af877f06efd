import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { z } from 'zod';

/** Something in the environment that a person has to change: printed as it is, without a stack. */
export class ConfigError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'ConfigError';
    this.code = code;
  }
}

const url = (protocols: RegExp, example: string) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && protocols.test(text), `write a URL such as ${example}`)
    .optional();

const environment = z.object({
  DATABASE_URL: url(/^postgres(ql)?:/, 'postgres://user:password@host:5432/wheelhouse'),
  REDIS_URL: url(/^rediss?:/, 'redis://host:6379'),
  PORT: z
    .string()
    .regex(/^[0-9]{1,5}$/, 'write a port number, such as 3000')
    .transform(Number)
    .refine((port) => port < 65_536, 'a port number ends at 65535')
    .optional(),
  HOST: z
    .enum(['127.0.0.1', '::1', 'localhost'], {
      error: 'the console listens on loopback only: 127.0.0.1, ::1 or localhost',
    })
    .default('127.0.0.1'),
  PUBLIC_URL: url(/^https?:/, 'https://wheelhouse.example.com'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  MODEL_BASE_URL: url(/^https?:/, 'https://models.example.com/v1'),
  MODEL_NAME: z.string().min(1).optional(),
  MODEL_API_KEY: z.string().min(1).optional(),
  /** How long a worker may be silent before its stage is given to another, in milliseconds. */
  WHEELHOUSE_LEASE_MS: z
    .string()
    .regex(/^[0-9]{3,6}$/, 'write milliseconds, such as 6000')
    .transform(Number)
    .optional(),
});

/** What the environment says, checked once. `process.env` is read here and nowhere else. */
export interface Config {
  databaseUrl: string | null;
  redisUrl: string | null;
  /** Null: 3000, or the next free one above it. */
  port: number | null;
  host: string;
  publicUrl: URL | null;
  logLevel: z.infer<typeof environment>['LOG_LEVEL'];
  model: { baseUrl: string | null; name: string | null; apiKey: string | null };
  leaseMs: number | null;
  /** The value of a variable that a project file names (`api_key_from`). */
  keyNamed: (variable: string) => string | undefined;
  /** The few variables that commands inherit; nothing here is a secret. */
  hostEnvironment: Partial<Record<'PATH' | 'HOME' | 'LANG' | 'TZ' | 'TMPDIR', string>>;
  machine: { root: boolean; home: string; platform: NodeJS.Platform; stateHome: string | undefined };
}

type Variables = Record<string, string | undefined>;

/** Throws a ConfigError that lists every fault at once. */
export function readConfig(variables: Variables = process.env): Config {
  const given = Object.fromEntries(
    Object.keys(environment.shape).map((name) => [name, valueOf(variables, name)] as const),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw new ConfigError('config-environment', faults(parsed.error));
  const read = parsed.data;
  return {
    databaseUrl: read.DATABASE_URL ?? null,
    redisUrl: read.REDIS_URL ?? null,
    port: read.PORT ?? null,
    host: read.HOST,
    publicUrl: read.PUBLIC_URL === undefined ? null : new URL(read.PUBLIC_URL),
    logLevel: read.LOG_LEVEL,
    model: {
      baseUrl: read.MODEL_BASE_URL ?? null,
      name: read.MODEL_NAME ?? null,
      apiKey: read.MODEL_API_KEY ?? null,
    },
    leaseMs: read.WHEELHOUSE_LEASE_MS ?? null,
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

/** What each variable of the environment holds, unchecked, and where from; for whoever shows the settings. */
export function readGiven(variables: Variables = process.env): { name: string; value: string | null; from: string }[] {
  return Object.entries(environment.shape).map(([name, schema]) => {
    const value = valueOf(variables, name);
    const usual = schema.safeParse(undefined).data;
    if (value === undefined) return { name, value: usual === undefined ? null : String(usual), from: 'default' };
    return { name, value, from: variables[name] ? 'environment' : `${name}_FILE` };
  });
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

const faults = (error: z.ZodError): string =>
  ['The environment has to be changed:', ...error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`)].join('\n');
