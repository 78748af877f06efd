import { describe, expect, it } from 'vitest';
import type { ProjectRecord } from '../../src/core/ports.ts';
import type { Trouble } from '../../src/core/troubles.ts';
import { troubleReason, troublesOf } from '../../src/main/troubles.ts';

const trouble = (channel: string | null): Trouble => ({
  ...{ surface: 'slack', channel, code: 'is_archived', what: 'It is archived.', remedy: 'Unarchive it.' },
  since: new Date(0),
});
const account = { surface: 'console' as const, team: 'local', user: 'mara' };

const read = (troubles: Trouble[]) =>
  troublesOf({
    troubles: { all: async () => troubles },
    projects: {
      ofChannel: async (_, channel) => {
        const project = { C1: 'film', C2: 'secret' }[channel];
        return project === undefined ? null : ({ project: { project }, folder: '/' } as ProjectRecord);
      },
    },
    roster: { projects: async () => [{ id: 'film', name: 'Film' }] },
  })(account);

describe('the troubles that somebody is told (R6)', () => {
  it('are those of their own projects’ places, and what concerns everybody', async () => {
    const told = await read([trouble('C1'), trouble('C2'), trouble(null), trouble('Socket Mode')]);
    expect(told.map(({ channel }) => channel)).toEqual(['C1', null, 'Socket Mode']);
  });
});

describe('what the readiness of a process says of troubles', () => {
  it('is how many each surface has, and nothing that only members should read', () => {
    expect(troubleReason([])).toBeNull();
    const on = (surface: Trouble['surface'], channel: string): Trouble => ({ ...trouble(channel), surface });
    expect(troubleReason([on('slack', 'C1'), on('slack', 'C2'), on('discord', 'gateway')])).toBe(
      'slack: 2 troubles, discord: 1 trouble. The pages of the console say which, and what to do.',
    );
  });
});
