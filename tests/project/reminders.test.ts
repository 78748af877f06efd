import { describe, expect, it } from 'vitest';
import { attentionOf } from '../../src/core/attention/settings.ts';
import { readProject } from '../../src/project/read.ts';
import { minimal } from './minimal.ts';
import { told } from './table.ts';

const withReminders = (reminders: string): string => minimal.replace('roles:\n', `reminders: ${reminders}\nroles:\n`);

const settingsIn = (text: string) => {
  const read = readProject(text, 'p');
  return 'project' in read ? attentionOf(read.project) : read.faults.map(({ message }) => message);
};

describe('the reminders of a project', () => {
  it('come after 15 minutes, 4 hours and a day, to nobody twice within the first of them, without a word about it', () => {
    const usual = { after: [900, 14_400, 86_400], interval: 900, quiet: null };
    expect(settingsIn(minimal)).toEqual(usual);
    expect(settingsIn(withReminders('{}'))).toEqual(usual);
  });

  it('are its own, with hours in which nobody is reminded', () => {
    const own = '{ after: [1h, 3d], interval: 2h, quiet: { from: 22:00, to: "08:00", time_zone: Asia/Kolkata } }';
    expect(settingsIn(withReminders(own))).toEqual({
      ...{ after: [3600, 259_200], interval: 7200 },
      quiet: { from: '22:00', to: '08:00', timeZone: 'Asia/Kolkata' },
    });
  });

  it.each([
    ['{ after: [] }', /at least|1 to 10/],
    ['{ after: [1h, 30m] }', /found "30m" behind "1h"; each has to be later/],
    ['{ after: [60m, 1h] }', /found "1h" behind "60m"/],
    ['{ quiet: { from: "20:00", to: "08:00" } }', /time_zone \| is missing/],
    ['{ quiet: { from: "8pm", to: "08:00", time_zone: UTC } }', /found "8pm"; allowed: a time of day/],
    ['{ quiet: { from: "20:00", to: "20:00", time_zone: UTC } }', /both ends/],
    ['{ quiet: { from: "20:00", to: "08:00", time_zone: Berlin } }', /found "Berlin", which is no time zone/],
  ])('that are %s are told what is wrong', (reminders, message) => {
    expect(told(withReminders(reminders)).join()).toMatch(message);
  });
});
