import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { readConfig, readGiven } from '../../src/config.ts';
import { shippedSettings } from '../../src/jobs/settings.ts';
import { createProgram } from '../../src/main/program.ts';
import { readText } from '../repo/tree.ts';
import { ownServices, readCompose, readDockerfile } from './files.ts';

const compose = readCompose();
const own = ownServices(compose);
const dockerfile = readDockerfile();
const instructions = (word: string): string[] => dockerfile.filter((it) => it.word === word).map(({ rest }) => rest);
const top = path.resolve(import.meta.dirname, '../..');

/** What the program would not understand of these words: unknown commands and options, and words too many. */
function misunderstood([name = '', ...words]: readonly string[]): string[] {
  const command: Command | undefined = createProgram().commands.find((it) => it.name() === name);
  if (!command) return [name];
  const { operands, unknown } = command.parseOptions([...words]);
  return [...operands.slice(command.registeredArguments.length), ...unknown];
}

const known = new Set(readGiven({}).map(({ name }) => name));
const strangeVariables = (environment: Record<string, string>): string[] =>
  Object.keys(environment).filter((name) => !known.has(name.replace(/_FILE$/, '')));

const seconds = (time: string): number => Number(/^(\d+)s$/.exec(time)?.[1]);

describe('compose.yaml', () => {
  it('runs the program in the parts that there are, and migrates once before', () => {
    expect(own.map(([name]) => name)).toEqual(['app', 'worker', 'migrate']);
    const parts = own.flatMap(([, { command = [] }]) => command.filter((_, n) => command[n - 1] === '--only'));
    expect(parts.sort()).toEqual(['api', 'bots', 'worker']);
    for (const name of ['app', 'worker'])
      expect(compose.services[name]?.depends_on?.migrate).toEqual({ condition: 'service_completed_successfully' });
  });

  it.each(own)('gives %s a command that the program understands', (_, { command = [] }) => {
    expect(command.length).toBeGreaterThan(0);
    expect(misunderstood(command)).toEqual([]);
    expect(misunderstood([...command, '--olny'])).toEqual(['--olny']);
  });

  it.each(own)('gives %s variables that the program knows and takes', (_, { environment = {} }) => {
    expect(strangeVariables(environment)).toEqual([]);
    expect(strangeVariables({ ...environment, REDSI_URL: '' })).toEqual(['REDSI_URL']);
    const { DATABASE_URL_FILE, ...rest } = environment;
    expect(DATABASE_URL_FILE).toBe('/run/secrets/database_url');
    expect(() => readConfig({ ...rest, DATABASE_URL: 'postgres://a:b@postgres/wheelhouse' })).not.toThrow();
  });

  it('waits only for services that are there, and for health only where it is asked', () => {
    for (const { depends_on: before = {} } of Object.values(compose.services)) {
      for (const [name, { condition }] of Object.entries(before)) {
        const other = compose.services[name];
        expect(other, name).toBeDefined();
        if (condition === 'service_healthy') expect(other?.healthcheck?.test, name).toBeDefined();
      }
    }
  });

  it('publishes the console alone, on loopback, at the port that the program listens on', () => {
    const published = Object.entries(compose.services).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => [name, port]),
    );
    const port = compose.services.app?.environment?.PORT;
    expect(published).toEqual([['app', `127.0.0.1:3000:${port}`]]);
    expect(instructions('EXPOSE').join(' ').split(' ')).toContain(port);
  });

  it('keeps secrets in files, and in no variable', () => {
    for (const { secrets = [], environment = {} } of Object.values(compose.services)) {
      expect(secrets.filter((name) => !(name in compose.secrets))).toEqual([]);
      const files = Object.entries(environment).filter(([name]) => name.endsWith('_FILE'));
      expect(files.map(([, file]) => path.basename(file))).toEqual(secrets);
      for (const [name, value] of Object.entries(environment)) {
        expect(name).not.toMatch(/(PASSWORD|TOKEN|KEY|SECRET)$/);
        expect(value).not.toMatch(/:\/\/[^/]*:[^/]*@/);
      }
    }
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\//);
    expect(readText('.gitignore')).toMatch(/^secrets\/$/m);
  });

  it('holds what lasts in volumes, where the program looks for it', () => {
    for (const [name, { command = [], volumes = [] }] of own.filter(([it]) => it !== 'migrate')) {
      const place = command[command.indexOf('--data') + 1];
      expect(
        volumes.map((volume) => volume.split(':')[1]),
        name,
      ).toEqual([place]);
      expect(instructions('VOLUME')).toEqual([place]);
    }
    const mounted = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.map((it) => it.split(':')[0]),
    );
    expect(new Set(mounted)).toEqual(new Set(Object.keys(compose.volumes)));
  });

  it('gives the program longer to stop than it takes, and a root that nobody writes to', () => {
    const takes = (shippedSettings.drain + shippedSettings.handBack) / 1000;
    for (const [name, service] of own) {
      expect(seconds(service.stop_grace_period ?? ''), name).toBeGreaterThan(takes + 5);
      expect([service.read_only, service.init, service.tmpfs], name).toEqual([true, true, ['/tmp']]);
    }
  });

  it('lets Redis evict nothing, and write down what it takes', () => {
    const words = compose.services.redis?.command ?? [];
    const value = (flag: string): string | undefined => words[words.indexOf(flag) + 1];
    expect([value('--maxmemory-policy'), value('--appendonly')]).toEqual(['noeviction', 'yes']);
  });
});

describe('the Dockerfile', () => {
  it('starts the program by commands that it understands', () => {
    const entry = JSON.parse(instructions('ENTRYPOINT')[0]!) as string[];
    expect(entry.slice(-4)).toEqual(['node', '--import', 'tsx', 'src/main.ts']);
    expect(misunderstood(JSON.parse(instructions('CMD')[0]!) as string[])).toEqual([]);
  });

  it('copies what there is, which .dockerignore lets pass', () => {
    const sources = instructions('COPY')
      .filter((rest) => !rest.startsWith('--from'))
      .flatMap((rest) => rest.split(' ').slice(0, -1));
    const ignored = readText('.dockerignore').split('\n');
    expect(ignored).toContain('*');
    for (const source of sources) {
      expect(existsSync(path.join(top, source)), source).toBe(true);
      expect(ignored, source).toContain(`!${source.replace('./', '')}`);
    }
  });

  it('runs as nobody special, on a Node that package.json allows, in more than one stage', () => {
    expect(instructions('USER')).toEqual(['node']);
    const least = Number(
      /(\d+)/.exec((JSON.parse(readText('package.json')) as { engines: { node: string } }).engines.node)?.[1],
    );
    const images = instructions('FROM').map((rest) => /^node:(\d+)/.exec(rest)?.[1]);
    expect(images).toHaveLength(2);
    for (const version of images) expect(Number(version)).toBe(least);
  });

  it('looks after its health at the port that it sets', () => {
    const variables = Object.fromEntries(
      instructions('ENV')[0]!
        .split(' ')
        .map((it) => it.split('=') as [string, string]),
    );
    expect(strangeVariables({ HEALTH_PORT: variables.HEALTH_PORT! })).toEqual([]);
    expect(instructions('EXPOSE')[0]).toContain(variables.HEALTH_PORT);
    expect(instructions('HEALTHCHECK')[0]).toContain('process.env.HEALTH_PORT}/healthz');
  });
});
