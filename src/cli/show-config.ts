interface Given {
  name: string;
  value: string | null;
  from: string;
}

type Showing = 'plain' | 'url' | 'secret';

/** How much of a variable may be shown. One that is missing here is a secret. */
const showing: Record<string, Showing> = {
  DATABASE_URL: 'url',
  REDIS_URL: 'url',
  PORT: 'plain',
  HOST: 'plain',
  PUBLIC_URL: 'url',
  CONSOLE_LINK_ONLY: 'plain',
  OIDC_ISSUER_URL: 'url',
  OIDC_CLIENT_ID: 'plain',
  OIDC_CLIENT_SECRET: 'secret',
  SLACK_CLIENT_ID: 'plain',
  SLACK_CLIENT_SECRET: 'secret',
  SLACK_API_URL: 'url',
  DISCORD_CLIENT_ID: 'plain',
  DISCORD_APPLICATION_ID: 'plain',
  DISCORD_CLIENT_SECRET: 'secret',
  DISCORD_API_URL: 'url',
  LOG_LEVEL: 'plain',
  MODEL_BASE_URL: 'url',
  MODEL_NAME: 'plain',
  MODEL_API_KEY: 'secret',
  WHEELHOUSE_LEASE_MS: 'plain',
  HEALTH_PORT: 'plain',
  SLACK_BOT_TOKEN: 'secret',
  SLACK_APP_TOKEN: 'secret',
  SLACK_SIGNING_SECRET: 'secret',
  DISCORD_TOKEN: 'secret',
  DISCORD_GUILD: 'plain',
  METRICS_TOKEN: 'secret',
  STOP_DELAY_MS: 'plain',
};

const hidden = '***';

/** Safe to paste into a report: no password, key or token is in it. */
export const showConfig = (given: readonly Given[]): string =>
  given.map(({ name, value, from }) => `${name}=${value === null ? '' : show(name, value)}  # ${from}\n`).join('');

function show(name: string, value: string): string {
  switch (showing[name] ?? 'secret') {
    case 'plain':
      return value;
    case 'url':
      return showUrl(value);
    case 'secret':
      return hidden;
  }
}

/** A password can also stand in the query; all that stays of it are the names. */
function showUrl(text: string): string {
  if (!URL.canParse(text)) return hidden;
  const url = new URL(text);
  // `user:password@host` reads as a URL of the scheme `user`.
  if (url.host === '') return hidden;
  if (url.password !== '') url.password = hidden;
  // With a web address, what stands before the host is a key as well.
  if (url.protocol.startsWith('http') && url.username !== '') url.username = hidden;
  for (const key of [...url.searchParams.keys()]) url.searchParams.set(key, hidden);
  url.hash = '';
  return url.href;
}

/** What must never be seen of the settings, for whoever has to look for it in what the program says. */
export const secretsIn = (given: readonly Given[]): string[] =>
  given.flatMap(({ name, value }) => (value === null ? [] : secretParts(name, value)));

function secretParts(name: string, value: string): string[] {
  switch (showing[name] ?? 'secret') {
    case 'plain':
      return [];
    case 'secret':
      return [value];
    case 'url':
      return URL.canParse(value) ? passwordsIn(new URL(value)) : [value];
  }
}

function passwordsIn({ password, searchParams }: URL): string[] {
  const named = [...searchParams].flatMap(([key, value]) => (/pass|secret|token|key/i.test(key) ? [value] : []));
  return [password, decoded(password), ...named].filter((it) => it !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
