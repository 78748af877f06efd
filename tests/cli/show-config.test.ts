import { describe, expect, it } from 'vitest';
import { showConfig } from '../../src/cli/show-config.ts';
import { readGiven } from '../../src/config.ts';

const names = readGiven({}).map(({ name }) => name);

describe('what is printed of the configuration', () => {
  it('has every variable, and where it comes from', () => {
    const printed = showConfig(readGiven({ PORT: '3100' }));
    expect(printed.match(/^\w+(?==)/gm)).toEqual(names);
    expect(printed).toContain('PORT=3100  # environment\n');
    expect(printed).toContain('HOST=127.0.0.1  # default\n');
  });

  it('never has a secret', () => {
    const canary = 'canary-7f3a';
    const planted = {
      DATABASE_URL: `postgres://ada:${canary}@db:5432/w?password=${canary}&sslmode=require`,
      REDIS_URL: `redis://:${canary}@cache:6379`,
      PUBLIC_URL: `https://${canary}@wheel.example.com/#${canary}`,
      MODEL_BASE_URL: `https://models.example.com/v1?key=${canary}`,
      MODEL_API_KEY: canary,
    };
    const printed = showConfig(readGiven(planted));
    expect(printed).not.toContain(canary);
    expect(printed).toContain('DATABASE_URL=postgres://ada:***@db:5432/w?password=***&sslmode=***');
    // The positive control: unhidden, each of them would be seen.
    expect(JSON.stringify(readGiven(planted)).split(canary)).toHaveLength(8);
  });

  it('takes a variable that nobody has looked at for a secret', () => {
    const printed = showConfig([{ name: 'SOME_TOKEN', value: 'canary', from: 'environment' }]);
    expect(printed).toBe('SOME_TOKEN=***  # environment\n');
  });

  it('shows nothing of an address that cannot be read', () => {
    expect(showConfig(readGiven({ DATABASE_URL: 'ada:canary@db' }))).toContain('DATABASE_URL=***');
  });
});
