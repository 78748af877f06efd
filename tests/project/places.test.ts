import { describe, expect, it } from 'vitest';
import { readProject } from '../../src/project/read.ts';
import { minimal } from './minimal.ts';
import { told } from './table.ts';

const withPlaces = (...places: string[]): string =>
  minimal.replace('roles:\n', `places:\n${places.map((place) => `  - ${place}\n`).join('')}roles:\n`);

const everything = '{ surface: console, channel: small }';

describe('the places of a project', () => {
  it('are as many as it wants, and show what they name', () => {
    const file = withPlaces(
      everything,
      '{ surface: slack, channel: C1, shows: [questions, talk] }',
      '{ surface: slack, channel: C2, shows: [progress] }',
      "{ surface: discord, channel: '1150000000000000001' }",
    );
    const read = readProject(file, 'p');
    expect('project' in read && read.project.places.map(({ shows }) => shows)).toEqual([
      undefined,
      ['questions', 'talk'],
      ['progress'],
      undefined,
    ]);
  });

  it('show every question somewhere', () => {
    const asked = (...places: string[]): string => told(withPlaces(...places)).join();
    expect(asked('{ surface: console, channel: small, shows: [gates, talk] }')).toContain('no place shows');
    expect(
      asked(
        '{ surface: console, channel: small, shows: [progress] }',
        '{ surface: slack, channel: C1, shows: [gates] }',
      ),
    ).toContain('asked as a proposal');
    expect(asked('{ surface: console, channel: small, shows: [progress] }', '{ surface: slack, channel: C1 }')).toBe(
      '',
    );
    // The place in the console that everybody has shows it.
    expect(asked('{ surface: slack, channel: C1, shows: [progress] }')).toBe('');
  });

  it.each([
    ['[runs]', /found "runs"/],
    ['[]', /shows/],
    ['[talk, talk]', /a second time/],
  ])('that show %s are told what is wrong', (shows, message) => {
    expect(told(withPlaces(everything, `{ surface: slack, channel: C1, shows: ${shows} }`)).join()).toMatch(message);
  });
});
